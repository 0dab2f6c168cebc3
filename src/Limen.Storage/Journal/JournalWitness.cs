using System.Globalization;
using System.Text;

namespace Limen.Storage;

/// <summary>
/// The journal's head kept a second time, outside the database: whoever cuts the last entries off in the database alone is noticed.
/// It is written after the commit, so it may lag behind by what was being written when the power went, and is never ahead.
/// </summary>
sealed class JournalWitness(string path, Vault vault) : IDisposable
{
    const int Width = 20 + 1 + 64 + 1;

    readonly Lock gate = new();
    FileStream? file;
    long last;

    public void See(JournalHead head)
    {
        lock (gate)
        {
            if (head.N <= last) return;
            file ??= new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
            RandomAccess.Write(file.SafeFileHandle, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head.N:D20} {vault.Trace(head.Hash)}\n")), 0);
            last = head.N;
        }
    }

    /// <summary>What was seen last; null when nothing was, or the file is gone; place -1 when it cannot be understood.</summary>
    public JournalHead? Read()
    {
        if (!File.Exists(path)) return null;
        using var reading = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[Width];
        var read = reading.ReadAtLeast(bytes, Width, throwOnEndOfStream: false);
        if (read == 0) return null;
        var text = Encoding.ASCII.GetString(bytes, 0, read);
        return read == Width && text[20] == ' ' && long.TryParse(text.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? new(n, text[21..85])
            : new(-1, "");
    }

    /// <summary>After sealing: what was kept of the head is kept as a sealed store keeps it. By who is alone on the store.</summary>
    public void SealHead()
    {
        if (Read() is { N: > 0 } head) See(head);
        Dispose();
    }

    public void Dispose()
    {
        lock (gate) file?.Dispose();
    }
}
