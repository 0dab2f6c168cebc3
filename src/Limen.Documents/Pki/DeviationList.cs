using System.Security.Cryptography;
using System.Text;

namespace Limen.Documents;

/// <summary>What a State has told about documents of its own that deviate (Doc 9303-3 §7, Doc 9303-12 §8).</summary>
/// <param name="Kinds">Object identifiers below 2.23.136.1.1.7: .1 certificates and keys, .2 LDS, .3 MRZ, .4 chip.</param>
/// <param name="Description">The State's own words.</param>
public sealed record Deviation(IReadOnlyList<string> Kinds, string Description)
{
    internal string DocumentType { get; init; } = "";
    internal ReadOnlyMemory<byte> Issuer { get; init; }
    internal ReadOnlyMemory<byte> Serial { get; init; }
    internal ReadOnlyMemory<byte> KeyIdentifier { get; init; }
    internal ReadOnlyMemory<byte> CertificateDigest { get; init; }
    internal IReadOnlyList<string> DocumentNumbers { get; init; } = [];

    /// <summary>True when it names the signer, or names none and so all of the State's documents of its kind.</summary>
    internal bool Concerns(Certificate signer) =>
        Serial.Length > 0 ? signer.Serial.Span.SequenceEqual(Serial.Span) && signer.Issuer.Equals(new DistinguishedName(IssuerElement))
        : KeyIdentifier.Length > 0 ? signer.SubjectKeyIdentifier.Span.SequenceEqual(KeyIdentifier.Span)
        : CertificateDigest.Length == 0 || DigestOf(signer).AsSpan().SequenceEqual(CertificateDigest.Span);

    BerElement IssuerElement => BerElement.TryRead(Issuer, out var name, out _) ? name : default;

    byte[] DigestOf(Certificate signer) =>
        Enum.GetValues<DigestName>().FirstOrDefault(digest => digest.Size() == CertificateDigest.Length) is var digest && digest != 0
            ? digest.Hash(signer.Der.Span) : [];
}

/// <summary>A deviation list, signed by the State's CSCA or its deviation list signer (Doc 9303-12 §8).</summary>
public sealed class DeviationList
{
    DeviationList(ReadOnlyMemory<byte> der) => (Der, Sha256) = (der, Convert.ToHexStringLower(SHA256.HashData(der.Span)));

    /// <summary>The list as it came.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 over <see cref="Der"/> in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The country of its signer, two letters.</summary>
    public string Country { get; private init; } = "";

    /// <summary>The deviations.</summary>
    public IReadOnlyList<Deviation> Deviations { get; private init; } = [];

    /// <summary>Reads one list; who signed it is asked when it is imported.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> encoded, out DeviationList list)
    {
        list = new(default);
        if (!SignedData.TryParse(encoded, out var signed) || signed.ContentType != Oids.DeviationList) return false;
        var reader = new BerReader(signed.Content).Enter(0x30);
        reader.Read(0x02);
        reader.TryRead(0x30, out _);
        var set = reader.Read(0x31);
        if (reader.Failed || set.Children() is not { } entries) return false;
        var deviations = entries.Select(Read).OfType<Deviation>().ToList();
        list = new(encoded) { Country = SignerOf(signed)?.Country ?? "", Deviations = deviations };
        return true;
    }

    // The one whose signature it is: a list may carry certificates of other States beside it, and speaks for none of these.
    static Certificate? SignerOf(SignedData signed) => signed.Certificates.FirstOrDefault(signed.Signer.Names)
        ?? (signed.Certificates is [var only] ? only : null);

    static Deviation? Read(BerElement entry)
    {
        var reader = new BerReader(entry.Value);
        var documents = reader.Read(0x30);
        var descriptions = reader.Read(0x31);
        if (reader.Failed || documents.Children() is not { } parts) return null;
        var kinds = (descriptions.Children() ?? []).Select(each => each.TryFind(0x06, out var kind) ? kind.Oid() : "").Where(kind => kind.Length > 0);
        var words = (descriptions.Children() ?? []).Select(each => each.TryFind(0x13, out var text) ? Encoding.Latin1.GetString(text.Value.Span) : "");
        var deviation = new Deviation([.. kinds], string.Join("; ", words.Where(text => text.Length > 0)));
        return parts.Aggregate(deviation, Take);
    }

    static Deviation Take(Deviation deviation, BerElement part) => part.Tag switch
    {
        0x80 => deviation with { DocumentType = Encoding.Latin1.GetString(part.Value.Span) },
        0xA1 when new BerReader(part.Value) is var name => name.Read(0x30) is var issuer && name.Read(0x02) is var serial && !name.Failed
            ? deviation with { Issuer = issuer.Raw, Serial = serial.Value } : deviation,
        0x82 => deviation with { KeyIdentifier = part.Value },
        0xA3 when part.TryFind(0x04, out var digest) => deviation with { CertificateDigest = digest.Value },
        0xA5 => deviation with { DocumentNumbers = [.. (part.Children() ?? []).Select(number => Encoding.Latin1.GetString(number.Value.Span))] },
        _ => deviation,
    };
}
