namespace Limen.Storage;

/// <summary>The store cannot be used as it is. Carries a code with an entry in docs/errors.md and no person data.</summary>
/// <param name="code">camelCase code: storeNewer, storeUnreachable, storeInUse, journalHeadMissing, writeUnknown, importOvertaken; keyMissing, keyWrong, keyBesideStore, sealBroken, sealNotHere, sealFailed, journalBroken; backupByDatabase, backupThere, backupDamaged, storeThere.</param>
/// <param name="message">A sentence for the operator.</param>
/// <param name="inner">What was behind it; null when nothing.</param>
public sealed class StoreException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>camelCase code.</summary>
    public string Code { get; } = code;
}
