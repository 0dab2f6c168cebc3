namespace Limen.Screening;

/// <summary>
/// Two Arabic ways to make one name of two words are written in a dozen ways: the servant of ... (ABD AL RAHMAN, ABDUR RAHMAN, ABDERRAHMANE,
/// ABDIRAHMAN) and ... of the faith (NUR AL DIN, NOOR UDDIN, NOUREDDINE). Each is brought to one: ABDULRAHMAN, NURALDIN.
/// </summary>
static class ArabicForms
{
    /// <summary>The most letters that a word grows by.</summary>
    public const int Growth = 2;

    const string ServantOf = "ABDUL", OfTheFaith = "ALDIN";
    const int ShortestNoun = 3, ShortestNounWithoutArticle = 4, ShortestBeforeFaith = 2;

    static readonly string[] Faith = ["DIN", "DINE", "DEEN", "DIEN"], Links = ["AL", "EL", "UL", "OUL", "UD", "ED", "AD", "ID", "OUD", "OOD"];

    /// <summary>The word with both forms brought to one; <paramref name="room"/> is longer than the word by <see cref="Growth"/>.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word, Span<char> room)
    {
        if (word.StartsWith("CABD")) word = word[1..];                   // Somali writes the first sound of ABD
        if (word.StartsWith("ABD") && Servant(word[3..]) is { Length: > 0 } noun) return Put(ServantOf, noun, room);
        return BeforeFaith(word) is var at && at >= ShortestBeforeFaith ? Put(word[..at], OfTheFaith, room) : word;
    }

    /// <summary>ABDUR, ABDUS, ABDEL: the servant of what the next word says.</summary>
    public static bool IsServant(ReadOnlySpan<char> word, ReadOnlySpan<char> next) =>
        word.StartsWith("ABD") && next.Length >= ShortestNoun && AfterVowels(word[3..]) is { Length: 1 or 2 } last && last.Length < word.Length - 3
        && (last is "L" || next.StartsWith(last));

    /// <summary>ALDIN, UDDIN, EDDINE, and DIN after an article, as a word of its own.</summary>
    public static bool IsOfTheFaith(ReadOnlySpan<char> word) => BeforeFaith(word) == 0;

    // What follows ABD and a vowel, without the article or the consonant that is doubled in its place; nothing, where it is another name.
    static ReadOnlySpan<char> Servant(ReadOnlySpan<char> rest)
    {
        var noun = AfterVowels(rest);
        if (noun.Length == rest.Length || noun.Length < 2) return [];
        if (noun[0] == 'L') return noun.Length > ShortestNoun ? noun[1..] : [];
        if (noun[0] == noun[1]) return noun.Length > ShortestNoun ? noun[1..] : [];
        if (noun.StartsWith("SHSH")) return noun[2..];
        return noun.Length >= ShortestNounWithoutArticle ? noun : [];
    }

    static ReadOnlySpan<char> AfterVowels(ReadOnlySpan<char> rest)
    {
        var at = 0;
        while (at < rest.Length && rest[at] is 'A' or 'E' or 'I' or 'O' or 'U') at++;
        return rest[at..];
    }

    // How many letters stand before AL DIN; -1 where the word has no such end.
    static int BeforeFaith(ReadOnlySpan<char> word)
    {
        foreach (var faith in Faith)
        {
            if (!word.EndsWith(faith)) continue;
            var longest = -1;
            foreach (var link in Links)
                if (word[..^faith.Length].EndsWith(link) && link.Length > longest) longest = link.Length;
            if (longest >= 0) return word.Length - faith.Length - longest;
        }
        return -1;
    }

    static ReadOnlySpan<char> Put(ReadOnlySpan<char> one, ReadOnlySpan<char> two, Span<char> room)
    {
        two.CopyTo(room[one.Length..]);                                  // first, as both may lie in the room
        one.CopyTo(room);
        return room[..(one.Length + two.Length)];
    }
}
