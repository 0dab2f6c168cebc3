using System.Security.Cryptography;
using System.Text;
using Limen.Documents;

namespace Limen.Screening;

/// <summary>
/// A traveller by the document in hand: number, issuing State and date of birth, hashed with a secret of the installation, so that the
/// store of cleared matches does not tell whose they are.
/// </summary>
/// <param name="Hash">64 hexadecimal digits.</param>
public readonly record struct TravellerKey(string Hash)
{
    /// <summary>
    /// Of what was read, letter by letter (a number that is the same only as read is another traveller's), or null while number,
    /// State or a whole date of birth is missing: then nothing is ever held to be cleared.
    /// </summary>
    public static TravellerKey? Of(string documentNumber, StateCode issuingState, PartialDate? dateOfBirth, ReadOnlySpan<byte> secret)
    {
        var number = Reading.Clean(documentNumber);
        if (number.Length == 0 || issuingState.IsEmpty || dateOfBirth is not { IsComplete: true } born) return null;
        var text = Encoding.UTF8.GetBytes($"{number}/{issuingState.Canonical}/{born}");
        return new(Convert.ToHexStringLower(HMACSHA256.HashData(secret, text)));
    }
}

/// <summary>
/// An officer of the second line has found that this traveller is not what this entry describes. It holds for that entry as it was
/// (<paramref name="EntryDigest"/>) and until a day; a traveller with a new document is asked about again.
/// </summary>
/// <param name="Traveller">For whom.</param>
/// <param name="List">The list's id.</param>
/// <param name="EntryId">The entry's id within it.</param>
/// <param name="EntryDigest">What <see cref="Screening.EntryDigest"/> gave for the entry when it was cleared.</param>
/// <param name="By">The officer's name or id.</param>
/// <param name="Reason">In the officer's words.</param>
/// <param name="Until">From this moment on it no longer holds.</param>
public sealed record Cleared(
    TravellerKey Traveller, string List, string EntryId, string EntryDigest, string By, string Reason, DateTimeOffset Until)
{
    /// <summary>Says only the entry and until when.</summary>
    public override string ToString() => $"{List}/{EntryId} until {Until:O}";
}

/// <summary>A candidate and, where it is a known false match, who cleared it and why.</summary>
/// <param name="Candidate">As screened.</param>
/// <param name="Cleared">Null when it is not cleared.</param>
public sealed record MarkedCandidate(Candidate Candidate, Cleared? Cleared)
{
    /// <summary>True when the traveller must be referred for it, by the strength alone: possible or strong, and not cleared.</summary>
    public bool Refers => Cleared is null && Candidate.Strength >= Strength.Possible;
}

/// <summary>Marks candidates that were cleared before. They stay in the answer, in their place, and say by whom and why.</summary>
public static class KnownFalseMatches
{
    /// <summary>
    /// Marks the candidates of one list. <paramref name="digestOf"/> gives the digest of an entry as it stands now, null when it is
    /// gone; it is asked only for entries that were once cleared for this traveller. Without a traveller nothing is marked.
    /// </summary>
    public static IReadOnlyList<MarkedCandidate> Mark(
        string list, IReadOnlyList<Candidate> candidates, TravellerKey? traveller,
        IEnumerable<Cleared> cleared, Func<string, string?> digestOf, DateTimeOffset now)
    {
        var standing = cleared.Where(one => one.Traveller == traveller && one.List == list && now < one.Until).ToLookup(one => one.EntryId);
        return [.. candidates.Select(candidate => new MarkedCandidate(candidate, Standing(candidate.EntryId)))];

        Cleared? Standing(string entryId) =>
            standing.Contains(entryId) && digestOf(entryId) is { } digest
                ? standing[entryId].Where(one => one.EntryDigest == digest).MaxBy(one => one.Until)
                : null;
    }
}
