using System.Security.Cryptography;
using System.Text;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>A country verifying authority of an invented State: lets terminals at fingers and irises by card verifiable certificates.</summary>
public sealed class InventedCvca(string country = "UT", int number = 1)
{
    const string EcdsaSha256 = "0.4.0.127.0.7.2.2.2.2.3", InspectionSystem = "0.4.0.127.0.7.3.1.2.1";

    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Reference { get; } = $"{country}CVCA{number:D5}";

    internal ECParameters PublicKey => key.ExportParameters(false);

    /// <summary>A terminal with the rights 01 fingers, 02 irises.</summary>
    public TerminalCredential NewTerminal(byte rights = 0x03)
    {
        var (verifier, terminal, pkcs8) = NewTerminalFiles(rights);
        return TerminalCredential.TryCreate([verifier, terminal], pkcs8, out var credential)
            ? credential!
            : throw new InvalidOperationException("The invented terminal's certificates cannot be read.");
    }

    /// <summary>A document verifier's and a terminal's certificate with the rights 01 fingers, 02 irises, and the terminal's key as PKCS#8.</summary>
    public (byte[] Verifier, byte[] Terminal, byte[] Pkcs8) NewTerminalFiles(byte rights = 0x03)
    {
        using var verifierKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var terminalKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verifier = Certify(key, Reference, verifierKey, country + "DVUT00001", (byte)(0x80 | rights));
        var terminal = Certify(verifierKey, country + "DVUT00001", terminalKey, country + "IS0000001", rights);
        return (verifier, terminal, terminalKey.ExportPkcs8PrivateKey());
    }

    /// <summary>The certificate that this authority gave the next one on the way from key to key.</summary>
    public byte[] LinkTo(InventedCvca next) => Certify(key, Reference, next.key, next.Reference, 0xC3);

    static byte[] Certify(ECDsa issuer, string issuerName, ECDsa holder, string holderName, byte rights)
    {
        var point = holder.ExportParameters(false).Q;
        var body = Tlv.Encode(0x7F4E,
        [
            .. Tlv.Encode(0x5F29, 0),
            .. Tlv.Encode(0x42, Encoding.Latin1.GetBytes(issuerName)),
            .. Tlv.Encode(0x7F49, [.. Tlv.Encode(0x06, Tlv.Oid(EcdsaSha256)), .. Tlv.Encode(0x86, [4, .. point.X!, .. point.Y!])]),
            .. Tlv.Encode(0x5F20, Encoding.Latin1.GetBytes(holderName)),
            .. Tlv.Encode(0x7F4C, [.. Tlv.Encode(0x06, Tlv.Oid(InspectionSystem)), .. Tlv.Encode(0x53, rights)]),
            .. Tlv.Encode(0x5F25, 2, 6, 0, 1, 0, 1),
            .. Tlv.Encode(0x5F24, 3, 0, 0, 1, 0, 1),
        ]);
        return Tlv.Encode(0x7F21, [.. body, .. Tlv.Encode(0x5F37, issuer.SignData(body, HashAlgorithmName.SHA256))]);
    }
}
