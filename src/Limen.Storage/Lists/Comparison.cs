using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Limen.Storage;

/// <summary>Rows on their way in, and row ids of entries that they replace.</summary>
sealed record Batch(IReadOnlyList<StagedEntry> Entries, IReadOnlyList<long> Replaced);

/// <summary>An entry of the version before: its row and the first 64 bits of its digest.</summary>
readonly record struct Known(long RowId, long Digest);

/// <summary>Compares what is read with the version before, entry by entry, and says what to write.</summary>
/// <param name="list">The list as it was.</param>
/// <param name="firstNew">Row of the first new entry.</param>
/// <param name="known">Entries of the version before; what is read leaves it.</param>
/// <param name="keys">Takes the keys of all new rows.</param>
/// <param name="today">Entries past their review are not taken.</param>
/// <param name="notes">What the list's owner is told.</param>
sealed class Comparison(ListRow list, long firstNew, Dictionary<UInt128, Known> known, KeyPile keys, DateOnly today, ImportNotes notes)
{
    const int AtOnce = 20_000;

    static readonly Fault Repeated = new("idRepeated", "The entryId stands in the list twice; the first one holds.");
    static readonly Fault Past = new("reviewPassed", "The review date has passed, so the entry is no longer listed.");

    readonly NameSet seen = new();
    List<StagedEntry> entries = [];
    List<long> replaced = [];
    ContentDigest digest;

    public long Rows { get; private set; }
    public long Valid { get; private set; }
    public long Added { get; private set; }
    public long Changed { get; private set; }
    public string Digest => digest.ToString();

    /// <summary>Takes a parsed entry; gives a batch when one is full.</summary>
    public Batch? Take(in Parsed parsed)
    {
        Rows++;
        if (EntryForm.ReviewOn(parsed.Entry) < today) notes.Reject(parsed.At, Past);
        else Compare(parsed);
        return entries.Count + replaced.Count >= AtOnce ? Rest() : null;
    }

    public Batch Rest()
    {
        var batch = new Batch(entries, replaced);
        (entries, replaced) = ([], []);
        return batch;
    }

    /// <summary>Rows of the version before that nothing was read for.</summary>
    public List<long> Gone() => [.. known.Values.Select(entry => entry.RowId)];

    /// <summary>The name under which an entry id is remembered: 128 bits of its SHA-256, so that memory does not grow with ids.</summary>
    public static UInt128 NameOf(string entryId)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(entryId), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    void Compare(in Parsed parsed)
    {
        var id = EntryForm.Id(parsed.Entry);
        var name = NameOf(id);
        if (!seen.Add(name))
        {
            notes.Reject(parsed.At, Repeated);
            return;
        }
        var body = EntryForm.Body(parsed.Entry);
        var own = digest.Add(body);
        Valid++;
        var there = known.Remove(name, out var before);
        if (there && before.Digest == own) return;
        if (there) replaced.Add(before.RowId);
        Stage(parsed.Entry, id, own, body);
        if (there) Changed++;
        else Added++;
    }

    void Stage(object entry, string id, long own, byte[] body)
    {
        var row = firstNew + Added + Changed;
        var review = EntryForm.ReviewOn(entry) is { } day ? Stamp.Of(day) : null;
        entries.Add(new(row, id, list.Next, review, own, body));
        foreach (var key in EntryForm.Keys(entry)) keys.Add(key, row);
    }
}
