namespace Limen.Screening;

/// <summary>
/// The key under which a number is looked up: <see cref="KeyIndex.KeyBits"/> bits, spread evenly, equal for all readings of one number.
/// Up to eleven characters of the 27 that remain after folding are kept exactly (no two numbers share a key);
/// longer ones, and other scripts, are hashed into the rest of the range, so a shared key is rare and the judge sees it.
/// </summary>
static class LookupKey
{
    const string Alphabet = "0123456789ACEFHJKMNPRTUVWXY";
    const int ExactLength = 11;
    const ulong Mask = (1UL << KeyIndex.KeyBits) - 1;
    const ulong Exact = 5_772_870_588_346_120; // 1 + 27 + 27^2 + ... + 27^11: the empty number and all of one to eleven characters

    static readonly byte[] Places = MakePlaces();

    /// <summary>The key of a text in any writing; <paramref name="kind"/>, a letter of the folded alphabet, keeps kinds of numbers apart.</summary>
    public static ulong Of(ReadOnlySpan<char> text, char kind = '\0')
    {
        ulong exact = 0, hash = 0x9E37_79B9_7F4A_7C15;
        var length = 0;
        var known = true;
        if (kind != '\0') Add(kind);
        foreach (var character in text)
            if (Reading.Clean(character) is not '\0' and var clean) Add(Reading.Fold(clean));
        return Spread(known && length <= ExactLength ? exact : Exact + (ulong)(((UInt128)Stir(hash) * (Mask + 1 - Exact)) >> 64));

        void Add(char folded)
        {
            var place = folded < 128 ? Places[folded] : (byte)0;
            known &= place != 0;
            if (length++ < ExactLength) exact = exact * 27 + place;
            hash = Stir(hash ^ folded);
        }
    }

    /// <summary>True when the text has at least one character that counts.</summary>
    public static bool Asks(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
            if (Reading.Clean(character) != '\0') return true;
        return false;
    }

    /// <summary>The characters of folded numbers, each standing for its class.</summary>
    public static ReadOnlySpan<char> Characters => Alphabet;

    // One to one on 56 bits (an odd factor and a shifted exclusive-or can both be undone), so exact keys stay exact.
    static ulong Spread(ulong key)
    {
        key ^= key >> 29;
        key = key * 0xBF58_476D_1CE4_E5B9 & Mask;
        key ^= key >> 27;
        key = key * 0x94D0_49BB_1331_11EB & Mask;
        return key ^ key >> 29;
    }

    static ulong Stir(ulong hash)
    {
        hash *= 0xFF51_AFD7_ED55_8CCD;
        return hash ^ hash >> 32;
    }

    static byte[] MakePlaces()
    {
        var places = new byte[128];
        for (var i = 0; i < Alphabet.Length; i++) places[Alphabet[i]] = (byte)(i + 1);
        return places;
    }
}
