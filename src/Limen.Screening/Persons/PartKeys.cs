namespace Limen.Screening;

/// <summary>The hashes under which a part is filed and sought.</summary>
static class PartKeys
{
    /// <summary>From this length of the class key on, one sound may be missing.</summary>
    const int ShortestWithSlip = 4;

    /// <summary>The most keys a part has.</summary>
    public const int Most = 2 * (Weights.LongestPart + 2) + 1;

    /// <summary>The key of the consonants, of a part with vowels or of one without: each is sought under the other's.</summary>
    public static uint Consonants(ReadOnlySpan<byte> sounds, bool unvowelled) =>
        (Hashing.Mix(Spelling.Consonants(sounds[Article(sounds)..]) ^ (unvowelled ? 0x5bd1e995u : 0x9e3779b9u)) & Shared) | Nowhere;

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
        keys[0] = Hashing.Of(key[..length]) | Nowhere;
        var count = 1;
        if (length < ShortestWithSlip) return count;
        for (var without = 0; without < length; without++)
            keys[count++] = (Hashing.Without(key[..length], without) & ~Nowhere) | (uint)Math.Min(without, (int)Nowhere - 1);
        return count;
    }

    /// <summary>The key of a whole part as it is filed, for a part that is sought without slips.</summary>
    public static uint Exact(ReadOnlySpan<byte> key) => Hashing.Of(key) | Nowhere;

    // The lowest bits of a key say where the sound is missing; this says nowhere.
    const uint Nowhere = 31;

    /// <summary>The bits that two keys must share.</summary>
    public const uint Shared = ~Nowhere;

    /// <summary>False when both lack a sound and at places so far apart that it is not one slip.</summary>
    public static bool OneSlip(uint one, uint other)
    {
        uint at = one & Nowhere, otherAt = other & Nowhere;
        return at == Nowhere || otherAt == Nowhere || at - otherAt + 1 <= 2;
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
