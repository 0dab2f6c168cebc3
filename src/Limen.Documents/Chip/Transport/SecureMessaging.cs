using System.Buffers.Binary;

namespace Limen.Documents;

/// <summary>
/// Secure messaging of Doc 9303-11 §9.8: every command and reply encrypted and authenticated under a counter. A reply without its
/// authentication code ends the session.
/// </summary>
sealed class SecureMessaging
{
    const int Cryptogram = 0x87, CryptogramOfOddInstruction = 0x85, ExpectedLength = 0x97, StatusOfProcessing = 0x99, Checksum = 0x8E;
    const byte PaddingIndicator = 0x01;
    const int ChecksumLength = 8;

    readonly SessionKeys keys;
    readonly byte[] counter;

    /// <param name="keys">The session's keys.</param>
    /// <param name="counter">Where the counter starts: a block long; zero after PACE and chip authentication.</param>
    public SecureMessaging(SessionKeys keys, byte[]? counter = null)
    {
        this.keys = keys;
        this.counter = counter is null ? new byte[BlockSize] : [.. counter];
    }

    public MessagingCipher Cipher => keys.Cipher;

    /// <summary>The counter as it stands.</summary>
    public ReadOnlySpan<byte> Counter => counter;

    int BlockSize => keys.Cipher.BlockSize();

    /// <summary>The most plain octets that fit into a protected reply of <paramref name="length"/> octets.</summary>
    public int MostPlain(int length)
    {
        const int statusAndChecksum = 4 + 2 + ChecksumLength;
        var room = length - statusAndChecksum - 2 - (length > 255 ? 3 : 1);
        return Math.Max(1, room / BlockSize * BlockSize - 1);
    }

    /// <summary>The command as it goes over the wire (§9.8.4), the counter moved on.</summary>
    public Apdu Protect(Apdu command)
    {
        Advance();
        var header = command with { Cla = (byte)(command.Cla | 0x0C) };
        byte[] body = [.. Encrypted(command), .. Length(command)];
        byte[] signed = [.. counter, .. MessagingCiphers.Pad(header.Header, BlockSize), .. body];
        var checksum = Sign(body.Length == 0 ? signed : MessagingCiphers.Pad(signed, BlockSize));
        byte[] payload = [.. body, Checksum, ChecksumLength, .. checksum];
        var isShort = payload.Length <= Apdu.ShortPayload && command.Le is null or <= Apdu.ShortReply;
        return header with { Payload = payload, Le = isShort ? Apdu.ShortReply : Apdu.LongestReply };
    }

    /// <summary>The reply freed of its protection, the counter moved on; an error when its code is wrong or absent.</summary>
    public Response Unprotect(Response reply)
    {
        if (reply.Error != ChipError.None) return reply;
        Advance();
        var signed = new List<byte>(counter.Length + reply.Payload.Length);
        signed.AddRange(counter);
        ReadOnlyMemory<byte>? cryptogram = null, checksum = null, status = null;
        var odd = false;
        foreach (var part in BerElement.ReadAll(reply.Payload) ?? [])
        {
            if (part.Tag == Checksum) { checksum = part.Value; continue; }
            signed.AddRange(part.Raw.Span);
            if (part.Tag == StatusOfProcessing) status = part.Value;
            if (part.Tag is Cryptogram or CryptogramOfOddInstruction) (cryptogram, odd) = (part.Value, part.Tag != Cryptogram);
        }
        // A chip that has lost the session answers in plain: the status word is then its only word, and nobody vouches for it.
        if (checksum is null || status is not { Length: 2 }) return new(default, reply.StatusWord, ChipError.MessagingBroken);
        var expected = Sign(MessagingCiphers.Pad(signed.ToArray(), BlockSize));
        if (!expected.AsSpan().SequenceEqual(checksum.Value.Span)) return new(default, reply.StatusWord, ChipError.MessagingBroken);
        var word = BinaryPrimitives.ReadUInt16BigEndian(status.Value.Span);
        if (cryptogram is not { } text) return new(default, word);
        return Decrypted(text, odd) is { } plain ? new(plain, word) : Response.Lost(ChipError.Garbled);
    }

    byte[] Sign(byte[] blocks) => keys.Cipher.MacOfBlocks(keys.Authentication, blocks);

    byte[] Encrypted(Apdu command)
    {
        if (command.Payload.IsEmpty) return [];
        var text = keys.Cipher.Encrypt(keys.Encryption, MessagingCiphers.Pad(command.Payload.Span, BlockSize), InitialVector());
        return (command.Ins & 1) != 0
            ? Tlv.Encode(CryptogramOfOddInstruction, text)
            : Tlv.Encode(Cryptogram, [PaddingIndicator, .. text]);
    }

    static byte[] Length(Apdu command) => command.Le switch
    {
        null => [],
        <= Apdu.ShortReply and var length => [ExpectedLength, 1, (byte)length],
        var length => [ExpectedLength, 2, (byte)(length >> 8), (byte)length],
    };

    byte[]? Decrypted(ReadOnlyMemory<byte> text, bool odd)
    {
        if (!odd)
        {
            if (text.Length == 0 || text.Span[0] != PaddingIndicator) return null;
            text = text[1..];
        }
        return keys.Cipher.Decrypt(keys.Encryption, text.Span, InitialVector()) is { } padded ? MessagingCiphers.Unpad(padded) : null;
    }

    // AES starts from the encrypted counter, 3DES from zero.
    byte[] InitialVector() => keys.Cipher == MessagingCipher.TripleDes
        ? new byte[8]
        : keys.Cipher.Encrypt(keys.Encryption, counter, new byte[16]);

    void Advance()
    {
        for (var i = counter.Length - 1; i >= 0 && ++counter[i] == 0; i--) { }
    }
}
