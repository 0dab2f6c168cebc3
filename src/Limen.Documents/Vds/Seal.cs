namespace Limen.Documents;

/// <summary>A feature of a seal.</summary>
/// <param name="Tag">Its tag in the message zone.</param>
/// <param name="Name">What it is, <c>feature</c> when the kind is not described.</param>
/// <param name="Text">Its content: text, a number, an MRZ with its lines broken, a duration, or octets in hex.</param>
public sealed record SealFeature(int Tag, string Name, string Text)
{
    /// <summary>Never person data.</summary>
    public override string ToString() => $"{Tag} {Name}";
}

/// <summary>A visible digital seal as a barcode holds it: header, message and signature (Doc 9303-13 §2.3, TR-03137).</summary>
public sealed class Seal
{
    Seal(SealHeader header) => Header = header;

    internal SealHeader Header { get; }

    /// <summary>3 or 4, as the standard counts.</summary>
    public int Version => Header.Version;

    /// <summary>The State whose document it is.</summary>
    public StateCode IssuingState => Header.IssuingState;

    /// <summary>The signer: two letters of its country and two of its own.</summary>
    public string Signer => Header.Signer;

    /// <summary>Which of the signer's certificates, mostly its serial number in hex.</summary>
    public string CertificateReference => Header.CertificateReference;

    /// <summary>When the document was issued.</summary>
    public DateOnly IssuedOn => Header.IssuedOn;

    /// <summary>When the seal was signed.</summary>
    public DateOnly SignedOn => Header.SignedOn;

    /// <summary>What it is printed on.</summary>
    public SealKind Kind => SealKinds.Of(Header.Features, Header.Category);

    /// <summary>The features in the order of the seal.</summary>
    public IReadOnlyList<SealFeature> Features { get; private init; } = [];

    /// <summary>The machine readable zone among the features, its lines broken; null when there is none.</summary>
    public string? Mrz => Features.FirstOrDefault(feature => feature.Name == "mrz")?.Text;

    internal ReadOnlyMemory<byte> SignedBytes { get; private init; }
    internal ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>Kind and signer; never person data.</summary>
    public override string ToString() => $"{Kind} seal by {Signer}{CertificateReference}";

    /// <summary>Reads a seal from its octets; false when they are none.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> octets, out Seal seal)
    {
        seal = null!;
        foreach (var header in SealHeader.Readings(octets.Span))
            if (TryMessage(octets, header, out seal)) return true;
        return false;
    }

    static bool TryMessage(ReadOnlyMemory<byte> octets, SealHeader header, out Seal seal)
    {
        seal = null!;
        var kind = SealKinds.Of(header.Features, header.Category);
        var features = new List<SealFeature>();
        for (var at = header.Length; TryField(octets, ref at, out var tag, out var value, out var start);)
        {
            if (tag != 0xFF) features.Add(new(tag, SealKinds.Feature(kind, tag).Name, SealText.Of(kind, tag, value.Span)));
            else if (value.Length is < 40 or > 144 || value.Length % 2 != 0) return false;
            else
            {
                seal = new(header) { Features = features, SignedBytes = octets[..start], Signature = value };
                return true;
            }
        }
        return false;
    }

    // Tags of seals are single octets without structure, so 1F or FF mean themselves; lengths are those of DER.
    static bool TryField(ReadOnlyMemory<byte> octets, ref int at, out int tag, out ReadOnlyMemory<byte> value, out int start)
    {
        (tag, value, start) = (0, default, at);
        var span = octets.Span;
        if (at + 2 > span.Length) return false;
        tag = span[at++];
        int length = span[at++];
        if (length > 0x82) return false;
        // 80, which DER has no use for, is 128 octets to some issuers.
        if (length > 0x80)
        {
            var more = length & 0x7F;
            if (more > span.Length - at) return false;
            for (length = 0; more > 0; more--) length = length << 8 | span[at++];
        }
        if (length > span.Length - at) return false;
        value = octets.Slice(at, length);
        at += length;
        return true;
    }
}
