using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>
/// What an operator carries from the hub to the post, once: a secret of 80 bits by which the hub knows the invitation, and 112 bits of the
/// fingerprint of the hub's authority by which the post knows the hub. Forty letters and digits (Crockford's base 32: no I, L, O, U) in
/// groups of five, with eight bits that tell a slip of the pen.
/// </summary>
public sealed class EnrolmentCode
{
    const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int SecretBytes = 10, FingerprintBytes = 14, Bytes = SecretBytes + FingerprintBytes + 1;

    readonly byte[] bytes;

    EnrolmentCode(byte[] bytes) => this.bytes = bytes;

    /// <summary>A new code for this authority.</summary>
    /// <param name="authority">Its certificate in DER.</param>
    public static EnrolmentCode New(ReadOnlySpan<byte> authority)
    {
        byte[] made = [.. RandomNumberGenerator.GetBytes(SecretBytes), .. SHA256.HashData(authority)[..FingerprintBytes], 0];
        made[^1] = Check(made);
        return new(made);
    }

    /// <summary>Reads a code as it was typed: small letters, missing or other dashes, O for 0, I and L for 1.</summary>
    public static bool TryParse(string? text, out EnrolmentCode code)
    {
        var typed = (text ?? "").ToUpperInvariant().Where(c => c is not ('-' or ' ')).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }).ToArray();
        var read = new byte[Bytes];
        code = new(read);
        if (typed.Length != Bytes * 8 / 5) return false;
        for (var i = 0; i < typed.Length; i++)
        {
            if (Letters.IndexOf(typed[i], StringComparison.Ordinal) is not (>= 0 and var value)) return false;
            for (var bit = 0; bit < 5; bit++)
                if ((value >> (4 - bit) & 1) != 0) read[(i * 5 + bit) / 8] |= (byte)(0x80 >> (i * 5 + bit) % 8);
        }
        return read[^1] == Check(read);
    }

    /// <summary>What the hub keeps of it: SHA-256 of the secret, in hex.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, SecretBytes)));

    /// <summary>True when this is the authority that the code was made for.</summary>
    /// <param name="authority">A certificate in DER.</param>
    public bool IsOf(ReadOnlySpan<byte> authority) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(authority).AsSpan(0, FingerprintBytes), bytes.AsSpan(SecretBytes, FingerprintBytes));

    /// <summary>The code as it is shown once; nothing else gives it.</summary>
    public string Text()
    {
        var letters = Enumerable.Range(0, Bytes * 8 / 5).Select(i =>
            Letters[Enumerable.Range(i * 5, 5).Aggregate(0, (value, bit) => value << 1 | bytes[bit / 8] >> (7 - bit % 8) & 1)]);
        return string.Join('-', letters.Chunk(5).Select(group => new string(group)));
    }

    /// <summary>It is a secret: says nothing.</summary>
    public override string ToString() => nameof(EnrolmentCode);

    static byte Check(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, Bytes - 1))[0];
}
