using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>A certificate revocation list of a CSCA (Doc 9303-12 §7.1.4).</summary>
public sealed class RevocationList
{
    readonly HashSet<string> serials = new(StringComparer.Ordinal);

    RevocationList(ReadOnlyMemory<byte> der) => (Der, Sha256) = (der, Convert.ToHexStringLower(SHA256.HashData(der.Span)));

    /// <summary>The list as it came.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 over <see cref="Der"/> in lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The CSCA that issued it.</summary>
    public string IssuerName => Issuer.ToString();

    /// <summary>The country of the issuer, two letters.</summary>
    public string Country => Issuer.Country;

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; private init; }

    /// <summary>When the next is due at the latest; null when not told.</summary>
    public DateTimeOffset? NextUpdate { get; private init; }

    /// <summary>How many certificates it revokes.</summary>
    public int Count => serials.Count;

    internal DistinguishedName Issuer { get; private init; } = new(default);
    internal SignatureAlgorithm Algorithm { get; private init; } = SignatureAlgorithm.Unknown;
    internal ReadOnlyMemory<byte> SignedBytes { get; private init; }
    internal ReadOnlyMemory<byte> Signature { get; private init; }

    /// <summary>Reads one list in DER; whether its signature holds is asked when it is used.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> encoded, out RevocationList list)
    {
        list = new(default);
        if (!BerElement.TryRead(encoded, out var outer, out _) || outer.Tag != 0x30) return false;
        var parts = new BerReader(outer.Value);
        var signed = parts.Read(0x30);
        var algorithm = SignatureAlgorithm.Parse(parts.Read(0x30));
        var signature = parts.Read(0x03).Bits();
        var body = new BerReader(signed.Value);
        body.TryRead(0x02, out _);
        body.Read(0x30);
        var issuer = body.Read(0x30);
        var from = Asn1Time.Read(body.Any());
        var to = body.TryRead(0x17, out var next) || body.TryRead(0x18, out next) ? Asn1Time.Read(next) : null;
        body.TryRead(0x30, out var entries);
        if (parts.Failed || body.Failed || from is null) return false;
        list = new(outer.Raw)
        {
            Issuer = new(issuer),
            Algorithm = algorithm,
            SignedBytes = signed.Raw,
            Signature = signature,
            ThisUpdate = from.Value,
            NextUpdate = to,
        };
        return list.TryTake(entries);
    }

    internal bool Revokes(Certificate certificate) => serials.Contains(Key(certificate.Serial));

    internal bool IsSignedBy(Certificate authority) => authority.Key.Verify(Algorithm, SignedBytes.Span, Signature.Span) == SignatureVerdict.Valid;

    bool TryTake(BerElement entries)
    {
        foreach (var entry in entries.Children() ?? [])
        {
            var reader = new BerReader(entry.Value);
            serials.Add(Key(reader.Read(0x02).Value));
            if (reader.Failed) return false;
        }
        return true;
    }

    static string Key(ReadOnlyMemory<byte> serial) => Convert.ToHexString(serial.Span.TrimStart((byte)0));
}
