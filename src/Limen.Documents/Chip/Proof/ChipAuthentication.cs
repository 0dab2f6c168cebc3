using System.Numerics;

namespace Limen.Documents;

/// <summary>
/// Chip authentication (Doc 9303-11 §6.2), one run of it: keys agreed with the chip's static key. Who can go on talking under them has
/// the private key; that it is the issuer's is for passive authentication to say.
/// </summary>
sealed class ChipAuthentication(CardChannel channel, Randomness random)
{
    // Chips have one or two of each; a file of a million octets could tell of thousands, each with each.
    const int MostKeys = 16, MostProtocols = 64;

    const string KeyOfField = Oids.ChipAuthenticationKey + ".1";

    /// <summary>One way of chip authentication the chip offers and this reader knows.</summary>
    internal sealed record Variant(string Protocol, MessagingCipher Cipher, KeyGroup Group, byte[] Key, BigInteger? KeyId, bool SeveralKeys);

    /// <summary>A run that went through.</summary>
    /// <param name="Variant">What was run.</param>
    /// <param name="TerminalKey">The terminal's public key of the session, which terminal authentication signs.</param>
    /// <param name="SecondForm">The form it went through in.</param>
    internal sealed record Established(Variant Variant, byte[] TerminalKey, bool SecondForm);

    /// <summary>A run that went through, or why it did not.</summary>
    internal sealed record Outcome(ChipFailure? Failure, Established? Run = null);

    /// <summary>What of the SecurityInfos of EF.DG14 can be run, AES before 3DES (§8.5); keys without a ChipAuthenticationInfo are run as 3DES.</summary>
    public static IReadOnlyList<Variant> Known(SecurityInfos infos)
    {
        var several = infos.ChipAuthenticationKeys.Count > 1;
        return [.. infos.ChipAuthenticationKeys.Take(MostKeys).SelectMany(key => OfKey(key, infos, several)).OrderByDescending(variant => (int)variant.Cipher)];
    }

    /// <summary>Agrees new keys and proves them by one exchange; after a failure the old session stands unless it was lost.</summary>
    /// <param name="variant">What to run.</param>
    /// <param name="cancel">Gives up earlier.</param>
    /// <param name="secondForm">With 3DES too MSE:Set AT and GENERAL AUTHENTICATE from the start.</param>
    public async ValueTask<Outcome> RunAsync(
        Variant variant, CancellationToken cancel, bool secondForm = false)
    {
        // A chip may spell out a group in which neither of these is an element.
        if (variant.Group.NewKey(random) is not { } key || variant.Group.Raise(variant.Key, key.Private) is not { } shared)
            return new(new(ChipError.BadInput));
        var answer = variant.Cipher == MessagingCipher.TripleDes && !secondForm ? await SetKeyAgreementAsync(variant, key.Public, cancel) : new Response(default, 0);
        // Some chips with 3DES know the second form only (§8.5, note 1).
        if (!answer.Ok && answer.Error == ChipError.None) answer = await AuthenticateAsync(variant, key.Public, cancel);
        if (!answer.Ok) return new(answer.Failure());
        channel.Secure(new(KeyDerivation.SessionKeys(variant.Cipher, variant.Group.SharedSecret(shared))));
        var proof = await channel.SendAsync(Files.Select(LdsFile.Dg14), cancel);
        return proof.Error == ChipError.None ? new(null, new(variant, key.Public, secondForm)) : new(proof.Failure());
    }

    static IEnumerable<Variant> OfKey(ChipAuthenticationPublicKeyInfo key, SecurityInfos infos, bool several)
    {
        if (!PublicKeys.TryRead(key.SubjectPublicKeyInfo, out var group, out var element)) yield break;
        var arc = group is DhGroup ? 1 : 2;
        if (group is DhGroup != (key.Protocol == KeyOfField)) yield break;
        var protocols = infos.ChipAuthentication.Take(MostProtocols)
            .Where(info => (info.KeyId == key.KeyId || info.KeyId is null || key.KeyId is null)
                && Oids.IsBelow(info.Protocol, $"{Oids.ChipAuthentication}.{arc}"))
            .Select(info => info.Protocol)
            .DefaultIfEmpty($"{Oids.ChipAuthentication}.{arc}.{(int)MessagingCipher.TripleDes}");
        foreach (var protocol in protocols)
            if (int.TryParse(protocol.Split('.')[^1], out var cipher) && cipher is >= 1 and <= 4)
                yield return new(protocol, (MessagingCipher)cipher, group, element, key.KeyId, several);
    }

    ValueTask<Response> SetKeyAgreementAsync(Variant variant, byte[] key, CancellationToken cancel) =>
        channel.SendAsync(new(0, 0x22, 0x41, 0xA6,
            (byte[])[.. Tlv.Encode(0x91, variant.Group.OnWire(key)), .. KeyReference(variant)]), cancel);

    async ValueTask<Response> AuthenticateAsync(Variant variant, byte[] key, CancellationToken cancel)
    {
        byte[] template = [.. Tlv.Encode(0x80, Tlv.Oid(variant.Protocol)), .. KeyReference(variant)];
        var answer = await channel.SendAsync(new(0, 0x22, 0x41, 0xA4, template), cancel);
        if (!answer.Ok) return answer;
        var field = Tlv.Encode(0x7C, Tlv.Encode(0x80, variant.Group.OnWire(key)));
        return await channel.SendAsync(new(0, 0x86, 0, 0, field, Apdu.ShortReply), cancel);
    }

    // The reference is an unsigned integer, and needed only where keys are ambiguous.
    static byte[] KeyReference(Variant variant) =>
        variant.KeyId is { Sign: >= 0 } id ? Tlv.Encode(0x84, id.ToByteArray(isUnsigned: true, isBigEndian: true)) : [];
}
