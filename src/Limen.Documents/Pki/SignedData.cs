namespace Limen.Documents;

/// <summary>
/// A CMS SignedData (RFC 5652) as its very bytes: EF.SOD, EF.CardSecurity, master and deviation lists. BER with indefinite lengths is read
/// as it stands, and what is hashed are the bytes that came.
/// </summary>
sealed class SignedData
{
    SignedData() { }

    public string ContentType { get; private init; } = "";
    public ReadOnlyMemory<byte> Content { get; private init; }
    public IReadOnlyList<Certificate> Certificates { get; private init; } = [];
    public IReadOnlyList<SignerInfo> Signers { get; private init; } = [];

    /// <summary>The signature that counts: of several the first that can be checked, so that one of a new kind beside it does no harm.</summary>
    public SignerInfo Signer => Signers.FirstOrDefault(signer => signer.CanBeChecked) ?? Signers[0];

    public static bool TryParse(ReadOnlyMemory<byte> encoded, out SignedData signed)
    {
        signed = new();
        var outer = new BerReader(encoded).Enter(0x30);
        if (outer.Read(0x06).Oid() != Oids.SignedData) return false;
        var body = outer.Enter(0xA0).Enter(0x30);
        body.Read(0x02);
        body.Read(0x31);
        var encapsulated = body.Enter(0x30);
        var type = encapsulated.Read(0x06).Oid();
        var content = encapsulated.AtEnd ? default : encapsulated.Enter(0xA0).Any().Octets();
        body.TryRead(0xA0, out var certificates);
        body.TryRead(0xA1, out _);
        var signers = body.Read(0x31);
        if (body.Failed || encapsulated.Failed || content.Length == 0 || type.Length == 0) return false;
        if (signers.Children() is not { } children || !TryReadSigners(children, out var infos)) return false;
        signed = new() { ContentType = type, Content = content, Certificates = ReadCertificates(certificates), Signers = infos };
        return true;
    }

    /// <summary>The certificates of an object that nobody signed (.p7b, .p7c); empty when it is none.</summary>
    public static List<Certificate> CertificatesAlone(ReadOnlyMemory<byte> encoded)
    {
        var outer = new BerReader(encoded).Enter(0x30);
        if (outer.Read(0x06).Oid() != Oids.SignedData) return [];
        var body = outer.Enter(0xA0).Enter(0x30);
        body.Read(0x02);
        body.Read(0x31);
        body.Read(0x30);
        var certificates = body.Read(0xA0);
        body.TryRead(0xA1, out _);
        return body.Read(0x31).Value.Length == 0 && !body.Failed ? ReadCertificates(certificates) : [];
    }

    static bool TryReadSigners(BerElement[] children, out List<SignerInfo> signers)
    {
        signers = [];
        foreach (var child in children)
        {
            if (!SignerInfo.TryParse(child, out var signer)) return false;
            signers.Add(signer);
        }
        return signers.Count > 0;
    }

    static List<Certificate> ReadCertificates(BerElement set)
    {
        var certificates = new List<Certificate>();
        foreach (var child in set.Children() ?? [])
            if (Certificate.TryParse(child.Raw, out var certificate)) certificates.Add(certificate);
        return certificates;
    }
}
