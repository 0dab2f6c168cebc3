using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>Basic access control (Doc 9303-11 §4.3): both sides prove that they know the MRZ, and agree 3DES keys.</summary>
static class Bac
{
    const int Nonce = 8, KeyHalf = 16;

    /// <summary>Runs the protocol in the selected eMRTD application; null when secure messaging is established.</summary>
    public static async ValueTask<ChipFailure?> RunAsync(CardChannel channel, AccessKey key, Randomness random, CancellationToken cancel)
    {
        if (key.IsCan) return new(ChipError.CanNotSupported);
        var challenge = await channel.SendAsync(new(0, 0x84, 0, 0, default, Nonce), cancel);
        if (!challenge.Ok) return challenge.Failure(NotSupportedOr(challenge, ChipError.Refused));
        if (challenge.Payload.Length != Nonce) return new(ChipError.Garbled);
        var own = random.Octets(Nonce);
        var half = random.Octets(KeyHalf);
        var keys = KeyDerivation.SessionKeys(MessagingCipher.TripleDes, key.BacSeed());
        var answer = await channel.SendAsync(
            new(0, 0x82, 0, 0, Command(keys, own, challenge.Payload.Span, half), 40), cancel);
        if (!answer.Ok) return answer.Failure(NotSupportedOr(answer, ChipError.WrongKey));
        if (Answered(keys, answer.Payload.Span, own, challenge.Payload.Span) is not { } chipHalf) return new(ChipError.NotAuthentic);
        for (var i = 0; i < KeyHalf; i++) half[i] ^= chipHalf[i];
        byte[] counter = [.. challenge.Payload.Span[4..], .. own[4..]];
        channel.Secure(new(KeyDerivation.SessionKeys(MessagingCipher.TripleDes, half), counter));
        return null;
    }

    static byte[] Command(SessionKeys keys, byte[] own, ReadOnlySpan<byte> chips, byte[] half)
    {
        var text = keys.Cipher.Encrypt(keys.Encryption, [.. own, .. chips, .. half], new byte[8]);
        return [.. text, .. keys.Cipher.Mac(keys.Authentication, text)];
    }

    static byte[]? Answered(SessionKeys keys, ReadOnlySpan<byte> reply, ReadOnlySpan<byte> own, ReadOnlySpan<byte> chips)
    {
        if (reply.Length != 40) return null;
        var expected = keys.Cipher.Mac(keys.Authentication, reply[..32]);
        if (!CryptographicOperations.FixedTimeEquals(expected, reply[32..])) return null;
        var plain = keys.Cipher.Decrypt(keys.Encryption, reply[..32], new byte[8]).AsSpan();
        return plain[..8].SequenceEqual(chips) && plain[8..16].SequenceEqual(own) ? plain[16..].ToArray() : null;
    }

    static ChipError NotSupportedOr(Response response, ChipError otherwise) =>
        response.StatusWord is 0x6D00 or 0x6E00 ? ChipError.AccessNotSupported : otherwise;
}
