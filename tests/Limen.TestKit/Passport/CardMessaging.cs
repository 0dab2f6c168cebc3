using System.Buffers.Binary;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>The chip's side of secure messaging (Doc 9303-11 §9.8): opens commands and protects replies.</summary>
sealed class CardMessaging(SessionKeys keys, byte[]? counter = null)
{
    readonly byte[] counter = counter is null ? new byte[keys.Cipher.BlockSize()] : [.. counter];

    int BlockSize => keys.Cipher.BlockSize();

    public bool TryOpen(Apdu command, out Apdu opened)
    {
        Advance();
        opened = new((byte)(command.Cla & 0xF3), command.Ins, command.P1, command.P2);
        if (BerElement.ReadAll(command.Payload)?.ToList() is not { } parts) return false;
        byte[] signed = [.. counter, .. MessagingCiphers.Pad(command.Header, BlockSize)];
        ReadOnlyMemory<byte> checksum = default;
        var any = false;
        foreach (var part in parts)
        {
            if (part.Tag == 0x8E) { checksum = part.Value; continue; }
            any = true;
            signed = [.. signed, .. part.Raw.Span];
            if (part.Tag == 0x97) opened = opened with { Le = Length(part.Value.Span) };
            if (part.Tag is 0x85 or 0x87 && Decrypted(part) is { } plain) opened = opened with { Payload = plain };
        }
        var expected = keys.Cipher.MacOfBlocks(keys.Authentication, any ? MessagingCiphers.Pad(signed, BlockSize) : signed);
        return expected.AsSpan().SequenceEqual(checksum.Span);
    }

    public byte[] Protect(byte[] payload, int statusWord, bool odd)
    {
        Advance();
        byte[] body = [];
        if (payload.Length > 0)
        {
            var text = keys.Cipher.Encrypt(keys.Encryption, MessagingCiphers.Pad(payload, BlockSize), InitialVector());
            body = odd ? Tlv.Encode(0x85, text) : Tlv.Encode(0x87, [1, .. text]);
        }
        body = [.. body, 0x99, 2, (byte)(statusWord >> 8), (byte)statusWord];
        var checksum = keys.Cipher.MacOfBlocks(keys.Authentication, MessagingCiphers.Pad([.. counter, .. body], BlockSize));
        return [.. body, 0x8E, 8, .. checksum];
    }

    byte[]? Decrypted(BerElement part)
    {
        var text = part.Tag == 0x87 ? part.Value[1..] : part.Value;
        return keys.Cipher.Decrypt(keys.Encryption, text.Span, InitialVector()) is { } padded ? MessagingCiphers.Unpad(padded) : null;
    }

    static int Length(ReadOnlySpan<byte> le) =>
        le.Length == 1 ? le[0] == 0 ? 256 : le[0] : BinaryPrimitives.ReadUInt16BigEndian(le) is var wide && wide == 0 ? 65536 : wide;

    byte[] InitialVector() => keys.Cipher == MessagingCipher.TripleDes ? new byte[8] : keys.Cipher.Encrypt(keys.Encryption, counter, new byte[16]);

    void Advance()
    {
        for (var i = counter.Length - 1; i >= 0 && ++counter[i] == 0; i--) { }
    }
}
