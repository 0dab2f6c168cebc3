namespace Limen.Documents;

/// <summary>
/// Active authentication (Doc 9303-11 §6.1): the chip signs a challenge with the key whose public half stands in EF.DG15.
/// RSA by ISO/IEC 9796-2 digital signature scheme 1, or ECDSA in plain or DER form.
/// </summary>
static class ActiveAuthentication
{
    const int Challenge = 8, WrongLength = 0x6700, LongestShort = 261;

    /// <summary>What was asked and answered, or why nothing was.</summary>
    internal sealed record Outcome(ChipFailure? Failure, byte[] Challenge, ReadOnlyMemory<byte> Signature = default);

    /// <summary>Asks for a signature over a fresh challenge.</summary>
    public static async ValueTask<Outcome> RunAsync(
        CardChannel channel, Randomness random, CancellationToken cancel)
    {
        var challenge = random.Octets(Challenge);
        var answer = await AskAsync(channel, challenge, cancel);
        return answer.Ok && !answer.Payload.IsEmpty
            ? new(null, challenge, answer.Payload)
            : new(answer.Failure(), challenge);
    }

    // The signature of a long key does not fit into a short reply under secure messaging, and some chips that tell of extended lengths take none here.
    static async ValueTask<Response> AskAsync(CardChannel channel, byte[] challenge, CancellationToken cancel)
    {
        var before = channel.Extended;
        var answer = await channel.SendAsync(new(0, 0x88, 0, 0, challenge, before ? Apdu.LongestReply : Apdu.ShortReply), cancel);
        if (answer.Error != ChipError.None || answer.StatusWord != WrongLength || !before && channel.LongestExchange <= LongestShort) return answer;
        channel.Extended = !before;
        answer = await channel.SendAsync(new(0, 0x88, 0, 0, challenge, before ? Apdu.ShortReply : Apdu.LongestReply), cancel);
        channel.Extended = before;
        return answer;
    }

    /// <summary>Whether the signature over the challenge is the key's; null when the key or its algorithm is of an unknown kind.</summary>
    /// <param name="subjectPublicKeyInfo">The DER of the key in EF.DG15.</param>
    /// <param name="signatureAlgorithm">The identifier that EF.DG14 gives for an EC key, dotted; null or empty when it gives none.</param>
    /// <param name="challenge">The eight octets sent.</param>
    /// <param name="signature">What came back.</param>
    public static bool? Verify(
        ReadOnlyMemory<byte> subjectPublicKeyInfo, string? signatureAlgorithm, ReadOnlySpan<byte> challenge, ReadOnlySpan<byte> signature)
    {
        if (!PublicKey.TryParse(subjectPublicKeyInfo, out var key)) return null;
        if (key is RsaKey rsa) return IsMessage(rsa.Recover(signature), challenge);
        if (key is not EcKey) return null;
        var digests = DigestsOf(signatureAlgorithm);
        foreach (var digest in digests)
            if (key.Verify(new(SignatureScheme.EcdsaPlain, digest), challenge, signature) == SignatureVerdict.Valid) return true;
        return digests.Length == 0 ? null : false;
    }

    // F = 6A || M1 || H(M1 || RND.IFD) || trailer; a modulus a few bits short of whole octets leaves zeros in front, which do not count.
    internal static bool IsMessage(ReadOnlySpan<byte> opened, ReadOnlySpan<byte> challenge)
    {
        var message = opened.TrimStart((byte)0);
        if (message.Length < 3 || message[0] is not (0x6A or 0x4A)) return false;
        var (named, trailer) = message[^1] switch
        {
            0xBC => ((DigestName?)DigestName.Sha1, 1),
            0xCC => (OfTrailer(message[^2]), 2),
            _ => (null, 0),
        };
        if (named is not { } digest || message.Length < 1 + digest.Size() + trailer) return false;
        var hash = message[^(digest.Size() + trailer)..^trailer];
        var recovered = message[1..^(digest.Size() + trailer)];
        return hash.SequenceEqual(digest.Hash([.. recovered, .. challenge]));
    }

    // Hash identifiers of ISO/IEC 10118-3.
    static DigestName? OfTrailer(byte identifier) => identifier switch
    {
        0x33 => DigestName.Sha1,
        0x38 => DigestName.Sha224,
        0x34 => DigestName.Sha256,
        0x36 => DigestName.Sha384,
        0x35 => DigestName.Sha512,
        _ => null,
    };

    // Chips that name no algorithm are tried with every hash: a forger gains nothing by the choice.
    static DigestName[] DigestsOf(string? algorithm) => algorithm switch
    {
        null or "" => [DigestName.Sha256, DigestName.Sha1, DigestName.Sha224, DigestName.Sha384, DigestName.Sha512],
        "0.4.0.127.0.7.1.1.4.1.1" or "1.2.840.10045.4.1" => [DigestName.Sha1],
        "0.4.0.127.0.7.1.1.4.1.2" or "1.2.840.10045.4.3.1" => [DigestName.Sha224],
        "0.4.0.127.0.7.1.1.4.1.3" or "1.2.840.10045.4.3.2" => [DigestName.Sha256],
        "0.4.0.127.0.7.1.1.4.1.4" or "1.2.840.10045.4.3.3" => [DigestName.Sha384],
        "0.4.0.127.0.7.1.1.4.1.5" or "1.2.840.10045.4.3.4" => [DigestName.Sha512],
        _ => [],
    };
}
