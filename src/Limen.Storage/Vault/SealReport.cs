namespace Limen.Storage;

/// <summary>What came of sealing a store.</summary>
/// <param name="KeyFile">The key's file: without it nothing in the store can be read again, so it wants a copy in a safe place.</param>
/// <param name="KeyMade">True when the key was made now.</param>
/// <param name="WasSealed">True when the store was sealed already and nothing was done.</param>
/// <param name="Rows">Rows that were written anew.</param>
/// <param name="TookMs">How long it took, in milliseconds.</param>
public sealed record SealReport(string KeyFile, bool KeyMade, bool WasSealed, long Rows, long TookMs);
