namespace Limen.Documents.Tests;

/// <summary>Changes octets the way faults and forgers do: flips, lengths, cuts, doublings, splices.</summary>
static class Mutant
{
    public static byte[] Of(byte[] original, Random random)
    {
        var mutant = original.ToArray();
        for (var times = random.Next(1, 4); times > 0 && mutant.Length > 0; times--) mutant = Once(mutant, random);
        return mutant;
    }

    static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        var length = random.Next(1, Math.Min(64, bytes.Length - at) + 1);
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 1: bytes[at] = (byte)random.Next(256); return bytes;
            case 2: bytes[at] = (byte)(random.Next(2) == 0 ? 0x80 : 0xFF); return bytes;
            case 3: return bytes[..at];
            case 4: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 5: return [.. bytes[..(at + length)], .. bytes[at..]];
            case 6: random.NextBytes(bytes.AsSpan(at, length)); return bytes;
            default: bytes[at..(at + length)].CopyTo(bytes, random.Next(bytes.Length - length + 1)); return bytes;
        }
    }
}
