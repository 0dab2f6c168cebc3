using System.Globalization;
using Limen.Documents;

namespace Limen.Screening;

/// <summary>Puts the pieces of a score into words that an officer can repeat.</summary>
static class Words
{
    public static void Name(List<Evidence> evidence, AskedName asked, NameAlignment alignment, PartMatches matches, PartTable table, ReadOnlySpan<int> listed)
    {
        foreach (var pair in alignment.Pairs)
        {
            if (!asked.All[pair.Asked].Kind.IsName()) continue;
            evidence.Add(pair.ListedCovers == 1 ? matches.Say(pair.Asked, listed[pair.Listed])
                : Pair(asked, asked.All[pair.Asked], pair.Match, Text(table, listed[pair.Listed]) + " " + Text(table, listed[pair.Listed + 1]), table.Rarity(listed[pair.Listed])));
        }
        if (alignment.Conflicts > 0 || alignment.Omitted > 0) Left(evidence, alignment, Left(asked, alignment), LeftListed(alignment, table, listed));
        if (alignment.Turned)
            evidence.Add(new("name", Agreement.Swapped, "", "", -alignment.OrderBits, "names in another order"));
    }

    static void Left(List<Evidence> evidence, NameAlignment alignment, string asked, string listed)
    {
        if (alignment.Conflicts > 0)
            evidence.Add(new("name", Agreement.Contradicted, asked, listed, -alignment.ConflictBits,
                alignment.Conflicts == 1 ? "one other name differs" : $"{alignment.Conflicts} other names differ"));
        if (alignment.Omitted > 0)
            evidence.Add(new("name", Agreement.Omitted, asked, listed, -alignment.OmittedBits,
                alignment.Omitted == 1 ? "one name is on one side only" : $"{alignment.Omitted} names are on one side only"));
    }

    /// <summary>An asked part beside a listed one, or beside two that are joined in it.</summary>
    public static Evidence Pair(AskedName asked, AskedPart part, PartMatch match, string listed, float rarity) =>
        new(Field(part, asked), match.Agreement, part.Text, listed, Math.Round(match.Bits, 1), part.Called + How(match.Agreement, rarity));

    static string Text(PartTable table, int part) => Spelling.Text(table.Sounds(part));

    public static void Facts(List<Evidence> evidence, AskedFacts asked, DateMatch born, int listedDay, float sexBits, Sex sex, float stateBits, string state)
    {
        if (born.Words.Length > 0)
            evidence.Add(new("dateOfBirth", born.Agreement, asked.BornText, Day(listedDay), born.Bits, born.Words));
        if (sexBits != 0)
            evidence.Add(new("sex", Says(sexBits), Letter(asked.Sex), Letter(sex), Math.Round(sexBits, 1), sexBits > 0 ? "same sex" : "other sex"));
        if (stateBits != 0)
            evidence.Add(new("nationality", Says(stateBits), asked.StateText, state, Math.Round(stateBits, 1),
                stateBits > 0 ? "same nationality" : "other nationality"));
    }

    static Agreement Says(float bits) => bits > 0 ? Agreement.Equal : Agreement.Contradicted;

    static string Letter(Sex sex) => sex switch { Sex.Female => "F", Sex.Male => "M", Sex.Unspecified => "" };

    static string Day(int day) => new PartialDate(PackedDay.Year(day), PackedDay.Month(day), PackedDay.Day(day)).ToString();

    static string Field(AskedPart part, AskedName asked) =>
        part.Surname ? "surname" : asked.HasSurname ? "givenName" : "name";

    static string How(Agreement agreement, float rarity) =>
        Hows[(int)agreement * Rarities + (int)Math.Clamp(rarity * RaritySteps, 0, Rarities - 1)];

    const int RaritySteps = 4, Rarities = 32 * RaritySteps;

    // Said once for every agreement and rarity: a search says some hundred of them.
    static readonly string[] Hows =
        [.. Enumerable.Range(0, 12 * Rarities).Select(at => at < Rarities ? "" : Say((Agreement)(at / Rarities), (float)(at % Rarities) / RaritySteps))];

    static string Say(Agreement agreement, float rarity) => agreement switch
    {
        Agreement.Equal => " equal and " + Rare(rarity),
        Agreement.EqualAsRead => " equal as read and " + Rare(rarity),
        Agreement.OtherSpelling => " written another way (" + OneIn(rarity) + ")",
        Agreement.ShortForm => " shortened, or another form of it",
        Agreement.Prefix => " cut off, or begins alike (" + OneIn(rarity) + ")",
        Agreement.Misspelt => " differs by a slip (" + OneIn(rarity) + ")",
        Agreement.Joined => " joined in one and split in the other",
        Agreement.Swapped => " in another place",
        Agreement.Partial => " equal but for ABDUL (servant of), on one side only",
        Agreement.Omitted => " missing",
        Agreement.Contradicted => " different",
    };

    static string Rare(float bits) => (bits >= 14 ? "rare (" : bits >= 10 ? "not common (" : "common (") + OneIn(bits) + ")";

    // One figure and a half is enough: 1 in 40,000.
    static string OneIn(float bits)
    {
        var n = Math.Pow(2, bits);
        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, n))));
        var round = n < 10 ? Math.Round(n) : Math.Round(n / unit * 2) / 2 * unit;
        return string.Create(CultureInfo.InvariantCulture, $"1 in {round:#,0}");
    }

    static string Left(AskedName asked, NameAlignment alignment)
    {
        var left = "";
        for (var i = 0; i < asked.Single.Length; i++)
            if (!alignment.AskedTaken(i) && asked.Single[i].Kind.IsName()) left += (left.Length > 0 ? " " : "") + asked.Single[i].Text;
        return left;
    }

    static string LeftListed(NameAlignment alignment, PartTable table, ReadOnlySpan<int> listed)
    {
        var left = "";
        for (var j = 0; j < listed.Length; j++)
            if (!alignment.ListedTaken(j) && table.Kind(listed[j]).IsName()) left += (left.Length > 0 ? " " : "") + Text(table, listed[j]);
        return left;
    }
}
