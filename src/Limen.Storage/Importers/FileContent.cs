namespace Limen.Storage;

/// <summary>The bytes of a file, counted as they come, and unpacked when they begin like gzip (RFC 1952 §2.3.1).</summary>
sealed class FileContent(Stream inner) : ForwardStream
{
    const int Buffer = 1 << 16;

    long count;

    public long Count => Interlocked.Read(ref count);

    /// <summary>Null for a pipe.</summary>
    public long? Total { get; } = inner.CanSeek ? inner.Length - inner.Position : null;

    public static OpenedFile Open(ImportFile file, FileContent counted)
    {
        var head = new Peeked(new BufferedStream(counted, Buffer));
        return new(file.Name, head.IsGzip ? new WholeGzip(head) : head);
    }

    public override int Read(Span<byte> into)
    {
        var read = inner.Read(into);
        Interlocked.Add(ref count, read);
        return read;
    }

    // Gives its first two bytes out twice: once to look at, once to read.
    sealed class Peeked : ForwardStream
    {
        readonly Stream rest;
        readonly byte[] head = new byte[2];
        readonly int headLength;
        int given;

        public Peeked(Stream stream)
        {
            rest = stream;
            headLength = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        }

        public bool IsGzip => headLength == 2 && head is [0x1F, 0x8B];

        public override int Read(Span<byte> into)
        {
            if (given >= headLength) return rest.Read(into);
            var take = Math.Min(into.Length, headLength - given);
            head.AsSpan(given, take).CopyTo(into);
            given += take;
            return take;
        }
    }
}
