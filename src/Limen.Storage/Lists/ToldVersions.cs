using System.Text.Json;

namespace Limen.Storage;

/// <summary>
/// At a hub that was put back from an older copy: which versions its posts hold that it has never published itself. No later version may bear
/// such a number, or posts would take two lists for one.
/// </summary>
static class ToldVersions
{
    // A post that tells more is wrong: numbers must not run out because one does.
    const long FurthestAhead = 1_000_000;

    /// <summary>The highest of them for a list; 0 when there is none.</summary>
    public static async Task<long> MostAsync(Database database, ListRow list, CancellationToken cancel)
    {
        const string sql = "select facts from posts where revoked_at is null and facts is not null";
        var facts = await database.ReadAsync(session => session.RowsAsync<string>(sql), cancel);
        return facts.Select(told => JsonSerializer.Deserialize<PostFacts>(told, StoredJson.Events)?.Strays.GetValueOrDefault(list.Id) ?? 0)
            .Where(version => version <= list.Version + FurthestAhead).DefaultIfEmpty().Max();
    }
}
