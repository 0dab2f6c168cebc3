using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>
/// What this inspection system shows a chip to be let at DG3 and DG4: the certificates from the chip's CVCA down to the terminal's own,
/// and the terminal's private key (Doc 9303-11 §7.1).
/// </summary>
public sealed class TerminalCredential
{
    const int Modulus = 0x81, PublicPoint = 0x86;
    const byte Uncompressed = 0x04;

    readonly byte[] privateKey;

    TerminalCredential(IReadOnlyList<CvCertificate> chain, byte[] privateKey) => (Chain, this.privateKey) = (chain, privateKey);

    internal IReadOnlyList<CvCertificate> Chain { get; }

    internal CvCertificate Terminal => Chain[^1];

    /// <summary>Takes the certificates and the key; they are put into the order of their roles, and an authority's certificate by itself is left out, for the chip has it.</summary>
    /// <param name="certificates">Card verifiable certificates, from their tags 7F21, one or several one after the other, in any order but for those of one role.</param>
    /// <param name="pkcs8">The private key as PKCS#8 DER, RSA or EC, as the algorithm of the terminal's certificate says.</param>
    /// <param name="credential">What was read.</param>
    /// <returns>False when a certificate cannot be read or the key is not the terminal's.</returns>
    public static bool TryCreate(IReadOnlyList<ReadOnlyMemory<byte>> certificates, ReadOnlyMemory<byte> pkcs8, out TerminalCredential? credential)
    {
        credential = null;
        var chain = new List<CvCertificate>();
        foreach (var encoded in certificates.SelectMany(CvCertificate.Split))
        {
            if (!CvCertificate.TryParse(encoded, out var certificate)) return false;
            if (certificate.Issuer != certificate.Holder) chain.Add(certificate);
        }
        chain = [.. chain.OrderByDescending(certificate => certificate.Role)];
        if (chain.Count == 0) return false;
        var created = new TerminalCredential(chain, pkcs8.ToArray());
        if (created.Sign([]) is null || !created.HoldsKey()) return false;
        credential = created;
        return true;
    }

    /// <summary>The holder's name and nothing of the key.</summary>
    public override string ToString() => Terminal.Holder;

    // The public half of the key is compared with the certificate's: a chip would only say no, and count it.
    bool HoldsKey()
    {
        TerminalAlgorithm.TryFind(Terminal.Algorithm, out var algorithm);
        if (!algorithm.IsEc)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(privateKey, out _);
            return !Terminal.Key.TryFind(Modulus, out var modulus) || modulus.Value.Span.TrimStart((byte)0).SequenceEqual(rsa.ExportParameters(false).Modulus);
        }
        using var ec = ECDsa.Create();
        ec.ImportPkcs8PrivateKey(privateKey, out _);
        var point = ec.ExportParameters(false).Q;
        return !Terminal.Key.TryFind(PublicPoint, out var told) || told.Value.Span.SequenceEqual((byte[])[Uncompressed, .. point.X!, .. point.Y!]);
    }

    /// <summary>The signature by the algorithm of the terminal's certificate; null when the key cannot.</summary>
    internal byte[]? Sign(byte[] message)
    {
        if (TerminalAlgorithm.TryFind(Terminal.Algorithm, out var algorithm) is false) return null;
        try
        {
            if (algorithm.IsEc)
            {
                using var ec = ECDsa.Create();
                ec.ImportPkcs8PrivateKey(privateKey, out _);
                return ec.SignHash(algorithm.Digest.Hash(message));
            }
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(privateKey, out _);
            return rsa.SignData(message, algorithm.HashName, algorithm.Padding);
        }
        catch (CryptographicException) { return null; }
    }
}

/// <summary>A signature algorithm of terminal authentication (Doc 9303-11 §7.1.4, TR-03110-3 A.6).</summary>
readonly record struct TerminalAlgorithm(bool IsEc, DigestName Digest, bool IsPss)
{
    public RSASignaturePadding Padding => IsPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    public HashAlgorithmName HashName => Digest switch
    {
        DigestName.Sha1 => HashAlgorithmName.SHA1,
        DigestName.Sha224 => new("SHA224"),
        DigestName.Sha256 => HashAlgorithmName.SHA256,
        DigestName.Sha384 => HashAlgorithmName.SHA384,
        DigestName.Sha512 => HashAlgorithmName.SHA512,
    };

    public static bool TryFind(string oid, out TerminalAlgorithm algorithm)
    {
        (var known, algorithm) = oid[Math.Min(oid.Length, Oids.TerminalAuthentication.Length)..] switch
        {
            ".1.1" => (true, new TerminalAlgorithm(false, DigestName.Sha1, false)),
            ".1.2" => (true, new(false, DigestName.Sha256, false)),
            ".1.3" => (true, new(false, DigestName.Sha1, true)),
            ".1.4" => (true, new(false, DigestName.Sha256, true)),
            ".1.5" => (true, new(false, DigestName.Sha512, false)),
            ".1.6" => (true, new(false, DigestName.Sha512, true)),
            ".2.1" => (true, new(true, DigestName.Sha1, false)),
            ".2.2" => (true, new(true, DigestName.Sha224, false)),
            ".2.3" => (true, new(true, DigestName.Sha256, false)),
            ".2.4" => (true, new(true, DigestName.Sha384, false)),
            ".2.5" => (true, new(true, DigestName.Sha512, false)),
            _ => (false, default),
        };
        return known;
    }
}
