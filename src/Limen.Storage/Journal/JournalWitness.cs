using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Limen.Storage;

/// <summary>
/// The journal's head kept a second time, outside the database: whoever cuts the last entries off in the database alone is noticed.
/// It is written after the commit, so it may lag behind by what was being written when the power went, and is never ahead. It lies in two
/// places of its file, far enough apart for a disk, written by turns and each with a check: a write that the power cuts leaves the other.
/// </summary>
sealed class JournalWitness(string path, Vault vault) : IDisposable
{
    const int Digits = 20, Hash = 64, Check = 16, Second = 4096;
    const int Old = Digits + 1 + Hash + 1, Width = Digits + 1 + Hash + 1 + Check + 1;

    readonly Lock gate = new();
    FileStream? file;
    long last;
    int next;

    public void See(JournalHead head)
    {
        lock (gate)
        {
            if (head.N <= last) return;
            file ??= Open();
            RandomAccess.Write(file.SafeFileHandle, Encoding.ASCII.GetBytes(Line(new(head.N, vault.Trace(head.Hash)))), next);
            (last, next) = (head.N, Second - next);
        }
    }

    /// <summary>What was seen last; null when nothing was, or the file is gone; place -1 when it cannot be understood.</summary>
    public JournalHead? Read()
    {
        if (!File.Exists(path)) return null;
        using var reading = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[Second + Width];
        var read = reading.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read == 0) return null;
        return Newest(bytes) switch
        {
            (null, null) => new(-1, ""),
            (var first, var second) => second is null || first?.N > second.Value.N ? first : second,
        };
    }

    /// <summary>
    /// True when the journal is not the one that was seen last, or ends before it: the database was put back from an older copy, or altered.
    /// Unlike a verification, this looks at one entry.
    /// </summary>
    public Task<bool> DisownsAsync(Database database, CancellationToken cancel) => Read() is not { N: > 0 } seen ? Task.FromResult(false) : database.ReadAsync(async session =>
    {
        string? there = null;
        await session.EachAsync($"select {JournalRow.Columns} from journal where n = @n", reader => there = JournalRow.Read(reader, session.Vault).Hash, ("@n", seen.N));
        return there is null || !IsOf(seen, there, vault);
    }, cancel);

    /// <summary>Whether this was seen of the entry with this hash. A store that has just been sealed may have it as it was before.</summary>
    public static bool IsOf(JournalHead seen, string hash, Vault vault) => seen.Hash == vault.Trace(hash) || seen.Hash == hash;

    /// <summary>After sealing: what was kept of the head is kept as a sealed store keeps it, in both places. By who is alone on the store.</summary>
    public void SealHead()
    {
        if (Read() is { N: > 0 } head)
            for (var place = 0; place < 2; place++)
            {
                last = 0;
                See(head);
            }
        Dispose();
    }

    public void Dispose()
    {
        lock (gate) file?.Dispose();
    }

    // What was written last stays until the next is written whole.
    FileStream Open()
    {
        var opened = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        var bytes = new byte[Second + Width];
        RandomAccess.Read(opened.SafeFileHandle, bytes, 0);
        var (first, second) = Newest(bytes);
        next = first is not null && !(second?.N >= first.Value.N) ? Second : 0;
        return opened;
    }

    static (JournalHead? First, JournalHead? Second) Newest(ReadOnlySpan<byte> bytes) => (At(bytes[..Width]), At(bytes[Second..]));

    // Files of before have one place without a check.
    static JournalHead? At(ReadOnlySpan<byte> place)
    {
        var text = Encoding.ASCII.GetString(place);
        if (text[Digits] != ' ' || !long.TryParse(text.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var n)) return null;
        var head = new JournalHead(n, text.Substring(Digits + 1, Hash));
        return text == Line(head) || (text[Old - 1] == '\n' && text.AsSpan(Old).Trim('\0').IsEmpty) ? head : null;
    }

    static string Line(JournalHead head)
    {
        var told = string.Create(CultureInfo.InvariantCulture, $"{head.N:D20} {head.Hash}");
        return $"{told} {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(told)))[..Check]}\n";
    }
}
