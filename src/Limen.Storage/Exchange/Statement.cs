namespace Limen.Storage;

/// <summary>Bytes and a signature over exactly these bytes.</summary>
/// <param name="Bytes">What is said: canonical JSON, UTF-8.</param>
/// <param name="Signature">As <see cref="Signer"/> made it.</param>
public sealed record Statement(byte[] Bytes, byte[] Signature)
{
    /// <summary>As one line of JSON, with its end: how the feed sends it.</summary>
    public byte[] ToLine() => [.. System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.Statement), (byte)'\n'];

    /// <summary>Reads such a line; null where it is none.</summary>
    public static Statement? ReadLine(string line) => ExchangeJson.Read(System.Text.Encoding.UTF8.GetBytes(line), ExchangeJson.Default.Statement);
}

/// <summary>Signs as the hub.</summary>
/// <param name="bytes">What is said.</param>
/// <param name="cancel">Ends the wait for the key.</param>
public delegate Task<byte[]> Signer(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

/// <summary>True when the hub whom this node trusts has signed these bytes.</summary>
/// <param name="bytes">What is said.</param>
/// <param name="signature">What came with it.</param>
public delegate bool Verifier(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature);
