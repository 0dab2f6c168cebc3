namespace Limen.Documents;

/// <summary>Verifies visible digital seals with the same trust store as chips (Doc 9303-13 §2.4; TR-03137 §5).</summary>
public static class SealVerification
{
    /// <summary>Verifies a seal with the signer's certificate that the store holds: a seal brings none.</summary>
    /// <param name="seal">The seal.</param>
    /// <param name="store">Authorities, and the certificates of seal signers.</param>
    /// <param name="at">The instant of the inspection.</param>
    public static SealReport Verify(Seal seal, TrustStore store, DateTimeOffset at)
    {
        var digest = (seal.Signature.Length / 2) switch
        {
            <= 28 => DigestName.Sha224,
            <= 40 => DigestName.Sha256,
            <= 48 => DigestName.Sha384,
            _ => DigestName.Sha512,
        };
        var algorithm = new SignatureAlgorithm(SignatureScheme.EcdsaPlain, digest);
        SealReport? first = null;
        foreach (var signer in store.Index.SignersOfCountry(seal.Signer[..2]).Where(each => IsReferred(each, seal)))
        {
            var verdict = signer.Key.Verify(algorithm, seal.SignedBytes.Span, seal.Signature.Span);
            var signedOn = new DateTimeOffset(seal.SignedOn.ToDateTime(new(12, 0)), TimeSpan.Zero);
            var report = SealReport.Of(verdict, CertificatePath.Find(signer, store, at, signedOn), signer, seal.IssuingState);
            if (verdict == SignatureVerdict.Valid) return report;
            first ??= report;
        }
        return first ?? SealReport.WithoutSigner;
    }

    // By serial number, or by the hash of the whole certificate, both in hex; TR-03137 §3.2 knows both.
    static bool IsReferred(Certificate certificate, Seal seal)
    {
        var reference = seal.CertificateReference.TrimStart('0');
        return certificate.SerialNumber.TrimStart('0') == reference
            || reference.Length >= 32 && (
                Convert.ToHexString(DigestName.Sha1.Hash(certificate.Der.Span)).TrimStart('0') == reference
                || certificate.Sha256.ToUpperInvariant().TrimStart('0').StartsWith(reference, StringComparison.Ordinal));
    }
}
