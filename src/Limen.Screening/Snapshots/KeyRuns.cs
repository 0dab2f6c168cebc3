using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>Sorts more keys than memory should hold: runs that memory holds are sorted one after another, laid beside the index and merged.</summary>
sealed class KeyRuns : IDisposable
{
    const int ReadLength = 8 << 10;

    readonly string path;
    readonly int runLength;
    readonly List<FileStream> runs = [];

    KeyRuns(string path, int runLength) => (this.path, this.runLength) = (path, runLength);

    /// <summary>Keys in all runs, repeats counted.</summary>
    public long Count { get; set; }

    public static KeyRuns Sort(string path, IEnumerable<ulong> keys, int runLength, CancellationToken cancel)
    {
        var runs = new KeyRuns(path, runLength);
        try { runs.Fill(keys, cancel); }
        catch { runs.Dispose(); throw; }
        return runs;
    }

    void Fill(IEnumerable<ulong> keys, CancellationToken cancel)
    {
        var run = new ulong[runLength];
        var filled = 0;
        foreach (var key in keys)
        {
            if (filled == run.Length)
            {
                Lay(run, cancel);
                filled = 0;
            }
            run[filled++] = key;
        }
        Lay(run.AsSpan(0, filled), cancel);
    }

    void Lay(Span<ulong> run, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (run.Length == 0) return;
        if (!Ascends(run)) run.Sort();
        var file = new FileStream($"{path}.{runs.Count}.run", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
        runs.Add(file);
        file.Write(MemoryMarshal.AsBytes(run));
        Count += run.Length;
    }

    static bool Ascends(ReadOnlySpan<ulong> run)
    {
        for (var i = 1; i < run.Length; i++)
            if (run[i - 1] > run[i]) return false;
        return true;
    }

    /// <summary>All keys in ascending order, each once.</summary>
    public IEnumerable<ulong> Merged(CancellationToken cancel)
    {
        var heads = new PriorityQueue<IEnumerator<ulong>, ulong>(runs.Count);
        foreach (var run in runs)
            if (Read(run, cancel).GetEnumerator() is var keys && keys.MoveNext()) heads.Enqueue(keys, keys.Current);
        ulong? last = null;
        while (heads.TryPeek(out var least, out var key))
        {
            if (key != last) yield return key;
            last = key;
            if (least.MoveNext()) heads.DequeueEnqueue(least, least.Current);
            else heads.Dequeue();
        }
    }

    static IEnumerable<ulong> Read(FileStream run, CancellationToken cancel)
    {
        var keys = new ulong[ReadLength];
        run.Position = 0;
        while (run.Position < run.Length)
        {
            cancel.ThrowIfCancellationRequested();
            var read = run.ReadAtLeast(MemoryMarshal.AsBytes(keys.AsSpan()), keys.Length * sizeof(ulong), throwOnEndOfStream: false);
            for (var i = 0; i < read / sizeof(ulong); i++) yield return keys[i];
        }
    }

    public void Dispose()
    {
        foreach (var run in runs) run.Dispose();
    }
}
