namespace Limen.Storage;

/// <summary>Lines of bytes, one in memory at a time; of a line that is too long nothing is kept.</summary>
sealed class ByteLines(Stream stream)
{
    public const int Longest = 16 << 20;

    byte[] buffer = new byte[1 << 16];
    int start, end;
    bool ended;

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>Without its line end and without a byte order mark; until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool TooLong { get; private set; }

    public bool Next()
    {
        TooLong = false;
        Number++;
        for (var looked = start; ;)
        {
            var at = buffer.AsSpan(looked, end - looked).IndexOf((byte)'\n');
            if (at >= 0) return Take(looked + at, 1);
            looked = end;
            if (ended) return start < end || TooLong ? Take(end, 0) : false;
            Fill(ref looked);
        }
    }

    bool Take(int to, int separator)
    {
        var line = buffer.AsMemory(start, to - start);
        if (Number == 1 && line.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) line = line[3..];
        TooLong |= line.Length > Longest;
        Line = TooLong ? default : line;
        start = to + separator;
        return true;
    }

    void Fill(ref int looked)
    {
        if (end - start > Longest)
        {
            TooLong = true;
            start = end = looked = 0;
        }
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (looked, end, start) = (looked - start, end - start, 0);
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = stream.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
    }
}
