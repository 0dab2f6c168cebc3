namespace Limen.Documents;

/// <summary>The result of one check in the words of BSI TR-03135 and Doc 9303-2 App. C.33.</summary>
public enum CheckResult
{
    /// <summary>Performed, and what it looks for holds.</summary>
    Successful = 1,
    /// <summary>Performed, and what it looks for does not hold.</summary>
    Failed = 2,
    /// <summary>Performed, without a certain result.</summary>
    Undetermined = 3,
    /// <summary>Not performed, because what it needs was not there or nobody asked.</summary>
    NotPerformed = 4,
    /// <summary>Not performed, because the document or this system does not support it.</summary>
    NotSupported = 5,
}
