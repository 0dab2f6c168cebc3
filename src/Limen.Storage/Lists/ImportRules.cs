namespace Limen.Storage;

/// <summary>When an import is refused.</summary>
static class ImportRules
{
    const int LongestId = 64;
    const double MostLost = 0.2;

    public static bool IsListId(string id) =>
        id.Length is > 0 and <= LongestId && char.IsAsciiLetterOrDigit(id[0]) && id.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign is '-' or '_' or '.');

    /// <summary>What can be said before anything is read.</summary>
    public static Fault? Refusal(ImportRequest request)
    {
        if (!IsListId(request.ListId)) return new("listIdInvalid", $"A list's id has small letters, digits and hyphens, at most {LongestId}.");
        if (request.Files.Count == 0) return new("nothingValid", "There is no file.");
        if (!Importer.Gives(request.Format, request.Kind)) return new("formatMismatch", $"The format {request.Format.Name()} does not hold {request.Kind}.");
        return null;
    }

    /// <summary>What can be said when all has been read.</summary>
    public static Fault? Refusal(ImportRequest request, ListRow list, Comparison comparison, ImportNotes notes)
    {
        if (comparison.Valid == 0)
            return new("nothingValid", notes.RejectedCount > 0 ? "No row could be taken in." : "There is no entry in it.");
        if (request.AcceptShrink || comparison.Valid >= list.Entries * (1 - MostLost)) return null;
        return new("wouldShrink", $"The list would shrink from {list.Entries} to {comparison.Valid} entries. If that is right, accept it.");
    }
}
