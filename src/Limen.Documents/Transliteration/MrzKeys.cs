namespace Limen.Documents;

/// <summary>Undoes what transliteration adds, so that a zone's name meets a list's.</summary>
static class MrzKeys
{
    static readonly (string Mrz, string Plain)[] pairs = [("UXX", "U"), ("NXX", "N"), ("AE", "A"), ("OE", "O"), ("UE", "U"), ("AA", "A")];

    public static IReadOnlyList<string> Of(string mrz, int limit)
    {
        var keys = new List<string> { mrz };
        foreach (var (sequence, plain) in pairs)
            for (var key = 0; key < keys.Count && keys.Count < limit; key++)
                Add(keys, keys[key].Replace(sequence, plain, StringComparison.Ordinal), limit);
        if (mrz.Contains('X', StringComparison.Ordinal)) Add(keys, WithoutSequences(mrz), limit);
        return keys;
    }

    static void Add(List<string> keys, string key, int limit)
    {
        if (key.Length > 0 && keys.Count < limit && !keys.Contains(key)) keys.Add(key);
    }

    // Each Arabic letter by its plain sound; the mark of doubling falls away with the second half.
    static string WithoutSequences(string mrz)
    {
        var plain = new System.Text.StringBuilder(mrz.Length);
        for (var at = 0; at < mrz.Length;)
        {
            if (mrz[at] != 'X' || ArabicLetters.Beginning(mrz.AsSpan(at)) is not { } begun)
            {
                if (mrz[at] != 'X') plain.Append(mrz[at]);
                at++;
                continue;
            }
            plain.Append(FoldTable.Of(begun.Letter));
            var again = mrz.AsSpan(at, begun.Length).TrimStart('X');
            at += begun.Length;
            if (again.Length > 1 && mrz.AsSpan(at).StartsWith(again)) at += again.Length;
        }
        return plain.ToString();
    }
}
