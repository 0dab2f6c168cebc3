namespace Limen.Documents;

/// <summary>What a card answered: its octets and status word, or why it did not.</summary>
sealed record Response(ReadOnlyMemory<byte> Payload, int StatusWord, ChipError Error = ChipError.None)
{
    public const int Normal = 0x9000;

    public static Response Lost(ChipError error) => new(default, 0, error);

    /// <summary>True for 9000.</summary>
    public bool Ok => Error == ChipError.None && StatusWord == Normal;

    /// <summary>True when something usable may have come: 9000, or the end of the file before Le octets (6282).</summary>
    public bool HasPayload => Error == ChipError.None && StatusWord is Normal or 0x6282 && Payload.Length > 0;

    /// <summary>How often a password may still be tried, as 63Cx tells.</summary>
    public int? RetriesLeft => (StatusWord & 0xFFF0) == 0x63C0 ? StatusWord & 0xF : null;

    /// <summary>The failure of a step that needed more than this; a status word stands for <paramref name="otherwise"/>.</summary>
    public ChipFailure Failure(ChipError otherwise = ChipError.Refused) =>
        new(Error != ChipError.None ? Error : StatusWord == 0x6983 || RetriesLeft == 0 ? ChipError.Locked : otherwise, StatusWord, RetriesLeft);

    /// <summary>Status words begin with 6 or 9 (ISO/IEC 7816-4 §5.6): what ends otherwise was torn.</summary>
    public static Response Decode(ReadOnlyMemory<byte> octets) =>
        octets.Length < 2 || octets.Span[^2] >> 4 is not (6 or 9) ? Lost(ChipError.Garbled) : new(octets[..^2], octets.Span[^2] << 8 | octets.Span[^1]);
}
