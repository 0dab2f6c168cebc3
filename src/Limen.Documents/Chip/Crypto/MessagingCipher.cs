using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>The ciphers of secure messaging (Doc 9303-11 §9.8); the numbers are the last arc of the protocols' object identifiers.</summary>
enum MessagingCipher
{
    /// <summary>3DES with two keys in CBC mode and the retail MAC.</summary>
    TripleDes = 1,
    /// <summary>AES with 128-bit keys in CBC mode and CMAC.</summary>
    Aes128 = 2,
    /// <summary>AES with 192-bit keys in CBC mode and CMAC.</summary>
    Aes192 = 3,
    /// <summary>AES with 256-bit keys in CBC mode and CMAC.</summary>
    Aes256 = 4,
}

/// <summary>What each <see cref="MessagingCipher"/> computes; all keys and octets as in Doc 9303-11 §9.7 and §9.8.</summary>
static class MessagingCiphers
{
    /// <summary>Octets of a block.</summary>
    public static int BlockSize(this MessagingCipher cipher) => cipher == MessagingCipher.TripleDes ? 8 : 16;

    /// <summary>Octets of a key.</summary>
    public static int KeySize(this MessagingCipher cipher) => cipher switch
    {
        MessagingCipher.TripleDes => 16,
        MessagingCipher.Aes128 => 16,
        MessagingCipher.Aes192 => 24,
        MessagingCipher.Aes256 => 32,
    };

    /// <summary>Encrypts whole blocks in CBC mode.</summary>
    public static byte[] Encrypt(this MessagingCipher cipher, byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> iv)
    {
        using var algorithm = cipher.Create(key);
        return algorithm.EncryptCbc(plain, iv, PaddingMode.None);
    }

    /// <summary>Decrypts in CBC mode; null when the text is not whole blocks.</summary>
    public static byte[]? Decrypt(this MessagingCipher cipher, byte[] key, ReadOnlySpan<byte> text, ReadOnlySpan<byte> iv)
    {
        if (text.Length % cipher.BlockSize() != 0) return null;
        using var algorithm = cipher.Create(key);
        return algorithm.DecryptCbc(text, iv, PaddingMode.None);
    }

    /// <summary>The MAC of a token, eight octets: the retail MAC over padded data, or CMAC, which needs no padding.</summary>
    public static byte[] Mac(this MessagingCipher cipher, byte[] key, ReadOnlySpan<byte> text) =>
        cipher == MessagingCipher.TripleDes ? RetailMac(key, Pad(text, 8)) : Cmac(key, text)[..8];

    /// <summary>The MAC of data that is padded to whole blocks already, eight octets.</summary>
    public static byte[] MacOfBlocks(this MessagingCipher cipher, byte[] key, ReadOnlySpan<byte> blocks) =>
        cipher == MessagingCipher.TripleDes ? RetailMac(key, blocks) : Cmac(key, blocks)[..8];

    /// <summary>The data padded by method 2 of ISO/IEC 9797-1: 80, then zeros to whole blocks.</summary>
    public static byte[] Pad(ReadOnlySpan<byte> text, int blockSize)
    {
        var padded = new byte[(text.Length / blockSize + 1) * blockSize];
        text.CopyTo(padded);
        padded[text.Length] = 0x80;
        return padded;
    }

    /// <summary>The data without its padding; null when there is none.</summary>
    public static byte[]? Unpad(ReadOnlySpan<byte> padded)
    {
        var end = padded.LastIndexOfAnyExcept((byte)0);
        return end >= 0 && padded[end] == 0x80 ? padded[..end].ToArray() : null;
    }

    // MAC algorithm 3 of ISO/IEC 9797-1: single DES in CBC mode with the first half, the last block through the second half and back.
    static byte[] RetailMac(byte[] key, ReadOnlySpan<byte> padded)
    {
        using var first = DES.Create();
        first.Key = key[..8];
        using var second = DES.Create();
        second.Key = key[8..16];
        var chained = first.EncryptCbc(padded, new byte[8], PaddingMode.None).AsSpan(^8..);
        return first.EncryptEcb(second.DecryptEcb(chained, PaddingMode.None), PaddingMode.None);
    }

    // NIST SP 800-38B: the last block is masked with a subkey, then CBC over all of it.
    static byte[] Cmac(byte[] key, ReadOnlySpan<byte> text)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var mask = Doubled(aes.EncryptEcb(new byte[16], PaddingMode.None));
        var whole = text.Length > 0 && text.Length % 16 == 0;
        var blocks = whole ? text.ToArray() : Pad(text, 16);
        if (!whole) mask = Doubled(mask);
        for (var i = 0; i < 16; i++) blocks[^(16 - i)] ^= mask[i];
        return aes.EncryptCbc(blocks, new byte[16], PaddingMode.None)[^16..];
    }

    static byte[] Doubled(byte[] block)
    {
        var doubled = new byte[16];
        for (var i = 0; i < 16; i++) doubled[i] = (byte)((block[i] << 1) | (i < 15 ? block[i + 1] >> 7 : 0));
        if (block[0] >= 0x80) doubled[15] ^= 0x87;
        return doubled;
    }

    static SymmetricAlgorithm Create(this MessagingCipher cipher, byte[] key)
    {
        SymmetricAlgorithm algorithm = cipher == MessagingCipher.TripleDes ? TripleDES.Create() : Aes.Create();
        algorithm.Key = cipher == MessagingCipher.TripleDes ? [.. key, .. key[..8]] : key;
        return algorithm;
    }
}
