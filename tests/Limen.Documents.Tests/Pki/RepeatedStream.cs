namespace Limen.Documents.Tests;

/// <summary>A long stream that is never held: a text again and again, or its last octet again and again.</summary>
sealed class RepeatedStream(byte[] text, long length, long lastOctetFor = 0) : Stream
{
    long at;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => lastOctetFor > 0 ? text.Length + lastOctetFor : length;
    public override long Position { get => at; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, Length - at);
        for (var i = 0; i < read; i++, at++)
            buffer[offset + i] = lastOctetFor > 0 ? text[Math.Min(at, text.Length - 1)] : text[at % text.Length];
        return read;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
