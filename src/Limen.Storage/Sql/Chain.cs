using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Limen.Storage;

/// <summary>SHA-256 over texts, each led by its length in bytes, so that no two lists of texts look alike.</summary>
static class Chain
{
    public static string Hash(params ReadOnlySpan<string?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var text in texts)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
            hash.AppendData(length);
            if (text is not null) hash.AppendData(Encoding.UTF8.GetBytes(text));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
