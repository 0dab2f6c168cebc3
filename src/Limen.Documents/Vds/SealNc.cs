using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Limen.Documents;

/// <summary>
/// A visible digital seal for non-constrained environments: JSON in a QR code, signed over its canonical form, which brings its signer's
/// certificate along (ICAO TR VDS-NC; Doc 9303-13 §3).
/// </summary>
public sealed class SealNc
{
    const int MostChars = 1 << 20;
    static readonly JsonDocumentOptions options = new() { MaxDepth = 32 };

    SealNc(string type, StateCode issuingState, string message) => (Type, IssuingState, Message) = (type, issuingState, message);

    /// <summary>The type: <c>icao.vacc</c>, <c>icao.test</c>, ...</summary>
    public string Type { get; }

    /// <summary>The State that issued it.</summary>
    public StateCode IssuingState { get; }

    /// <summary>The message, as canonical JSON.</summary>
    public string Message { get; }

    /// <summary>The signer's certificate, null when the seal brings none that can be read.</summary>
    public Certificate? Signer { get; private init; }

    SignatureAlgorithm Algorithm { get; init; } = SignatureAlgorithm.Unknown;
    ReadOnlyMemory<byte> SignedBytes { get; init; }
    ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Type and State; never person data.</summary>
    public override string ToString() => $"{Type} of {IssuingState}";

    /// <summary>Reads a seal from its JSON; false when it is none.</summary>
    public static bool TryRead(string json, out SealNc seal)
    {
        seal = null!;
        if (json.Length > MostChars) return false;
        try
        {
            using var document = JsonDocument.Parse(json, options);
            return TryRead(document.RootElement, out seal);
        }
        catch (JsonException) { return false; }
        catch (InvalidOperationException) { return false; } // an escaped half of a surrogate pair
    }

    /// <summary>Verifies the seal with the certificate it brings, and that up to a CSCA of the store.</summary>
    public SealReport Verify(TrustStore store, DateTimeOffset at)
    {
        if (Signer is not { } signer) return SealReport.WithoutSigner;
        var verdict = signer.Key.Verify(Algorithm, SignedBytes.Span, Signature.Span);
        return SealReport.Of(verdict, CertificatePath.Find(signer, store, at, null), signer, IssuingState);
    }

    static bool TryRead(JsonElement root, out SealNc seal)
    {
        seal = null!;
        if (!TryMember(root, "data", out var content) || !TryMember(root, "sig", out var signature)) return false;
        if (!TryMember(content, "hdr", out var header) || !TryMember(content, "msg", out var message)) return false;
        if (Text(header, "t") is not { } type || !StateCode.TryParse(Text(header, "is"), out var state)) return false;
        if (Base64(Text(signature, "sigvl")) is not { Length: > 0 } value) return false;
        if (CanonicalJson.Of(content) is not { } canonical || CanonicalJson.Of(message) is not { } told) return false;
        seal = new(type, state, told)
        {
            Signer = Certificate.TryParse(Base64(Text(signature, "cer")), out var signer) ? signer : null,
            Algorithm = Named(Text(signature, "alg")),
            SignedBytes = Encoding.UTF8.GetBytes(canonical),
            Signature = value,
        };
        return true;
    }

    static SignatureAlgorithm Named(string? algorithm) => algorithm switch
    {
        "ES256" => new(SignatureScheme.EcdsaPlain, DigestName.Sha256),
        "ES384" => new(SignatureScheme.EcdsaPlain, DigestName.Sha384),
        "ES512" => new(SignatureScheme.EcdsaPlain, DigestName.Sha512),
        _ => SignatureAlgorithm.Unknown,
    };

    static bool TryMember(JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
    }

    static string? Text(JsonElement element, string name) =>
        TryMember(element, name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    static byte[] Base64(string? text)
    {
        if (text is null) return [];
        var unified = text.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var bytes = new byte[Base64Url.GetMaxDecodedLength(unified.Length)];
        return Base64Url.IsValid(unified) && Base64Url.TryDecodeFromChars(unified, bytes, out var written) ? bytes[..written] : [];
    }
}
