using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Seals what a store keeps, under one key of 32 bytes that is kept apart from it: AES-256-GCM, bound to the place of each value, so that
/// none can be read, altered or put in another's place. Lookup keys and digests become keyed hashes. <see cref="None"/> leaves all as it is.
/// For any number of threads. What this does and does not protect: docs/decisions/0022-at-rest.md.
/// </summary>
public sealed class Vault : IDisposable
{
    /// <summary>Bytes of the key.</summary>
    public const int KeyLength = 32;

    const byte Form = 1;
    const int NonceLength = 12, TagLength = 16, LongestPlace = 256, DigestRounds = 6, RunDigits = 3, RunLength = 4;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly ThreadLocal<VaultCiphers>? ciphers;
    readonly byte[] traces = [], files = [];
    readonly SipHash keys;
    readonly SipHash[] digestRounds = [];

    Vault() { }

    /// <summary>Makes the subkeys by HKDF-SHA-256; the store's id is their salt, so that two stores under one key share none.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="store">The store's id.</param>
    public Vault(ReadOnlySpan<byte> key, Guid store)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyLength);
        var root = HKDF.Extract(HashAlgorithmName.SHA256, key.ToArray(), store.ToByteArray(bigEndian: true));
        var (values, names) = (Subkey(root, "values", KeyLength), Subkey(root, "names", KeyLength));
        var (nonces, runs) = (Subkey(root, "name nonces", KeyLength), Subkey(root, "name runs", KeyLength));
        ciphers = new(() => new(values, names, nonces, runs, TagLength), trackAllValues: true);
        (traces, files) = (Subkey(root, "traces", KeyLength), Subkey(root, "files", KeyLength));
        keys = new(Subkey(root, "lookup keys", SipHash.KeyLength));
        digestRounds = [.. Enumerable.Range(1, DigestRounds).Select(round => new SipHash(Subkey(root, $"digests {round}", SipHash.KeyLength)))];
        Indexes = new(Subkey(root, "index files", 16));
        CryptographicOperations.ZeroMemory(root);
    }

    /// <summary>Of a store that is not sealed: everything is kept as it is.</summary>
    public static Vault None { get; } = new();

    /// <summary>True when there is a key and things are sealed.</summary>
    [MemberNotNullWhen(true, nameof(ciphers))]
    public bool IsSealed => ciphers is not null;

    /// <summary>Stands for the store in the names that index files give it: what was built without the key, or with another, is not believed.</summary>
    internal Guid Indexes { get; }

    /// <summary>What to keep for a text: the text itself (a string), or sealed bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">Table and column: <c>inspections.body</c>.</param>
    /// <param name="row">The row, as text; whoever opens it names the same.</param>
    public object Seal(string text, string place, string row) => IsSealed ? Seal(Encoding.UTF8.GetBytes(text), place, row) : text;

    /// <summary>The same for a text that may be absent.</summary>
    public object? SealOrNull(string? text, string place, string row) => text is null ? null : Seal(text, place, row);

    /// <summary>Seals bytes; without a key they stay as they are. Form: version, nonce, ciphertext, tag; 29 bytes more.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content, string place, string row)
    {
        if (!IsSealed) return content.ToArray();
        Span<byte> bound = stackalloc byte[LongestPlace];
        return Sealed(content, Bound(bound, place, row));
    }

    /// <summary>The text that was kept. A value that is damaged, altered, of another place or not sealed where it should be throws.</summary>
    /// <param name="kept">A value as the database gives it: a string, or bytes.</param>
    /// <param name="place">As it was sealed.</param>
    /// <param name="row">As it was sealed.</param>
    /// <exception cref="StoreException">sealBroken: what is kept is not what was written.</exception>
    public string Open(object kept, string place, string row) => TryOpen(kept, place, row) ?? throw Broken(place);

    /// <summary>The same for a text that may be absent.</summary>
    public string? OpenOrNull(object? kept, string place, string row) => kept is null or DBNull ? null : Open(kept, place, row);

    /// <summary>Opens sealed bytes; without a key they are what they are.</summary>
    /// <exception cref="StoreException">sealBroken: as above.</exception>
    public byte[] OpenBytes(byte[] kept, string place, string row) => TryOpenBytes(kept, place, row) ?? throw Broken(place);

    /// <summary>The text, or null when what is kept is not what was written there.</summary>
    public string? TryOpen(object? kept, string place, string row) => kept switch
    {
        string text when !IsSealed => text,
        byte[] bytes when IsSealed => TryOpenBytes(bytes, place, row) is { } content ? Strict.GetString(content) : null,
        _ => null,
    };

    /// <summary>What to keep of a name that rows are found by: equal names give equal values, and only those.</summary>
    public object SealName(string name)
    {
        if (!IsSealed) return name;
        var content = Encoding.UTF8.GetBytes(name);
        Span<byte> nonce = stackalloc byte[NonceLength];
        // Ids that follow one another lie together in the index: without that an import writes all of it again and again.
        ciphers.Value!.NameNonce(content.AsSpan(0, Math.Max(0, content.Length - RunDigits)), content, nonce, RunLength);
        return Sealed(ciphers.Value!.Names, content, nonce, []);
    }

    /// <summary>The name that was kept.</summary>
    /// <exception cref="StoreException">sealBroken: as above.</exception>
    public string OpenName(object kept) => TryOpenName(kept) ?? throw Broken("entry_id");

    /// <summary>The name, or null when what is kept is not what was written.</summary>
    public string? TryOpenName(object? kept) => kept switch
    {
        string text when !IsSealed => text,
        byte[] bytes when IsSealed => Opened(ciphers.Value!.Names, bytes, []) is { } content ? Strict.GetString(content) : null,
        _ => null,
    };

    /// <summary>A lookup key as it is kept: a keyed hash of as many bits, spread as evenly.</summary>
    public ulong Mask(ulong key) => IsSealed ? keys.Of(key) >> (64 - KeyIndex.KeyBits) : key;

    /// <summary>Several of them.</summary>
    public IReadOnlyList<ulong> Mask(IReadOnlyList<ulong> many) => IsSealed ? [.. many.Select(Mask)] : many;

    /// <summary>A row's digest as it is kept: a Feistel network (Luby, Rackoff, 1988) over keyed hashes, because it is compared again.</summary>
    internal long MaskDigest(long digest)
    {
        var (left, right) = ((uint)(digest >> 32), (uint)digest);
        foreach (var round in digestRounds) (left, right) = (right, left ^ (uint)round.Of(right));
        return (long)left << 32 | right;
    }

    /// <summary>The digest that was kept.</summary>
    internal long UnmaskDigest(long kept)
    {
        var (left, right) = ((uint)(kept >> 32), (uint)kept);
        for (var round = digestRounds.Length - 1; round >= 0; round--) (left, right) = (right ^ (uint)digestRounds[round].Of(left), left);
        return (long)left << 32 | right;
    }

    /// <summary>What is kept outside the database of a hash: 64 hexadecimal digits as well.</summary>
    internal string Trace(string hash) => IsSealed ? Convert.ToHexStringLower(HMACSHA256.HashData(traces, Encoding.UTF8.GetBytes(hash))) : hash;

    /// <summary>The cipher of one file, by the salt that stands in it; the caller disposes it.</summary>
    internal AesGcm FileCipher(ReadOnlySpan<byte> salt)
    {
        Span<byte> key = stackalloc byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, files, key, salt, "limen 1 file"u8);
        return new(key, TagLength);
    }

    /// <summary>The cipher of a file that is written bit by bit, by the salt that stands in it; the caller disposes it.</summary>
    internal Aes FileVeil(ReadOnlySpan<byte> salt)
    {
        var key = new byte[KeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, files, key, salt, "limen 1 veil"u8);
        var cipher = Aes.Create();
        cipher.Key = key;
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose()
    {
        if (ciphers is null) return;
        foreach (var each in ciphers.Values) each.Dispose();
        ciphers.Dispose();
        foreach (var secret in new[] { traces, files }) CryptographicOperations.ZeroMemory(secret);
    }

    internal byte[] Seal(ReadOnlySpan<byte> content, string place, long row)
    {
        Span<byte> bound = stackalloc byte[LongestPlace];
        return Sealed(content, Bound(bound, place, row));
    }

    internal static string Row(long row) => row.ToString(System.Globalization.CultureInfo.InvariantCulture);

    byte[]? TryOpenBytes(byte[] kept, string place, string row)
    {
        if (!IsSealed) return kept;
        Span<byte> bound = stackalloc byte[LongestPlace];
        return Opened(ciphers.Value!.Values, kept, Bound(bound, place, row));
    }

    byte[] Sealed(ReadOnlySpan<byte> content, ReadOnlySpan<byte> bound)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        ciphers!.Value!.Fill(nonce);
        return Sealed(ciphers!.Value!.Values, content, nonce, bound);
    }

    static byte[] Sealed(AesGcm cipher, ReadOnlySpan<byte> content, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> bound)
    {
        var kept = new byte[1 + NonceLength + content.Length + TagLength];
        kept[0] = Form;
        nonce.CopyTo(kept.AsSpan(1));
        cipher.Encrypt(nonce, content, kept.AsSpan(1 + NonceLength, content.Length), kept.AsSpan(kept.Length - TagLength), bound);
        return kept;
    }

    static byte[]? Opened(AesGcm cipher, ReadOnlySpan<byte> kept, ReadOnlySpan<byte> bound)
    {
        if (kept.Length < 1 + NonceLength + TagLength || kept[0] != Form) return null;
        var content = new byte[kept.Length - 1 - NonceLength - TagLength];
        try
        {
            cipher.Decrypt(kept[1..(1 + NonceLength)], kept[(1 + NonceLength)..^TagLength], kept[^TagLength..], content, bound);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // A zero byte ends the place: no place has one, so no two pairs look alike.
    static ReadOnlySpan<byte> Bound(Span<byte> to, string place, string row)
    {
        if (place.Length + 1 + Encoding.UTF8.GetMaxByteCount(row.Length) > to.Length) to = new byte[place.Length + 1 + Encoding.UTF8.GetMaxByteCount(row.Length)];
        var length = Encoding.ASCII.GetBytes(place, to);
        to[length++] = 0;
        return to[..(length + Encoding.UTF8.GetBytes(row, to[length..]))];
    }

    static ReadOnlySpan<byte> Bound(Span<byte> to, string place, long row)
    {
        var length = Encoding.ASCII.GetBytes(place, to);
        to[length++] = 0;
        Utf8Formatter.TryFormat(row, to[length..], out var digits);
        return to[..(length + digits)];
    }

    static byte[] Subkey(byte[] root, string use, int length) =>
        HKDF.Expand(HashAlgorithmName.SHA256, root, length, Encoding.ASCII.GetBytes($"limen 1 {use}"));

    static StoreException Broken(string place) =>
        new("sealBroken", $"A sealed value of {place} is not what was written: it is damaged, altered or of another place.");
}
