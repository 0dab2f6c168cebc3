using System.Security.Cryptography;

namespace Limen.Storage;

/// <summary>The ciphers of one thread, because those of the BCL serve one at a time, and random bytes fetched many at once.</summary>
sealed class VaultCiphers(byte[] values, byte[] names, byte[] nameNonces, byte[] nameRuns, int tagLength) : IDisposable
{
    readonly IncrementalHash nonces = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nameNonces);
    readonly IncrementalHash runs = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nameRuns);
    readonly byte[] random = new byte[12 * 256];
    int used = int.MaxValue;

    public AesGcm Values { get; } = new(values, tagLength);

    public AesGcm Names { get; } = new(names, tagLength);

    /// <summary>Fresh random bytes.</summary>
    public void Fill(Span<byte> nonce)
    {
        if (used > random.Length - nonce.Length)
        {
            RandomNumberGenerator.Fill(random);
            used = 0;
        }
        random.AsSpan(used, nonce.Length).CopyTo(nonce);
        used += nonce.Length;
    }

    /// <summary>The beginning of the keyed hash of a name's run, then that of the name.</summary>
    public void NameNonce(ReadOnlySpan<byte> run, ReadOnlySpan<byte> name, Span<byte> nonce, int runLength)
    {
        Span<byte> hash = stackalloc byte[32];
        runs.AppendData(run);
        runs.GetHashAndReset(hash);
        hash[..runLength].CopyTo(nonce);
        nonces.AppendData(name);
        nonces.GetHashAndReset(hash);
        hash[..(nonce.Length - runLength)].CopyTo(nonce[runLength..]);
    }

    public void Dispose()
    {
        Values.Dispose();
        Names.Dispose();
        nonces.Dispose();
        runs.Dispose();
        CryptographicOperations.ZeroMemory(random);
    }
}
