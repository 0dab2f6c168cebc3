using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>The bytes of a chunk.</summary>
/// <param name="Part">As in <see cref="ChunkOf"/>.</param>
/// <param name="Bytes">Packed with Brotli: a line an entry.</param>
/// <param name="Rows">Lines in it.</param>
sealed record Cut(long Part, byte[] Bytes, long Rows)
{
    public ChunkOf Named => new(Part, Convert.ToHexStringLower(SHA256.HashData(Bytes)), Bytes.LongLength, Rows);
}

/// <summary>
/// Cuts what came into a list after a version into chunks, by fixed ranges of row ids: a range in which nothing changed gives the same
/// bytes again in the next version and at every node of the hub. A line is <c>+</c> and an entry, or <c>-</c> and the id of a withdrawn one.
/// </summary>
sealed class ChunkCutter(Database database, ListRow list, long after)
{
    const int GoneBits = 22, Quality = 4;
    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Persons have long entries.
    readonly int bits = (ListKind)list.Kind == ListKind.Persons ? 12 : 15;
    readonly long start = list.Rows.First - 1;

    /// <summary>All parts that may hold something: withdrawn ones first, as they are to be taken in.</summary>
    public async Task<List<long>> PartsAsync(CancellationToken cancel)
    {
        var gone = after == 0 ? [] : await GonePartsAsync(after, GoneBits, cancel);
        var (first, end) = await AddedAsync(after, cancel);
        return [.. gone.Select(part => -1 - part), .. Range(first, end)];
    }

    /// <summary>The parts of a snapshot that differ from those of one of an earlier version.</summary>
    public async Task<HashSet<long>> RenewedAsync(long since, CancellationToken cancel)
    {
        var (first, end) = await AddedAsync(since, cancel);
        return [.. await GonePartsAsync(since, bits, cancel), .. Range(first, end)];
    }

    /// <summary>How many entries came or were withdrawn.</summary>
    public async Task<long> ChangesAsync(CancellationToken cancel)
    {
        var (first, end) = await AddedAsync(after, cancel);
        const string sql = "select count(*) from entries where row_id between @First and @Last and until > @after and until <= @Version and since <= @after";
        return end - first + await database.ReadAsync(session => session.FirstAsync<long>(sql, new { list.Rows.First, list.Rows.Last, after, list.Version }), cancel);
    }

    /// <summary>One part; null when the list has gone on meanwhile and the part can no longer be made.</summary>
    public Task<Cut?> CutAsync(long part, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        using var lines = new Lines();
        var overtaken = false;
        if (part < 0)
            await EachAsync(session, "row_id, entry_id", "since <= @after and until > @after and until <= @version", -1 - part, GoneBits,
                reader => lines.Add('-', JsonSerializer.Serialize(session.Vault.OpenName(reader.GetValue(1)), Plain)));
        else
            await EachAsync(session, "row_id, body", "since > @after and since <= @version and (until is null or until > @version)", part, bits, reader =>
            {
                if (reader.IsDBNull(1)) overtaken = true;
                else lines.Add('+', BodyRow.Open(session, reader));
            });
        return overtaken ? null : lines.Cut(part);
    }, cancel);

    Task EachAsync(Session session, string columns, string which, long part, int width, Action<System.Data.Common.DbDataReader> row)
    {
        var values = new List<(string, object)> { ("@from", start + (part << width)), ("@to", start + ((part + 1) << width) - 1), ("@after", after), ("@version", list.Version) };
        return session.EachAsync($"select {columns} from entries where row_id between @from and @to and {which} order by row_id", row, [.. values]);
    }

    async Task<List<long>> GonePartsAsync(long since, int width, CancellationToken cancel)
    {
        const string sql = """
            select distinct (row_id - @start) / @size as part from entries
            where row_id between @First and @Last and until > @since and until <= @Version and since <= @since order by part
            """;
        return await database.ReadAsync(session => session.RowsAsync<long>(sql, new { start, size = 1L << width, list.Rows.First, list.Rows.Last, since, list.Version }), cancel);
    }

    Task<(long First, long End)> AddedAsync(long since, CancellationToken cancel) => database.ReadAsync(async session =>
    {
        var changes = new ListChanges(database, list);
        return (await changes.FirstAfterAsync(session, since), await changes.FirstAfterAsync(session, list.Version));
    }, cancel);

    IEnumerable<long> Range(long first, long end)
    {
        for (var part = (first - start) >> bits; first < end && part <= (end - 1 - start) >> bits; part++) yield return part;
    }

    sealed class Lines : IDisposable
    {
        readonly MemoryStream packed = new();
        readonly BrotliStream packing;
        long rows;

        public Lines() => packing = new(packed, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true);

        public void Add(char sign, string text)
        {
            packing.Write(Encoding.UTF8.GetBytes($"{sign}{text}\n"));
            rows++;
        }

        public Cut Cut(long part)
        {
            packing.Dispose();
            return new(part, packed.ToArray(), rows);
        }

        public void Dispose()
        {
            packing.Dispose();
            packed.Dispose();
        }
    }
}
