using System.Globalization;
using System.Text.Json;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Known false matches: what second line has cleared for a traveller is shown as cleared and does not refer again, until its day, or
/// until the entry changes. Travellers are known here by a hash alone; see docs/decisions/0013-cleared-matches.md.
/// </summary>
public sealed class ClearedMatches
{
    readonly Database database;
    readonly Journal journal;
    readonly StoreIdentity identity;
    readonly TimeProvider time;

    internal ClearedMatches(Database database, Journal journal, StoreIdentity identity, TimeProvider time) =>
        (this.database, this.journal, this.identity, this.time) = (database, journal, identity, time);

    /// <summary>Clears a match of an inspection for its traveller, in one transaction with its journal entry.</summary>
    public async Task<ClearResult> AddAsync(Inspection inspection, ClearRequest request, CancellationToken cancel)
    {
        var answer = inspection.Answers.FirstOrDefault(one => one.Source == request.List);
        var match = (answer?.Reply as Reply.Hit)?.Matches.FirstOrDefault(one => one.Candidate.EntryId == request.EntryId);
        if (answer is null || match is null) return new(ClearOutcome.NoSuchMatch);
        if (match.FromChip || TravellerOf(inspection.Document) is not { } traveller) return new(ClearOutcome.TravellerUnknown);
        return await journal.WriteAsync(async session =>
        {
            var list = await ListRow.FindAsync(session, "id = @List and kind = @Kind", new { request.List, Kind = (long)match.Kind });
            if (list is null || answer.ListVersion is not { } shown) return new ClearResult(ClearOutcome.NoSuchList);
            if (await ListedEntry.FindAsync(session, list, request.EntryId) is not { } entry || entry.Since > shown) return new(ClearOutcome.EntryChanged);
            return new(ClearOutcome.Recorded, await AddAsync(session, Row(inspection.Id, traveller, entry.Digest(list), request)));
        }, cancel);
    }

    /// <summary>Takes a cleared match back: from now on it refers again. False when none of this id stands.</summary>
    public Task<bool> WithdrawAsync(Guid id, string by, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        var values = new { id = id.ToString(), by, at = Stamp.Of(time.GetUtcNow()) };
        if (await session.RunAsync("update cleared_matches set withdrawn_by = @by, withdrawn_at = @at where id = @id and withdrawn_at is null", values) == 0) return false;
        var row = (await ClearedRow.AllAsync(session, "id = @id", values))[0];
        var details = JsonSerializer.Serialize(new { digest = row.WithdrawalDigest, list = row.List, entryId = row.EntryId });
        await journal.AppendAsync(session, new(JournalKind.ClearingWithdrawn, by, values.id, details));
        return true;
    }, cancel);

    /// <summary>All that was ever cleared for the traveller with this document, newest first; empty when he is not fully known.</summary>
    public async Task<IReadOnlyList<ClearedMatch>> OfTravellerAsync(TravelDocument? document, CancellationToken cancel) =>
        TravellerOf(document) is { } traveller ? await WhereAsync("traveller = @Hash", traveller, cancel) : [];

    /// <summary>All that was ever cleared of an entry, newest first.</summary>
    public Task<IReadOnlyList<ClearedMatch>> OfEntryAsync(string listId, string entryId, CancellationToken cancel) =>
        WhereAsync("list = @listId and entry_id = @entryId", new { listId, entryId = database.Vault.SealName(entryId) }, cancel);

    /// <summary>Says of each match of a list whether it was cleared for the traveller who is asked about.</summary>
    internal async Task<Reply.Hit> MarkAsync(ListRow list, Query query, Reply.Hit found, CancellationToken cancel)
    {
        if (TravellerOf(query.Document, query.Person) is not { } traveller) return found;
        var now = time.GetUtcNow();
        return await database.ReadAsync(async session =>
        {
            var values = new { traveller.Hash, list.Id, Now = Stamp.Of(now) };
            var standing = await ClearedRow.AllAsync(session, "traveller = @Hash and list = @Id and until > @Now and withdrawn_at is null", values);
            if (standing.Count == 0) return found;
            var digests = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var entryId in standing.Select(row => row.EntryId).Distinct())
                if (await ListedEntry.FindAsync(session, list, entryId) is { } entry) digests[entryId] = entry.Digest(list);
            var marked = KnownFalseMatches.Mark(
                list.Id, [.. found.Matches.Select(match => match.Candidate)], traveller, standing.Select(row => row.Cleared), digests.GetValueOrDefault, now);
            return found with { Matches = [.. found.Matches.Zip(marked, (match, mark) => match with { Cleared = Words(mark.Cleared) })] };
        }, cancel);
    }

    async Task<ClearedMatch> AddAsync(Session session, ClearedRow row)
    {
        await session.RunAsync("""
            insert into cleared_matches (id, traveller, list, entry_id, entry_digest, inspection, cleared_by, cleared_at, reason, until)
            values (@Id, @Traveller, @List, @EntryId, @EntryDigest, @Inspection, @ClearedBy, @ClearedAt, @Reason, @Until)
            """, row.Kept(session.Vault));
        var details = JsonSerializer.Serialize(new { digest = row.Digest, list = row.List, entryId = row.EntryId, inspection = row.Inspection, until = row.Until });
        await journal.AppendAsync(session, new(JournalKind.MatchCleared, row.ClearedBy, row.Id, details));
        return row.Match;
    }

    ClearedRow Row(Guid inspection, TravellerKey traveller, string entryDigest, ClearRequest request)
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Traveller = traveller.Hash,
            List = request.List,
            EntryId = request.EntryId,
            EntryDigest = entryDigest,
            Inspection = inspection.ToString(),
            ClearedBy = request.By,
            ClearedAt = Stamp.Of(now),
            Reason = request.Reason,
            Until = Stamp.Of(request.Until),
        };
    }

    async Task<IReadOnlyList<ClearedMatch>> WhereAsync(string condition, object values, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => ClearedRow.AllAsync(
            session, $"{condition} order by cleared_at desc, id desc", values), cancel);
        return [.. rows.Select(row => row.Match)];
    }

    TravellerKey? TravellerOf(TravelDocument? document) => TravellerOf(document?.DocumentQuery, document?.PersonQuery);

    TravellerKey? TravellerOf(DocumentQuery? document, PersonQuery? person) =>
        document is null ? null : TravellerKey.Of(document.Number, document.IssuingState, person?.DateOfBirth, identity.Secret);

    static string? Words(Cleared? cleared) =>
        cleared is null ? null : string.Create(CultureInfo.InvariantCulture, $"by {cleared.By}, until {cleared.Until:yyyy-MM-dd}: {cleared.Reason}");
}
