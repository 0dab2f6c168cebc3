using System.Text;

namespace Limen.Documents;

/// <summary>The extensions of a certificate that decide something here (Doc 9303-12 Table 3).</summary>
sealed class CertificateExtensions
{
    const int CertificateSigning = 0x04;

    bool? constraint, mayCertify;

    public CertificateExtensions(BerElement extensions)
    {
        foreach (var extension in Extension.ReadAll(new BerReader(extensions.Value).Read(0x30))) Take(extension.Oid, extension.Content);
    }

    /// <summary>Null when neither basic constraints nor key usage say.</summary>
    public bool? IsAuthority => constraint ?? mayCertify;

    /// <summary>True when the key may sign certificates while the basic constraints do not say that it is an authority's.</summary>
    public bool ContradictsItself => constraint == false && mayCertify == true;
    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private set; }
    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private set; }
    public IReadOnlyList<string> ExtendedKeyUsages { get; private set; } = [];

    /// <summary>The State as the MRZ writes it: the locality of the directory name that Doc 9303-12 §7.1.1.2 puts into the alternative name.</summary>
    public string SubjectState { get; private set; } = "";

    void Take(string oid, BerElement content)
    {
        if (oid == Oids.SubjectKeyIdentifier) SubjectKeyIdentifier = content.Octets();
        else if (oid == Oids.AuthorityKeyIdentifier) AuthorityKeyIdentifier = content.TryFind(0x80, out var id) ? id.Value : default;
        else if (oid == Oids.BasicConstraints) constraint = content.TryFind(0x01, out var flag) && flag.IsTrue();
        else if (oid == Oids.KeyUsage) mayCertify = content.Bits() is { Length: > 0 } bits && (bits.Span[0] & CertificateSigning) != 0;
        else if (oid == Oids.ExtendedKeyUsage) ExtendedKeyUsages = [.. (content.Children() ?? []).Select(use => use.Oid())];
        else if (oid == Oids.SubjectAlternativeName) SubjectState = State(content);
    }

    static string State(BerElement names)
    {
        foreach (var name in names.Children() ?? [])
            if (name.Tag == 0xA4 && name.TryFind(0x30, out var directory))
                foreach (var set in directory.Children() ?? [])
                    foreach (var part in set.Children() ?? [])
                    {
                        var reader = new BerReader(part.Value);
                        if (reader.Read(0x06).Oid() == "2.5.4.7" && reader.Any() is { Value.Length: > 0 and <= 3 } locality)
                            return Encoding.Latin1.GetString(locality.Value.Span).ToUpperInvariant();
                    }
        return "";
    }
}
