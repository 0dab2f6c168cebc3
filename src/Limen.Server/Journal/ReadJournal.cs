using System.Text.Json;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>Entries of the journal, in order, page by page.</summary>
static class ReadJournal
{
    const int Most = 1000;

    /// <summary>A page.</summary>
    /// <param name="Items">In order.</param>
    /// <param name="Next">What to give as from for the next page; null when this is the last.</param>
    /// <param name="Count">Entries in the whole journal.</param>
    public sealed record Response(IReadOnlyList<Item> Items, long? Next, long Count);

    /// <summary>One entry.</summary>
    /// <param name="N">Its place, from 1 without gaps.</param>
    /// <param name="At">When, UTC.</param>
    /// <param name="Kind">What it tells of.</param>
    /// <param name="Who">Who did it.</param>
    /// <param name="Subject">To what.</param>
    /// <param name="Details">An object without data of travellers.</param>
    /// <param name="Hash">SHA-256, in hex, over the hash before and everything above.</param>
    public sealed record Item(long N, DateTimeOffset At, JournalKind Kind, string Who, string Subject, JsonElement Details, string Hash);

    public static async Task<Results<Ok<Response>, ProblemResult>> Handle(
        Node node, CancellationToken cancel, long from = 1, int take = 100, string? kind = null, string? who = null)
    {
        if (take is < 1 or > Most) return Problems.InvalidField.In("take").Result();
        JournalKind? of = null;
        if (kind is not null)
        {
            if (!Enum.TryParse<JournalKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known)) return Problems.InvalidField.In("kind").Result();
            of = known;
        }
        var entries = await node.Store.Journal.ReadAsync(from, take, of, who, cancel);
        var count = await node.Store.Journal.CountAsync(cancel);
        return TypedResults.Ok(new Response([.. entries.Select(Line)], entries.Count == take ? entries[^1].N + 1 : null, count));
    }

    static Item Line(JournalEntry entry) =>
        new(entry.N, entry.At, entry.Kind, entry.Who, entry.Subject, JsonElement.Parse(entry.Details), entry.Hash);
}
