namespace Limen.Storage;

/// <summary>Bytes and a signature over exactly these bytes.</summary>
/// <param name="Bytes">What is said: canonical JSON, UTF-8.</param>
/// <param name="Signature">As <see cref="Signer"/> made it.</param>
public sealed record Statement(byte[] Bytes, byte[] Signature);

/// <summary>Signs as the hub.</summary>
/// <param name="bytes">What is said.</param>
/// <param name="cancel">Ends the wait for the key.</param>
public delegate Task<byte[]> Signer(byte[] bytes, CancellationToken cancel);

/// <summary>True when the hub whom this node trusts has signed these bytes.</summary>
/// <param name="bytes">What is said.</param>
/// <param name="signature">What came with it.</param>
public delegate bool Verifier(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature);
