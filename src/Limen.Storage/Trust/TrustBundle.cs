using System.Security.Cryptography;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>One object that a hub trusts, on its way to a post.</summary>
/// <param name="Sha256">SHA-256 of its DER, in hex.</param>
/// <param name="Kind">A <see cref="TrustKind"/> by number.</param>
/// <param name="State">The State it belongs to.</param>
/// <param name="Der">The object.</param>
public sealed record TrustObject(string Sha256, long Kind, string State, byte[] Der);

/// <summary>What a hub trusts, or what of it came after a version.</summary>
/// <param name="Version">The version that it leads to.</param>
/// <param name="All">SHA-256 of every object of that version, in order; the digest in the signed heads is over these.</param>
/// <param name="Objects">Those that came after the version asked about.</param>
public sealed record TrustBundle(long Version, IReadOnlyList<string> All, IReadOnlyList<TrustObject> Objects)
{
    /// <summary>The bytes that are sent.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.TrustBundle);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static TrustBundle? Read(ReadOnlySpan<byte> bytes) => ExchangeJson.Read(bytes, ExchangeJson.Default.TrustBundle);

    /// <summary>True when this is what the heads have signed, to the last object.</summary>
    internal bool IsOf(OtherHead head) => Version == head.Version && Chain.Hash([.. All]) == head.Digest && Objects.All(one =>
        Enum.IsDefined((TrustKind)one.Kind) && All.Contains(one.Sha256) && Convert.ToHexStringLower(SHA256.HashData(one.Der)) == one.Sha256);
}
