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
    const ulong Exact = 5_772_870_588_346_120; // 1 + 27 + 27^2 + ... + 27^11: the empty number and all of one to eleven characters

    const byte Uncounted = 0, Other = byte.MaxValue;

    static readonly byte[] Places = [.. Enumerable.Range(0, 128).Select(code => PlaceOf(Reading.Clean((char)code)))];

    /// <summary>The key of a text in any writing; <paramref name="kind"/>, a letter of the folded alphabet, keeps kinds of numbers apart.</summary>
    public static ulong Of(ReadOnlySpan<char> text, char kind = '\0')
    {
        ulong exact = Places[kind];
        var length = kind == '\0' ? 0 : 1;
        foreach (var character in text)
        {
            var place = Place(character);
            if (place == Uncounted) continue;
            if (++length > ExactLength || place == Other) return Spread(Hashed(text, kind));
            exact = exact * 27 + place;
        }
        return Spread(exact);
    }

    static byte Place(char character) =>
        character < 128 ? Places[character] : Reading.Clean(character) is < (char)128 and var latin ? Places[latin] : Other;

    static byte PlaceOf(char clean) => clean == '\0' ? Uncounted : (byte)(Alphabet.IndexOf(Reading.Fold(clean)) + 1);

    static ulong Hashed(ReadOnlySpan<char> text, char kind)
    {
        var hash = Stir(0x9E37_79B9_7F4A_7C15 ^ kind);
        foreach (var character in text)
            if (Reading.Clean(character) is not '\0' and var clean) hash = Stir(hash ^ Reading.Fold(clean));
        return Exact + (ulong)(((UInt128)Stir(hash) * (KeyLayout.LastKey + 1 - Exact)) >> 64);
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
        key = key * 0xBF58_476D_1CE4_E5B9 & KeyLayout.LastKey;
        key ^= key >> 27;
        key = key * 0x94D0_49BB_1331_11EB & KeyLayout.LastKey;
        return key ^ key >> 29;
    }

    static ulong Stir(ulong hash)
    {
        hash *= 0xFF51_AFD7_ED55_8CCD;
        return hash ^ hash >> 32;
    }
}
