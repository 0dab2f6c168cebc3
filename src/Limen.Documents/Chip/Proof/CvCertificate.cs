using System.Text;

namespace Limen.Documents;

/// <summary>A card verifiable certificate of extended access control (Doc 9303-12 §7.2, TR-03110-3 App. C): what of it the terminal and the chip need.</summary>
sealed class CvCertificate
{
    const int Certificate = 0x7F21, Body = 0x7F4E, SignatureTag = 0x5F37, AuthorityReference = 0x42, PublicKeyTag = 0x7F49, HolderReference = 0x5F20,
        HolderAuthorization = 0x7F4C, DiscretionaryData = 0x53;

    CvCertificate(BerElement body, BerElement signature) => (BodyRaw, SignatureRaw, Signature) = (body.Raw, signature.Raw, signature.Value);

    /// <summary>The body with its tag and length: what is signed.</summary>
    public ReadOnlyMemory<byte> BodyRaw { get; }

    /// <summary>The signature with its tag and length.</summary>
    public ReadOnlyMemory<byte> SignatureRaw { get; }

    /// <summary>The signature alone.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Whose key signed it.</summary>
    public string Issuer { get; private init; } = "";

    /// <summary>Whose key it holds.</summary>
    public string Holder { get; private init; } = "";

    /// <summary>The algorithm of the key, dotted, below 0.4.0.127.0.7.2.2.2.</summary>
    public string Algorithm { get; private init; } = "";

    /// <summary>The public key object.</summary>
    public BerElement Key { get; private init; }

    /// <summary>Role and rights: C0 CVCA, 80 and 40 document verifiers, 00 a terminal; 01 fingers, 02 irises.</summary>
    public byte Authorization { get; private init; }

    /// <summary>The role alone: 3 CVCA, 2 and 1 document verifiers, 0 a terminal.</summary>
    public int Role => Authorization >> 6;

    /// <summary>Certificates that stand one after the other, apart.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> encoded)
    {
        while (encoded.Length > 0)
        {
            var framed = BerElement.TryRead(encoded, out var outer, out var rest) && outer.Tag == Certificate;
            yield return framed ? outer.Raw : encoded;
            encoded = framed ? rest : default;
        }
    }

    /// <summary>Reads a certificate, or one without its outer frame; false when a part is missing.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> encoded, out CvCertificate certificate)
    {
        certificate = null!;
        if (!BerElement.TryRead(encoded, out var outer, out _)) return false;
        var reader = new BerReader(outer.Tag == Certificate ? outer.Value : encoded);
        var body = reader.Read(Body);
        var signature = reader.Read(SignatureTag);
        if (reader.Failed || !body.TryFind(AuthorityReference, out var issuer) || !body.TryFind(HolderReference, out var holder)
            || !body.TryFind(PublicKeyTag, out var key) || !key.TryFind(0x06, out var algorithm)) return false;
        byte rights = 0;
        if (body.TryFind(HolderAuthorization, out var template) && template.TryFind(DiscretionaryData, out var bits) && bits.Value.Length > 0)
            rights = bits.Value.Span[0];
        certificate = new(body, signature)
        {
            Issuer = Encoding.Latin1.GetString(issuer.Value.Span),
            Holder = Encoding.Latin1.GetString(holder.Value.Span),
            Algorithm = algorithm.Oid(),
            Key = key,
            Authorization = rights,
        };
        return true;
    }
}
