namespace Limen.Screening;

/// <summary>Which blocks of 64 KB have been compared with their checksums; each is before its first use. Threads may compare one twice.</summary>
sealed unsafe class BlockChecks
{
    const byte Unchecked = 0, Whole = 1, Broken = 2;

    readonly byte[] states;
    readonly byte* remainders;
    readonly uint* sums;
    readonly KeyLayout layout;
    readonly int width;

    public BlockChecks(byte* remainders, uint* sums, KeyLayout layout, bool trusted)
    {
        this.remainders = remainders;
        this.sums = sums;
        this.layout = layout;
        width = layout.Width;
        states = new byte[layout.Blocks];
        if (trusted) states.AsSpan().Fill(Whole);
    }

    public bool Damaged { get; private set; }

    /// <summary>True when every block that holds records from <paramref name="first"/> to before <paramref name="end"/> is whole.</summary>
    public bool Sound(long first, long end)
    {
        var block = first * width >> 19;
        var last = (end * width >> 3) + sizeof(ulong) >> 16;
        for (; block <= last && block < states.Length; block++)
            if (states[block] != Whole && !Check(block)) return false;
        return true;
    }

    public bool CheckAll(CancellationToken cancel)
    {
        for (var block = 0L; block < states.Length; block++)
        {
            cancel.ThrowIfCancellationRequested();
            if (states[block] == Unchecked) Check(block);
        }
        return !Damaged;
    }

    bool Check(long block)
    {
        if (states[block] == Broken) return false;
        var at = block * KeyLayout.BlockLength;
        var length = Math.Min(KeyLayout.BlockLength, layout.RemaindersLength - at);
        var whole = Crc32C.Of(remainders + at, length) == sums[block];
        if (!whole) Damaged = true;
        states[block] = whole ? Whole : Broken;
        return whole;
    }
}
