using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Limen.Documents;

/// <summary>What a code of Doc 9303-3 §5 stands for.</summary>
public enum StateKind
{
    /// <summary>A State or territory of ISO 3166-1, or Kosovo.</summary>
    State = 1,
    /// <summary>A British nationality other than British citizen (<c>GBD</c>, <c>GBN</c>, <c>GBO</c>, <c>GBP</c>, <c>GBS</c>).</summary>
    BritishStatus = 2,
    /// <summary>An organisation that issues documents (<c>EUE</c>, <c>UNO</c>, <c>XPO</c>, ...).</summary>
    Organisation = 3,
    /// <summary>A stateless person (<c>XXA</c>).</summary>
    Stateless = 4,
    /// <summary>A refugee (<c>XXB</c>, <c>XXC</c>).</summary>
    Refugee = 5,
    /// <summary>A person of unspecified nationality (<c>XXX</c>).</summary>
    Unspecified = 6,
    /// <summary>Utopia, the State of specimens (<c>UTO</c>).</summary>
    Specimen = 7,
    /// <summary>A code withdrawn from ISO 3166-1 that old documents and lists still carry.</summary>
    Withdrawn = 8,
}

/// <summary>A code with its names.</summary>
/// <param name="Code">As in the zone; Germany's is <c>D</c>.</param>
/// <param name="Alpha2">ISO 3166-1 alpha-2 or the two-letter code of Doc 9303-3 §5; empty where there is none.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="English">Short name in English.</param>
/// <param name="Russian">Short name in Russian.</param>
public sealed record StateName(StateCode Code, string Alpha2, StateKind Kind, string English, string Russian);

/// <summary>The codes of Doc 9303-3 §5, found by code, by ISO alpha-2 and by name.</summary>
public static class StateCodes
{
    static readonly FrozenDictionary<string, StateName> byCode;
    static readonly FrozenDictionary<string, StateCode> byAlpha2;
    static readonly FrozenDictionary<string, StateCode> byName;

    static StateCodes()
    {
        var rows = StateTable.Rows.Split('\n').Select(line => line.Trim().Split(';')).ToArray();
        All = [.. rows.Select(row => new StateName(Code(row[0]), row[1], Enum.Parse<StateKind>(row[2]), row[3], row[4]))];
        byCode = All.ToFrozenDictionary(state => state.Code.Value);
        byAlpha2 = All.Where(state => state.Alpha2.Length > 0).Select(state => (state.Alpha2, state.Code))
            .Concat([("XK", Code("RKS")), ("UK", Code("GBR")), ("EL", Code("GRC")),
                ("SUHH", Code("SUN")), ("YUCS", Code("YUG")), ("CSHH", Code("CSK")), ("CSXX", Code("SCG")), ("DDDE", Code("DDR"))])
            .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
        byName = rows.SelectMany(row => row[5].Split('|').Prepend(row[3]).Append(row[4]).Select(name => (Key: Words(name, []), Row: row)))
            .Where(pair => pair.Key.Length > 0).DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(pair => pair.Key, pair => Code(pair.Row[0]));
    }

    /// <summary>Every code once, Germany as <c>D</c>.</summary>
    public static IReadOnlyList<StateName> All { get; }

    /// <summary>The names of a code; <c>DEU</c> is found as Germany too. False for a code that the standard does not know.</summary>
    public static bool TryFind(StateCode code, [NotNullWhen(true)] out StateName? name) => byCode.TryGetValue(code.Canonical, out name);

    /// <summary>True for the issuer or nationality of specimen documents (Doc 9303-3 §5 Part G; <c>YTO</c> stands for it in App. A).</summary>
    public static bool IsSpecimen(StateCode code) => code.Value is "UTO" or "YTO";

    /// <summary>
    /// The code for two ISO 3166-1 letters of any case, or for four of ISO 3166-3 (<c>suhh</c>); <c>XK</c>, <c>UK</c> and <c>EL</c>,
    /// which lists use, as well.
    /// </summary>
    public static bool TryFromAlpha2(string letters, out StateCode code) => byAlpha2.TryGetValue(letters.Trim().ToUpperInvariant(), out code);

    /// <summary>
    /// The code for a country's name as lists write it, in English or Russian: words in any order ("Korea, North"), any case, with or
    /// without accents, articles and forms of State ("State of Kuwait"). Three capital letters (or D) are read as a code; two are not,
    /// because lists write "NA" for what they do not know.
    /// </summary>
    public static bool TryFromName(string name, out StateCode code)
    {
        if (byName.TryGetValue(Words(name, []), out code) || byName.TryGetValue(Words(name, forms), out code)) return true;
        var known = StateCode.TryParse(name, out code) && code.Value == name.Trim() && TryFind(code, out _);
        if (!known) code = default;
        return known;
    }

    static readonly string[] forms = ["REPUBLIC", "KINGDOM", "STATE", "SULTANATE", "PRINCIPALITY", "FEDERATION", "COMMONWEALTH", "HASHEMITE"];

    // Sorted, so that "Congo, Democratic Republic of the" meets "Democratic Republic of the Congo".
    static string Words(string name, string[] without)
    {
        var words = Transliteration.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("THE" or "OF" or "AND") && !without.Contains(word))
            .Select(word => word == "ST" ? "SAINT" : word).ToArray();
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    static StateCode Code(string letters) => StateCode.TryParse(letters, out var code)
        ? code
        : throw new InvalidOperationException($"{letters} in the table is no State code.");
}
