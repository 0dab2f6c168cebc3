using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>The keys of a session and where their counter starts.</summary>
sealed record SessionKeys(MessagingCipher Cipher, byte[] Encryption, byte[] Authentication);

/// <summary>Key derivation function of Doc 9303-11 §9.7.1: a hash over the secret and a counter.</summary>
static class KeyDerivation
{
    const byte ForEncryption = 1;
    const byte ForAuthentication = 2;
    const byte ForPassword = 3;

    /// <summary>Both session keys from a shared secret.</summary>
    public static SessionKeys SessionKeys(MessagingCipher cipher, ReadOnlySpan<byte> secret) =>
        new(cipher, Derive(cipher, secret, ForEncryption), Derive(cipher, secret, ForAuthentication));

    /// <summary>The key that encrypts the nonce of PACE.</summary>
    public static byte[] PasswordKey(MessagingCipher cipher, ReadOnlySpan<byte> password) => Derive(cipher, password, ForPassword);

    static byte[] Derive(MessagingCipher cipher, ReadOnlySpan<byte> secret, byte counter)
    {
        byte[] input = [.. secret, 0, 0, 0, counter];
        var hash = cipher is MessagingCipher.TripleDes or MessagingCipher.Aes128 ? SHA1.HashData(input) : SHA256.HashData(input);
        var key = hash[..cipher.KeySize()];
        if (cipher == MessagingCipher.TripleDes) SetParity(key);
        return key;
    }

    static void SetParity(byte[] key)
    {
        for (var i = 0; i < key.Length; i++) key[i] = (byte)((key[i] & 0xFE) | (1 ^ (BitOperations.PopCount((uint)key[i] >> 1) & 1)));
    }
}
