using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An auditor has the whole journal read and proved; that he did is itself journalled.</summary>
static class VerifyJournal
{
    /// <summary>Whether the journal holds.</summary>
    /// <param name="Whole">True when every entry, inspection and decision is as it was written.</param>
    /// <param name="Entries">Entries that hold, up to the first broken place.</param>
    /// <param name="BrokenAt">Place of the first entry that does not hold; null when all do.</param>
    /// <param name="Code">Null, or a code with an entry in docs/errors.md.</param>
    /// <param name="Words">The same as a sentence.</param>
    public sealed record Response(bool Whole, long Entries, long? BrokenAt, string? Code, string Words);

    public static async Task<Ok<Response>> Handle(HttpContext http, Node node, CancellationToken cancel)
    {
        var check = await node.Store.Journal.VerifyAsync(cancel);
        var last = check.Entries.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await node.Store.Journal.AppendAsync(new(JournalKind.JournalVerified, Asker.Of(http).Name, last, $$"""{"whole":{{(check.Whole ? "true" : "false")}}}"""), CancellationToken.None);
        return TypedResults.Ok(new Response(check.Whole, check.Entries, check.BrokenAt, check.Code, check.Words));
    }
}
