using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>
/// A file that is written bit by bit, broken off and gone on with, and lies sealed: a salt, then AES-256 in counter mode. It hides and proves
/// nothing: only for what is held against a digest before it is believed.
/// </summary>
sealed class VeiledFile : Stream
{
    const int SaltLength = 16, Block = 16, AtOnce = 4096;

    readonly FileStream file;
    readonly Vault vault;
    Aes cipher;

    VeiledFile(FileStream file, Vault vault)
    {
        (this.file, this.vault) = (file, vault);
        var salt = new byte[SaltLength];
        cipher = file.ReadAtLeast(salt, SaltLength, throwOnEndOfStream: false) == SaltLength ? vault.FileVeil(salt) : Begin();
    }

    /// <summary>The file as it is read and written in the clear: as it is where the store is not sealed.</summary>
    public static Stream Over(FileStream file, Vault vault) => vault.IsSealed ? new VeiledFile(file, vault) : file;

    /// <summary>Length of what a file of this length holds.</summary>
    public static long LengthIn(long file, Vault vault) => vault.IsSealed ? Math.Max(0, file - SaltLength) : file;

    public override bool CanRead => file.CanRead;
    public override bool CanSeek => true;
    public override bool CanWrite => file.CanWrite;
    public override long Length => LengthIn(file.Length, vault);

    public override long Position
    {
        get => file.Position - SaltLength;
        set => file.Position = value + SaltLength;
    }

    public override int Read(Span<byte> buffer)
    {
        var at = Position;
        var read = file.Read(buffer);
        Turn(buffer[..read], at);
        return read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var part = ArrayPool<byte>.Shared.Rent(buffer.Length);
        buffer.CopyTo(part);
        Turn(part.AsSpan(0, buffer.Length), Position);
        file.Write(part, 0, buffer.Length);
        ArrayPool<byte>.Shared.Return(part, clearArray: true);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => Length + offset,
    };

    // Never two contents under one salt.
    public override void SetLength(long value)
    {
        if (value > 0)
        {
            file.SetLength(value + SaltLength);
            return;
        }
        cipher.Dispose();
        cipher = Begin();
    }

    public override void Flush() => file.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            file.Dispose();
        }
        base.Dispose(disposing);
    }

    Aes Begin()
    {
        file.SetLength(0);
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        file.Write(salt);
        return vault.FileVeil(salt);
    }

    void Turn(Span<byte> bytes, long at)
    {
        Span<byte> counters = stackalloc byte[AtOnce], stream = stackalloc byte[AtOnce];
        counters.Clear();
        while (bytes.Length > 0)
        {
            for (var i = 0; i < AtOnce / Block; i++) BinaryPrimitives.WriteInt64BigEndian(counters[(i * Block + 8)..], at / Block + i);
            cipher.EncryptEcb(counters, stream, PaddingMode.None);
            var begin = (int)(at % Block);
            var part = Math.Min(bytes.Length, AtOnce - begin);
            for (var i = 0; i < part; i++) bytes[i] ^= stream[begin + i];
            bytes = bytes[part..];
            at += part;
        }
    }
}
