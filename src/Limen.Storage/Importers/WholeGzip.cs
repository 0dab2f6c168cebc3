using System.IO.Compression;

namespace Limen.Storage;

/// <summary>
/// Unpacks gzip (RFC 1952) and fails when it was cut off, which <see cref="GZipStream"/> passes over in silence: a last member of our
/// own is put behind the file, and only if it comes out behind the content was everything before it whole.
/// </summary>
sealed class WholeGzip(Stream packed) : ForwardStream
{
    static readonly byte[] End = "limen: here ends the file"u8.ToArray();

    readonly GZipStream unpacked = new(new WithEnd(packed), CompressionMode.Decompress);
    readonly byte[] buffer = new byte[1 << 16];
    int start, end;
    bool ended;

    public override int Read(Span<byte> into)
    {
        while (end - start <= End.Length && !ended)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var read = unpacked.Read(buffer, end, buffer.Length - end);
            ended = read == 0;
            end += read;
        }
        if (ended && !buffer.AsSpan(start, end - start).EndsWith(End)) throw new InvalidDataException("The packed file was cut off.");
        var take = Math.Min(into.Length, end - start - End.Length);
        buffer.AsSpan(start, take).CopyTo(into);
        start += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacked.Dispose();
        base.Dispose(disposing);
    }

    sealed class WithEnd(Stream packed) : ForwardStream
    {
        readonly byte[] last = Packed();
        int given;

        public override int Read(Span<byte> into)
        {
            if (given == 0 && packed.Read(into) is > 0 and var read) return read;
            var take = Math.Min(into.Length, last.Length - given);
            last.AsSpan(given, take).CopyTo(into);
            given += take;
            return take;
        }

        static byte[] Packed()
        {
            using var bytes = new MemoryStream();
            using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(End);
            return bytes.ToArray();
        }
    }
}

/// <summary>A stream that is only read, and only forwards.</summary>
abstract class ForwardStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public abstract override int Read(Span<byte> into);
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
