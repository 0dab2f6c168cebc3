using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>
/// What is written here lies sealed in a file: a salt, then parts of 64 KB, each with its number and whether it is the last, so that
/// none can be altered, moved, left out or cut off. Ends with its disposal.
/// </summary>
sealed class SealedWriter : Stream
{
    public const int PartLength = 1 << 16, TagLength = 16, SaltLength = 16;

    readonly Stream file;
    readonly byte[] bound;
    readonly AesGcm cipher;
    readonly byte[] part = new byte[PartLength], sealedPart = new byte[PartLength + TagLength];
    int filled;
    long parts;
    bool ended;

    /// <summary>Writes to a file, which stays open, what is bound to these bytes.</summary>
    public SealedWriter(Vault vault, Stream file, byte[] bound)
    {
        (this.file, this.bound) = (file, bound);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        file.Write(salt);
        cipher = vault.FileCipher(salt);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (filled == PartLength) Put(last: false);
            var taken = Math.Min(buffer.Length, PartLength - filled);
            buffer[..taken].CopyTo(part.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The nonce of a part.</summary>
    public static void Number(Span<byte> nonce, long part, bool last)
    {
        BinaryPrimitives.WriteInt64LittleEndian(nonce, part);
        BinaryPrimitives.WriteInt32LittleEndian(nonce[8..], last ? 1 : 0);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !ended)
        {
            ended = true;
            Put(last: true);
            cipher.Dispose();
            CryptographicOperations.ZeroMemory(part);
        }
        base.Dispose(disposing);
    }

    void Put(bool last)
    {
        Span<byte> nonce = stackalloc byte[12];
        Number(nonce, parts++, last);
        cipher.Encrypt(nonce, part.AsSpan(0, filled), sealedPart.AsSpan(0, filled), sealedPart.AsSpan(filled, TagLength), bound);
        file.Write(sealedPart, 0, filled + TagLength);
        filled = 0;
    }
}
