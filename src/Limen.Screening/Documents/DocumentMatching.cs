using Limen.Documents;

namespace Limen.Screening;

/// <summary>
/// Is this document listed? The number alone makes the key, so one probe finds every reading of it, in every class and State;
/// class and State are judged on the entry that the key fetched.
/// </summary>
public static class DocumentMatching
{
    /// <summary>The key under which an entry is kept. An entry without a single letter or digit in its number is never asked for.</summary>
    public static ulong KeyOf(DocumentEntry entry) => LookupKey.Of(entry.Number);

    /// <summary>The key to look up: one, or none when the number has no letter or digit.</summary>
    public static IReadOnlyList<ulong> KeysAsked(DocumentQuery query) =>
        LookupKey.Asks(query.Number) ? [LookupKey.Of(query.Number)] : [];

    /// <summary>
    /// What an entry found under the query's key is worth, or null when it is another document.
    /// Equal number and State: strong, whatever the length. Equal as read: strong with one confused character, possible with more.
    /// Number alone, while a side does not tell the State: possible. Another State or another class: weak at most, never a reason to refer,
    /// because numbers repeat between States and between a State's passports and cards.
    /// </summary>
    public static Candidate? Judge(DocumentQuery query, DocumentEntry entry)
    {
        var asked = Reading.Clean(query.Number);
        var listed = Reading.Clean(entry.Number);
        if (asked.Length == 0 || !Reading.Same(asked, listed)) return null;
        return Judge(query, entry, NumberEvidence.Of("documentNumber", "number", asked, listed, KeyWeights.Number(asked.Length)));
    }

    /// <summary>
    /// Second line: the keys of every number that is one substitution or one exchange of neighbours away, beyond the confusions;
    /// about 250 for a number of nine. The query's own key is not among them.
    /// </summary>
    public static IReadOnlyList<ulong> KeysNear(DocumentQuery query) => Slips.Keys(Reading.Clean(query.Number));

    /// <summary>What an entry found under one of <see cref="KeysNear"/> is worth, or null when it is further away; never strong.</summary>
    public static Candidate? JudgeNear(DocumentQuery query, DocumentEntry entry)
    {
        var asked = Reading.Clean(query.Number);
        var listed = Reading.Clean(entry.Number);
        if (Slips.Words(asked, listed) is not { } words) return null;
        var weight = KeyWeights.Number(asked.Length) + KeyWeights.Slip;
        return Judge(query, entry, new("documentNumber", Agreement.Misspelt, asked, listed, weight, words));
    }

    static Candidate? Judge(DocumentQuery query, DocumentEntry entry, Evidence number)
    {
        var evidence = new List<Evidence>(3) { number };
        evidence.Add(StateEvidence.Of("issuingState", query.IssuingState, entry.IssuingState));
        evidence.Add(OfClass(query.Class, entry.Class));
        return KeyWeights.Candidate(entry.EntryId, evidence);
    }

    static Evidence OfClass(DocumentClass asked, DocumentClass listed)
    {
        var (agreement, weight, words) = (asked, listed) switch
        {
            (DocumentClass.Unknown, _) or (_, DocumentClass.Unknown) => (Agreement.Omitted, 0, "class not told on both sides"),
            _ when asked == listed => (Agreement.Equal, KeyWeights.Class, $"the same class, {Named(asked)}"),
            _ => (Agreement.Contradicted, KeyWeights.OtherClass, $"listed as {Named(listed)}, shown as {Named(asked)}"),
        };
        return new("documentClass", agreement, Written(asked), Written(listed), weight, words);
    }

    static string Written(DocumentClass value) => value == DocumentClass.Unknown ? "" : value.ToString();

    static string Named(DocumentClass value) => value switch
    {
        DocumentClass.Unknown => "unknown",
        DocumentClass.Passport => "passport",
        DocumentClass.IdentityCard => "identity card",
        DocumentClass.Visa => "visa",
    };
}
