using System.Numerics;

namespace Limen.Documents;

/// <summary>The pseudo-random function of integrated mapping (Doc 9303-11 §4.4.3.3.2): both nonces to a number of the field, through the block cipher.</summary>
static class IntegratedMapping
{
    const int SurplusBits = 64;

    static readonly byte[] KeyStep128 = Convert.FromHexString("A668892A7C41E3CA739F40B057D85904");
    static readonly byte[] OutputStep128 = Convert.FromHexString("A4E136AC725F738B01C1F60217C188AD");
    static readonly byte[] KeyStep256 = Convert.FromHexString("D463D65234124EF7897054986DCA0A174E28DF758CBAA03F240616414D5A1676");
    static readonly byte[] OutputStep256 = Convert.FromHexString("54BD7255F0AAF831BEC3423FCF39D69B6CBF066677D0FAAE5AADD99DF8E53517");

    /// <summary>R(s, t) reduced by the prime of the group.</summary>
    /// <param name="cipher">The cipher of the variant.</param>
    /// <param name="s">The chip's nonce, decrypted; whole blocks.</param>
    /// <param name="t">The terminal's nonce, as long as a key.</param>
    /// <param name="group">The domain parameters.</param>
    public static BigInteger Number(MessagingCipher cipher, byte[] s, byte[] t, KeyGroup group)
    {
        var prime = group switch
        {
            EcGroup curve => curve.Curve.P,
            DhGroup field => field.P,
            _ => throw new InvalidOperationException("There are two kinds of groups."),
        };
        var isShort = cipher.KeySize() == 16;
        var zeros = new byte[cipher.BlockSize()];
        var key = cipher.Encrypt(t, s, zeros);
        using var output = new MemoryStream();
        while (output.Length * 8 < prime.GetBitLength() + SurplusBits)
        {
            if (key.Length < cipher.KeySize()) return BigInteger.Zero;
            var step = key[..cipher.KeySize()];
            output.Write(cipher.Encrypt(step, isShort ? OutputStep128 : OutputStep256, zeros));
            key = cipher.Encrypt(step, isShort ? KeyStep128 : KeyStep256, zeros);
        }
        return KeyGroup.Number(output.ToArray()) % prime;
    }
}
