namespace Limen.Screening;

/// <summary>The hashes under which a part is filed and sought.</summary>
static class PartKeys
{
    /// <summary>From this length of the class key on, one sound may be missing.</summary>
    const int ShortestWithSlip = 4;

    /// <summary>The most keys a part has.</summary>
    public const int Most = 2 * (Weights.LongestPart + 2);

    /// <summary>Writes the key and the keys with one sound left out, and the same without a leading article; gives how many.</summary>
    public static int Of(ReadOnlySpan<byte> sounds, Span<uint> keys)
    {
        var count = Whole(sounds, keys);
        if (Article(sounds) is var article and > 0) count += Whole(sounds[article..], keys[count..]);
        return count;
    }

    static int Whole(ReadOnlySpan<byte> sounds, Span<uint> keys)
    {
        Span<byte> key = stackalloc byte[Weights.LongestPart + 1];
        var length = Spelling.ClassKey(sounds, key);
        if (length == 0) return 0;
        keys[0] = Hashing.Of(key[..length]);
        var count = 1;
        if (length < ShortestWithSlip) return count;
        for (var without = 0; without < length; without++) keys[count++] = Hashing.Without(key[..length], without);
        return count;
    }

    /// <summary>How many sounds AL or EL, or ABDUL (servant of), takes at the beginning of a joined part; 0 when there is none.</summary>
    public static int Article(ReadOnlySpan<byte> sounds)
    {
        if (sounds.Length >= Servant.Length + Noun && sounds.StartsWith(Servant)) return Servant.Length;
        return sounds.Length >= 2 + Noun && sounds[0] is Spelling.A or Spelling.E && sounds.Length > 2 && sounds[1] == L && !Spelling.IsVowel(sounds[2]) ? 2 : 0;
    }

    const int Noun = 3;
    const byte L = 12;
    static ReadOnlySpan<byte> Servant => [Spelling.A, 2, 4, Spelling.U, L];
}
