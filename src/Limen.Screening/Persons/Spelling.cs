using System.Numerics;

namespace Limen.Screening;

/// <summary>
/// Names as sounds: letters and letter groups that write one sound become one code, so that KH, PH or OU is one step and not two.
/// </summary>
static class Spelling
{
    // Codes 1-26 are the letters; the groups follow. Longest first, so that SCH is not read as S, CH.
    static readonly string[] Groups = ["SCH", "TCH", "SH", "CH", "KH", "ZH", "GH", "TH", "PH", "DH", "TS", "CK", "DJ", "OO", "OU", "EE", "QU"];
    public const int Count = 27 + 17;
    const int LongestGroup = 3;

    public const byte A = 1, E = 5, H = 8, I = 9, O = 15, U = 21, Y = 25, W = 23, B = 2, P = 16;
    public static byte Code(string sound) => sound.Length == 1 ? (byte)(sound[0] - 'A' + 1) : (byte)(27 + Array.IndexOf(Groups, sound));
    public static string Letters(byte code) => code < 27 ? ((char)('A' + code - 1)).ToString() : Groups[code - 27];

    static readonly byte[] Classes = MakeClasses();
    static readonly bool[] Vowels = [.. Enumerable.Range(0, Count).Select(code => code > 0 && "AEIOUY".Contains(Letters((byte)code)[0], StringComparison.Ordinal))];

    public static bool IsVowel(byte code) => Vowels[code];

    /// <summary>The first letter of the first sound.</summary>
    public static char First(ReadOnlySpan<byte> codes) => FirstLetters[codes[0]];

    static readonly char[] FirstLetters = [.. Enumerable.Range(0, Count).Select(code => code == 0 ? ' ' : Letters((byte)code)[0])];

    /// <summary>Writes the codes of capital letters A-Z; gives how many. <paramref name="codes"/> must be as long as the letters.</summary>
    public static int Read(ReadOnlySpan<char> letters, Span<byte> codes)
    {
        if (letters.ContainsAnyInRange('a', 'z')) letters = Capitals(letters);
        var count = 0;
        for (var at = 0; at < letters.Length;)
        {
            var code = At(letters[at..], out var length);
            codes[count++] = code;
            at += length;
        }
        return count;
    }

    static string Capitals(ReadOnlySpan<char> letters) => letters.ToString().ToUpperInvariant();

    /// <summary>The letters that the codes stand for.</summary>
    public static string Text(ReadOnlySpan<byte> codes)
    {
        Span<char> text = stackalloc char[LongestGroup * codes.Length];
        var length = 0;
        foreach (var code in codes)
        {
            if (code < 27) { text[length++] = (char)('A' + code - 1); continue; }
            Groups[code - 27].CopyTo(text[length..]);
            length += Groups[code - 27].Length;
        }
        return text[..length].ToString();
    }

    /// <summary>One bit for each letter that occurs: two names that differ in many bits cannot be one name.</summary>
    public static ushort Sounds(ReadOnlySpan<byte> codes)
    {
        var sounds = 0;
        foreach (var code in codes) sounds |= 1 << Classes[code];
        return (ushort)(sounds & ~1);
    }

    /// <summary>How many classes of sounds one has and the other lacks.</summary>
    public static int Unlike(ushort one, ushort other) => BitOperations.PopCount((uint)(one ^ other));

    /// <summary>
    /// The class key: consonants that transliterations exchange fall together, a run of vowels is one, H counts only at the beginning.
    /// Gives its length; <paramref name="key"/> must be as long as the codes.
    /// </summary>
    public static int ClassKey(ReadOnlySpan<byte> codes, Span<byte> key)
    {
        var count = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            var cls = codes[i] == H && i > 0 ? (byte)0 : Classes[codes[i]];
            if (codes[i] == Code24X && i > 0) { Append(key, ref count, KClass); cls = SClass; }
            if (codes[i] == CCode && i + 1 < codes.Length && codes[i + 1] is E or I or Y) cls = SClass;
            if (cls != 0) Append(key, ref count, cls);
        }
        return count;
    }

    /// <summary>The hash of the consonants alone, as scripts without vowels write them: W and Y are vowels there, P is B.</summary>
    public static uint Consonants(ReadOnlySpan<byte> codes)
    {
        Span<byte> key = stackalloc byte[2 * Weights.LongestPart];
        var count = 0;
        foreach (var code in codes)
        {
            if (IsVowel(code) || code is W or H) continue;
            Append(key, ref count, code == P ? Classes[B] : Classes[code]);
        }
        return count == 0 ? 0 : Hashing.Of(key[..count]);
    }

    // A run of vowels counts as its first; a doubled consonant as one.
    static void Append(Span<byte> key, ref int count, byte cls)
    {
        if (count > 0 && (key[count - 1] == cls || (cls <= Vowel && key[count - 1] <= Vowel))) return;
        if (count < key.Length) key[count++] = cls;
    }

    const byte Code24X = 24, CCode = 3, Vowel = 2, KClass = 3, SClass = 4;

    static byte At(ReadOnlySpan<char> rest, out int length)
    {
        for (var g = 0; g < Groups.Length; g++)
            if (rest.StartsWith(Groups[g], StringComparison.Ordinal)) { length = Groups[g].Length; return (byte)(27 + g); }
        length = 1;
        return (byte)(rest[0] - 'A' + 1);
    }

    static byte[] MakeClasses()
    {
        string[] classes =
        [
            "A E I Y EE", "O U OO OU", "K Q C G GH CK QU", "S Z TS X", "J ZH SH CH SCH TCH DJ", "V W F PH", "H KH", "T TH", "D DH", "B", "P", "L", "M", "N", "R",
        ];
        var of = new byte[Count];
        for (var c = 0; c < classes.Length; c++)
            foreach (var sound in classes[c].Split(' ')) of[Code(sound)] = (byte)(c + 1);
        return of;
    }
}
