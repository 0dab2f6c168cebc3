using Limen.Documents;

namespace Limen.Cli;

/// <summary>What to tell a person of a <see cref="ChipError"/>, with what to do where something can be done.</summary>
static class ChipErrorText
{
    public static string Of(ChipFailure failure) =>
        Of(failure.Error)
        + (failure.RetriesLeft is { } left ? $" {left} attempts are left." : "")
        + (failure.StatusWord != 0 ? $" (status {failure.StatusWord:X4})" : "");

    public static string Of(ChipError error) => $"{Sentence(error)} [{error.Code()}]";

    static string Sentence(ChipError error) => error switch
    {
        ChipError.None => "Nothing went wrong.",
        ChipError.NoCardService => "The system's card service (PC/SC) is not running.",
        ChipError.NoReader => "No such card reader is connected.",
        ChipError.NoCard => "No document lies on the reader.",
        ChipError.CardRemoved => "The document was taken away too early.",
        ChipError.Timeout => "The chip did not answer in time: lay it down again.",
        ChipError.ReaderFault => "The reader could not talk to the chip: lay it down again.",
        ChipError.Garbled => "The chip answered with something that is no reply.",
        ChipError.NoApplication => "The chip is not that of a travel document.",
        ChipError.WrongKey => "The chip refuses this MRZ or CAN: check number, date of birth and date of expiry.",
        ChipError.Locked => "The chip has blocked its CAN after too many attempts: use the MRZ.",
        ChipError.AccessNotSupported => "The chip offers no way of access that this system knows.",
        ChipError.Refused => "The chip refused a step.",
        ChipError.MessagingBroken => "The chip's replies are not those of the session.",
        ChipError.NotAllowed => "The chip asks for rights that this system lacks.",
        ChipError.FileNotFound => "The file is not on the chip.",
        ChipError.NotAuthentic => "The chip did not prove that it knows its key.",
        ChipError.BadInput => "A key or certificate is unusable.",
        ChipError.SessionLost => "The connection to the chip broke down again and again.",
        ChipError.Cancelled => "Given up.",
        ChipError.CanNotSupported => "The chip has no PACE, so the CAN opens nothing: use the MRZ.",
    };
}
