namespace Limen.Screening;

/// <summary>What a name part is for the comparison.</summary>
enum PartKind : byte
{
    /// <summary>A name.</summary>
    Name = 0,
    /// <summary>BIN, ABU, DE, VAN, OGLY: binds names, says next to nothing by itself.</summary>
    Particle = 1,
    /// <summary>DR, HAJI, GENERAL, JR: says nothing.</summary>
    Title = 2,
    /// <summary>A name from a script without vowels (Arabic, Hebrew), in small letters.</summary>
    Unvowelled = 3,
}

/// <summary>What kinds have in common.</summary>
static class PartKinds
{
    public static bool IsName(this PartKind kind) => kind is PartKind.Name or PartKind.Unvowelled;
}

/// <summary>A name taken apart: folded words of A-Z, articles joined to their noun, particles and titles told.</summary>
static class NameParts
{
    static readonly HashSet<string> Particles = [.. Words("particles")];
    static readonly HashSet<string> Kunyas = [.. Words("kunya")];
    static readonly HashSet<string> Titles = [.. Words("titles")];
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ParticleAt = Particles.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> TitleAt = Titles.GetAlternateLookup<ReadOnlySpan<char>>();

    static IEnumerable<string> Words(string kind) =>
        Resource.Lines("particles.txt").Select(l => l.Split(' ')).Where(w => w[0] == kind).SelectMany(w => w[1..]);

    public static PartKind Kind(ReadOnlySpan<char> part) =>
        part.Length > 0 && char.IsAsciiLetterLower(part[0]) ? PartKind.Unvowelled : ParticleAt.Contains(part) ? PartKind.Particle : TitleAt.Contains(part) ? PartKind.Title : PartKind.Name;

    /// <summary>ABU or UMM: what follows is a name that its bearer goes by beside his own (ABU ANAS, the father of Anas), or instead of it.</summary>
    public static bool OpensKunya(string part) => Kunyas.Contains(part);

    /// <summary>Adds the parts of a name to <paramref name="parts"/>, at most <see cref="Weights.MostParts"/> in all; what is beyond is not compared.</summary>
    public static void Read(ReadOnlySpan<char> name, List<string> parts)
    {
        // SURNAME, GIVEN NAMES: turned back into the order in which other lists write.
        if (name.IndexOf(',') is var comma and > 0 && name.LastIndexOf(',') == comma)
        {
            ReadWords(name[(comma + 1)..], parts);
            name = name[..comma];
        }
        ReadWords(name, parts);
    }

    static void ReadWords(ReadOnlySpan<char> name, List<string> parts)
    {
        Span<char> folded = stackalloc char[512];
        var words = folded[..NameFolding.Fold(name, folded)];
        while (words.Length > 0 && parts.Count < Weights.MostParts)
        {
            var word = Next(ref words);
            if (word.Length == 0) continue;
            if (IsArticle(word, words)) { Join(word, ref words, parts); continue; }
            if (ArabicForms.IsOfTheFaith(word) && Faithful(parts)) continue;
            parts.Add(Shorten(word));
        }
    }

    static Span<char> Next(ref Span<char> words)
    {
        var end = words.IndexOf(' ');
        var word = end < 0 ? words : words[..end];
        words = end < 0 ? [] : words[(end + 1)..];
        return word;
    }

    // AL, EL ... before a noun; AR, AS, AD ... only where the noun begins with that letter (AR RAHMAN).
    static bool IsArticle(ReadOnlySpan<char> word, ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[1] == ' ') return false;
        return word is "AL" or "EL" or "UL" || (word.Length == 2 && word[0] is 'A' or 'E' or 'U' && word[1] == rest[0] && word[1] is not ('A' or 'E' or 'U'))
            || ArabicForms.IsServant(word, rest) || (word is "abd" && rest.StartsWith("al"));
    }

    static void Join(ReadOnlySpan<char> article, ref Span<char> words, List<string> parts)
    {
        var noun = Next(ref words);
        if (article is "abd") { parts.Add(Shorten("abdul" + noun[2..].ToString())); return; }
        if (article.Length > 2) { parts.Add(Shorten("ABDUL" + noun.ToString())); return; }
        if (noun is "DIN" or "DINE" or "DEEN" && Faithful(parts)) return;
        if (parts.Count > 0 && parts[^1] is "ABD" or "ABDU") { parts[^1] = Shorten("ABDUL" + noun.ToString()); return; }
        parts.Add(Shorten("AL" + noun.ToString()));
    }

    // NUR, then AL DIN: one name, where a name stands before it.
    static bool Faithful(List<string> parts)
    {
        if (parts.Count == 0 || parts[^1].Length < 2 || Kind(parts[^1]) != PartKind.Name) return false;
        parts[^1] = Shorten(parts[^1] + "ALDIN");
        return true;
    }

    static string Shorten(ReadOnlySpan<char> word)
    {
        Span<char> undone = stackalloc char[word.Length];
        var count = MrzSequences.Undo(word, undone);
        Span<char> room = stackalloc char[count + ArabicForms.Growth];
        var one = ArabicForms.Of(undone[..count], room);
        return one[..Math.Min(one.Length, Weights.LongestPart)].ToString();
    }
}

/// <summary>
/// The MRZ writes letters that Latin lacks with X (Doc 9303-3 §6: ح XH, خ XKH, ش XSH, ص XSS; Ñ as NXX, Ü as UXX). Lists do not: the X goes.
/// </summary>
static class MrzSequences
{
    static readonly (string Written, string Meant)[] Sequences =
    [
        ("XKH", "KH"), ("XSH", "SH"), ("XSS", "S"), ("XDZ", "D"), ("XTT", "T"), ("XZZ", "Z"), ("XDH", "DH"), ("XTH", "TH"), ("XTA", "A"), ("XAH", "A"), ("XXI", "I"),
        ("XH", "H"), ("NXX", "N"), ("UXX", "U"),
    ];

    /// <summary>Writes the word without the sequences; gives its length.</summary>
    public static int Undo(ReadOnlySpan<char> word, Span<char> undone)
    {
        if (!word.Contains('X')) { word.CopyTo(undone); return word.Length; }
        var count = 0;
        for (var at = 0; at < word.Length;)
        {
            var (written, meant) = At(word[at..]);
            if (written.Length == 0) { undone[count++] = word[at++]; continue; }
            meant.CopyTo(undone[count..]);
            count += meant.Length;
            at += written.Length;
        }
        return count;
    }

    static (string Written, string Meant) At(ReadOnlySpan<char> rest)
    {
        foreach (var sequence in Sequences)
            if (rest.StartsWith(sequence.Written, StringComparison.Ordinal)) return sequence;
        return ("", "");
    }
}
