namespace Limen.Documents;

/// <summary>What became of a signature.</summary>
enum SignatureVerdict
{
    Valid = 1,
    Invalid = 2,
    /// <summary>The numbers of an ECDSA signature do not fit the curve of the key, as in some genuine documents of LTU.</summary>
    OutOfRange = 3,
    /// <summary>The algorithm or key is none we know.</summary>
    Unsupported = 4,
}

/// <summary>A public key that can check signatures (Doc 9303-12 §4.4).</summary>
abstract class PublicKey
{
    /// <summary>As people write it: <c>RSA 4096</c>, <c>EC brainpoolP256r1</c>.</summary>
    public abstract string Name { get; }

    public abstract SignatureVerdict Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>The key of a SubjectPublicKeyInfo; one that cannot be read is there too, and checks nothing.</summary>
    public static PublicKey OrUnknown(ReadOnlyMemory<byte> subjectPublicKeyInfo) =>
        TryParse(subjectPublicKeyInfo, out var key) ? key
        : new UnknownKey(new BerReader(subjectPublicKeyInfo).Enter(0x30).Enter(0x30).Read(0x06).Oid());

    /// <summary>Reads a SubjectPublicKeyInfo; a key of an unknown kind is read too and checks nothing.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> subjectPublicKeyInfo, out PublicKey key)
    {
        key = new UnknownKey("");
        var reader = new BerReader(subjectPublicKeyInfo).Enter(0x30);
        var algorithm = new BerReader(reader.Read(0x30).Value);
        var bits = reader.Read(0x03).Bits();
        var oid = algorithm.Read(0x06).Oid();
        if (reader.Failed || algorithm.Failed) return false;
        if (oid is Oids.Rsa or Oids.RsaPss) return RsaKey.TryRead(bits, out key);
        if (oid == Oids.EcPublicKey && !algorithm.AtEnd) return EcKey.TryRead(algorithm.Any(), bits, out key);
        key = new UnknownKey(oid);
        return oid.Length > 0;
    }

    sealed class UnknownKey(string oid) : PublicKey
    {
        public override string Name => oid;

        public override SignatureVerdict Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            SignatureVerdict.Unsupported;
    }
}
