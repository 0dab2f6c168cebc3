using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>Reads what <see cref="SealedWriter"/> wrote, from where the file stands to its end. Gives nothing that is not proved; throws <see cref="InvalidDataException"/> instead.</summary>
sealed class SealedReader : Stream
{
    readonly Stream file;
    readonly byte[] bound;
    readonly AesGcm cipher;
    readonly byte[] part = new byte[SealedWriter.PartLength], sealedPart = new byte[SealedWriter.PartLength + SealedWriter.TagLength];
    int at, filled;
    long parts;
    bool last;

    public SealedReader(Vault vault, Stream file, byte[] bound)
    {
        (this.file, this.bound) = (file, bound);
        var salt = new byte[SealedWriter.SaltLength];
        if (file.ReadAtLeast(salt, salt.Length, throwOnEndOfStream: false) < salt.Length) throw Torn();
        cipher = vault.FileCipher(salt);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (at == filled && !last) Take();
        var given = Math.Min(buffer.Length, filled - at);
        part.AsSpan(at, given).CopyTo(buffer);
        at += given;
        return given;
    }

    public override void Flush() { }
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(part);
        }
        base.Dispose(disposing);
    }

    // Whether a part is the last shows at the end of the file, and is proved by its nonce.
    void Take()
    {
        var read = file.ReadAtLeast(sealedPart, sealedPart.Length, throwOnEndOfStream: false);
        if (read < SealedWriter.TagLength) throw Torn();
        last = file.Position == file.Length;
        (at, filled) = (0, read - SealedWriter.TagLength);
        Span<byte> nonce = stackalloc byte[12];
        SealedWriter.Number(nonce, parts++, last);
        try
        {
            cipher.Decrypt(nonce, sealedPart.AsSpan(0, filled), sealedPart.AsSpan(filled, SealedWriter.TagLength), part.AsSpan(0, filled), bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Torn();
        }
    }

    static InvalidDataException Torn() => new("A sealed file is damaged, cut off or of another key.");
}
