namespace Limen.Documents;

/// <summary>Object identifiers by name, dotted.</summary>
static class Oids
{
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";

    public const string LdsSecurityObject = "2.23.136.1.1.1";
    public const string MasterList = "2.23.136.1.1.2";
    public const string MasterListSigner = "2.23.136.1.1.3";
    public const string DocumentTypeList = "2.23.136.1.1.6.2";
    public const string DeviationList = "2.23.136.1.1.7";
    public const string DeviationListSigner = "2.23.136.1.1.8";

    public const string ActiveAuthentication = "2.23.136.1.1.5";
    public const string ChipAuthenticationKey = "0.4.0.127.0.7.2.2.1";
    public const string TerminalAuthentication = "0.4.0.127.0.7.2.2.2";
    public const string ChipAuthentication = "0.4.0.127.0.7.2.2.3";
    public const string Pace = "0.4.0.127.0.7.2.2.4";
    public const string CardSecurityObject = "0.4.0.127.0.7.3.2.1";

    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string Mgf1 = "1.2.840.113549.1.1.8";
    public const string EcPublicKey = "1.2.840.10045.2.1";
    public const string PrimeField = "1.2.840.10045.1.1";

    public const string SubjectKeyIdentifier = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string PrivateKeyUsagePeriod = "2.5.29.16";
    public const string SubjectAlternativeName = "2.5.29.17";
    public const string BasicConstraints = "2.5.29.19";
    public const string RevocationNumber = "2.5.29.20";
    public const string RevocationReason = "2.5.29.21";
    public const string DeltaRevocations = "2.5.29.27";
    public const string IssuingDistributionPoint = "2.5.29.28";
    public const string CertificateIssuer = "2.5.29.29";
    public const string AuthorityKeyIdentifier = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string CountryName = "2.5.4.6";
    public const string CommonName = "2.5.4.3";

    /// <summary>True when the identifier is the parent itself or lies below it.</summary>
    public static bool IsBelow(string oid, string parent) =>
        oid.StartsWith(parent, StringComparison.Ordinal) && (oid.Length == parent.Length || oid[parent.Length] == '.');
}
