using System.IO.Compression;

namespace Limen.Storage;

/// <summary>The bytes of a file, counted as they come, and unpacked when they begin like gzip (RFC 1952 §2.3.1).</summary>
sealed class FileContent(Stream inner) : Stream
{
    long count;

    public long Count => Interlocked.Read(ref count);
    public long? Total { get; } = inner.CanSeek ? inner.Length - inner.Position : null;

    public static OpenedFile Open(ImportFile file, FileContent counted)
    {
        var buffered = new BufferedStream(counted, 1 << 16);
        var head = new Peeked(buffered);
        return new(file.Name, head.IsGzip ? new BufferedStream(new GZipStream(head, CompressionMode.Decompress), 1 << 16) : head);
    }

    public override int Read(byte[] buffer, int offset, int length) => Read(buffer.AsSpan(offset, length));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Interlocked.Add(ref count, read);
        return read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Count; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // Gives its first two bytes out twice: once to look at, once to read.
    sealed class Peeked : Stream
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

        public override int Read(byte[] buffer, int offset, int length) => Read(buffer.AsSpan(offset, length));

        public override int Read(Span<byte> buffer)
        {
            if (given >= headLength) return rest.Read(buffer);
            var take = Math.Min(buffer.Length, headLength - given);
            head.AsSpan(given, take).CopyTo(buffer);
            given += take;
            return take;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
