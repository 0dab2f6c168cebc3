using System.Buffers.Binary;

namespace Limen.Documents;

/// <summary>A command APDU (ISO/IEC 7816-4 §5.1).</summary>
/// <param name="Cla">Class: 0C under secure messaging, 10 set in a chain.</param>
/// <param name="Ins">Instruction.</param>
/// <param name="P1">First parameter.</param>
/// <param name="P2">Second parameter.</param>
/// <param name="Payload">The command's octets, at most 65,535.</param>
/// <param name="Le">How many octets may come back, 256 or 65,536 for as many as there are; null when none are asked for.</param>
readonly record struct Apdu(byte Cla, byte Ins, byte P1, byte P2, ReadOnlyMemory<byte> Payload = default, int? Le = null)
{
    public const int ShortPayload = 255;
    public const int ShortReply = 256;
    public const int LongestReply = 65536;

    /// <summary>True when the lengths fit into one octet each.</summary>
    public bool IsShort => Payload.Length <= ShortPayload && Le is null or <= ShortReply;

    public byte[] Header => [Cla, Ins, P1, P2];

    /// <summary>The octets on the wire, with short lengths where they fit.</summary>
    public byte[] Encode() => IsShort ? EncodeShort() : EncodeExtended();

    /// <summary>Reads a command as a card receives it.</summary>
    public static bool TryDecode(ReadOnlyMemory<byte> octets, out Apdu command)
    {
        command = default;
        if (octets.Length < 4) return false;
        var span = octets.Span;
        command = new(span[0], span[1], span[2], span[3]);
        if (span.Length == 4) return true;
        return span[4] == 0 && span.Length >= 7 ? TryExtended(octets, ref command) : TryShort(octets, ref command);
    }

    byte[] EncodeShort()
    {
        byte[] lc = Payload.Length > 0 ? [(byte)Payload.Length] : [];
        byte[] le = Le is { } length ? [(byte)length] : [];
        return [.. Header, .. lc, .. Payload.Span, .. le];
    }

    byte[] EncodeExtended()
    {
        byte[] lc = Payload.Length > 0 ? [0, (byte)(Payload.Length >> 8), (byte)Payload.Length] : [];
        byte[] le = Le is { } length ? [(byte)(length >> 8), (byte)length] : [];
        if (Payload.Length == 0) lc = [0];
        return [.. Header, .. lc, .. Payload.Span, .. le];
    }

    static bool TryShort(ReadOnlyMemory<byte> octets, ref Apdu command)
    {
        var first = octets.Span[4];
        if (octets.Length == 5)
        {
            command = command with { Le = first == 0 ? ShortReply : first };
            return true;
        }
        var end = 5 + first;
        if (first == 0 || octets.Length < end || octets.Length > end + 1) return false;
        command = command with { Payload = octets.Slice(5, first) };
        if (octets.Length > end) command = command with { Le = octets.Span[end] == 0 ? ShortReply : octets.Span[end] };
        return true;
    }

    static bool TryExtended(ReadOnlyMemory<byte> octets, ref Apdu command)
    {
        var first = BinaryPrimitives.ReadUInt16BigEndian(octets.Span[5..]);
        if (octets.Length == 7)
        {
            command = command with { Le = first == 0 ? LongestReply : first };
            return true;
        }
        var end = 7 + first;
        if (first == 0 || octets.Length != end && octets.Length != end + 2) return false;
        command = command with { Payload = octets.Slice(7, first) };
        if (octets.Length == end) return true;
        var le = BinaryPrimitives.ReadUInt16BigEndian(octets.Span[end..]);
        command = command with { Le = le == 0 ? LongestReply : le };
        return true;
    }
}
