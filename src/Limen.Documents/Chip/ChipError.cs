namespace Limen.Documents;

/// <summary>Why a chip could not be read; each has its entry in <c>docs/errors.md</c> under <see cref="ChipErrors.Code"/>.</summary>
public enum ChipError
{
    /// <summary>Nothing went wrong.</summary>
    None = 0,
    /// <summary>The system's smart card service (PC/SC) is not installed or not running.</summary>
    NoCardService = 1,
    /// <summary>No reader is connected, or none of the given name.</summary>
    NoReader = 2,
    /// <summary>No card lies on the reader.</summary>
    NoCard = 3,
    /// <summary>The card was taken away, or lost power.</summary>
    CardRemoved = 4,
    /// <summary>The card or the reader did not answer in time.</summary>
    Timeout = 5,
    /// <summary>The reader failed to pass the command on.</summary>
    ReaderFault = 6,
    /// <summary>The reply was shorter than a status word, or no valid encoding.</summary>
    Garbled = 7,
    /// <summary>The chip has no eMRTD application.</summary>
    NoApplication = 8,
    /// <summary>The chip refuses the MRZ or CAN.</summary>
    WrongKey = 9,
    /// <summary>The password is blocked after too many attempts.</summary>
    Locked = 10,
    /// <summary>None of the access protocols or domain parameters the chip offers is known.</summary>
    AccessNotSupported = 11,
    /// <summary>The chip refuses a step for another reason; the status word tells which.</summary>
    Refused = 12,
    /// <summary>A reply did not carry the authentication code of secure messaging.</summary>
    MessagingBroken = 13,
    /// <summary>The chip asks for more rights than access to the chip gave.</summary>
    NotAllowed = 14,
    /// <summary>The file is not on the chip.</summary>
    FileNotFound = 15,
    /// <summary>The chip did not prove that it knows the key.</summary>
    NotAuthentic = 16,
    /// <summary>The key, certificate or parameter given is unusable.</summary>
    BadInput = 17,
    /// <summary>The session was lost too often to go on.</summary>
    SessionLost = 18,
    /// <summary>The caller gave up.</summary>
    Cancelled = 19,
    /// <summary>A CAN was given, but the chip has no PACE.</summary>
    CanNotSupported = 20,
    /// <summary>The file is there, but holds nothing that has a beginning and an end.</summary>
    Malformed = 21,
}

/// <summary>A step that did not succeed.</summary>
/// <param name="Error">Why.</param>
/// <param name="StatusWord">The status word of the reply, 0 when there was none.</param>
/// <param name="RetriesLeft">How often the password may still be tried, where the chip tells.</param>
public sealed record ChipFailure(ChipError Error, int StatusWord = 0, int? RetriesLeft = null);

/// <summary>The codes of <see cref="ChipError"/> as JSON and <c>docs/errors.md</c> write them.</summary>
public static class ChipErrors
{
    /// <summary>The code, for example <c>chip.wrongKey</c>.</summary>
    public static string Code(this ChipError error) => error switch
    {
        ChipError.None => "chip.none",
        ChipError.NoCardService => "chip.noCardService",
        ChipError.NoReader => "chip.noReader",
        ChipError.NoCard => "chip.noCard",
        ChipError.CardRemoved => "chip.cardRemoved",
        ChipError.Timeout => "chip.timeout",
        ChipError.ReaderFault => "chip.readerFault",
        ChipError.Garbled => "chip.garbled",
        ChipError.NoApplication => "chip.noApplication",
        ChipError.WrongKey => "chip.wrongKey",
        ChipError.Locked => "chip.locked",
        ChipError.AccessNotSupported => "chip.accessNotSupported",
        ChipError.Refused => "chip.refused",
        ChipError.MessagingBroken => "chip.messagingBroken",
        ChipError.NotAllowed => "chip.notAllowed",
        ChipError.FileNotFound => "chip.fileNotFound",
        ChipError.NotAuthentic => "chip.notAuthentic",
        ChipError.BadInput => "chip.badInput",
        ChipError.SessionLost => "chip.sessionLost",
        ChipError.Cancelled => "chip.cancelled",
        ChipError.CanNotSupported => "chip.canNotSupported",
        ChipError.Malformed => "chip.malformed",
    };

    /// <summary>True when the card itself is out of reach: trying again on this connection is of no use.</summary>
    public static bool IsFatal(this ChipError error) =>
        error is ChipError.NoCardService or ChipError.NoReader or ChipError.NoCard or ChipError.CardRemoved or ChipError.Timeout
            or ChipError.Cancelled;
}
