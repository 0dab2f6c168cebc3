using System.Text.RegularExpressions;
using Limen.Documents;

namespace Limen.Storage;

/// <summary>What the remarks of an SDN row say of a person: facts separated by semicolons, each led by its name.</summary>
sealed partial record OfacRemarks(
    IReadOnlyList<PartialDate> Births, Sex Sex, IReadOnlyList<StateCode> Nationalities, IReadOnlyList<string> Numbers, IReadOnlyList<string> WeakAliases)
{
    public static OfacRemarks Read(string remarks)
    {
        var births = new List<PartialDate>();
        var nationalities = new List<StateCode>();
        var numbers = new List<string>();
        var aliases = new List<string>();
        Sex sex = default;
        foreach (var fact in remarks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain))
        {
            if (After(fact, "DOB ") is { } birth) births.AddRange(ListedDates.Read(birth));
            else if ((After(fact, "nationality ") ?? After(fact, "citizen ")) is { } state) Add(state, nationalities);
            else if (After(fact, "Gender ") is { } told && FieldText.TrySex(told, out var read)) sex = read;
            else if (After(fact, "a.k.a. ") is { } alias) aliases.Add(alias.Trim('\'', '"', ' '));
            else if (Document.Match(fact) is { Success: true } document) numbers.Add(document.Groups["number"].Value.Trim());
        }
        return new(births, sex, nationalities, numbers, aliases);
    }

    // The last fact ends the sentence; "alt." tells a second one of the same kind.
    static string Plain(string fact)
    {
        fact = fact.TrimEnd('.');
        return fact.StartsWith("alt. ", StringComparison.Ordinal) ? fact["alt. ".Length..] : fact;
    }

    static string? After(string fact, string lead) => fact.StartsWith(lead, StringComparison.Ordinal) ? fact[lead.Length..] : null;

    static void Add(string state, List<StateCode> states)
    {
        if (StateCodes.TryFromName(state, out var code)) states.Add(code);
    }

    [GeneratedRegex(
        @"^(?:Passport|National ID No\.|Cedula No\.|Identification Number|C\.U\.R\.P\.|D\.N\.I\.|NIT #|Tax ID No\.|SSN|Residency Number|Driver's License No\.|Stateless Person ID Card|Travel Document Number)\s+(?<number>[^()]*?\d[^()]*?)\s*(?:\(|issued|expires|$)", RegexOptions.CultureInvariant)]
    static partial Regex Document { get; }
}
