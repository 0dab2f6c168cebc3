using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Storage;

/// <summary>
/// The signature by which a hub vouches for lists, heads and rosters: ECDSA over P-256 with SHA-256, r and s as 32 octets each
/// (IEEE P1363), by a key whose certificate the hub's authority has made for this purpose alone. No clock is asked: a post whose clock
/// is wrong verifies as well as any.
/// </summary>
public static class ExchangeSignature
{
    /// <summary>The extended key usage of the signing key's certificate: an object identifier below 2.25, the arc of UUIDs (Rec. ITU-T X.667).</summary>
    public const string Purpose = "2.25.187501203213526168706611294314608425489";

    /// <summary>True when this authority has made the signing certificate for this purpose, and its key has signed exactly these bytes.</summary>
    /// <param name="authority">Certificate of the hub's authority in DER; trusted by the caller.</param>
    /// <param name="signing">Certificate of the signing key in DER.</param>
    /// <param name="bytes">What was signed.</param>
    /// <param name="signature">64 octets.</param>
    public static bool Verify(ReadOnlyMemory<byte> authority, ReadOnlyMemory<byte> signing, ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signature)
    {
        try
        {
            using var root = X509CertificateLoader.LoadCertificate(authority.Span);
            using var signer = X509CertificateLoader.LoadCertificate(signing.Span);
            if (!Certificates.IsMadeBy(signer, root, Purpose, null)) return false;
            using var key = signer.GetECDsaPublicKey();
            return key is { KeySize: 256 } && key.VerifyData(bytes.Span, signature.Span, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
