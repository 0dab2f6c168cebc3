namespace Limen.Documents;

/// <summary>What a card tells of the lengths it takes (ISO/IEC 7816-4 §12.1.1 and Doc 9303-10 §3.11.3).</summary>
static class CardCapabilities
{
    const int CapabilitiesTag = 0x7, ThirdByte = 3;
    const byte ExtendedLengths = 0x40;

    /// <summary>True when the historical octets of an answer to reset offer extended Lc and Le.</summary>
    public static bool OfferExtended(ReadOnlySpan<byte> atr)
    {
        var historical = Historical(atr);
        if (historical.IsEmpty || historical[0] is not (0x00 or 0x80)) return false;
        for (var at = 1; at < historical.Length;)
        {
            var (tag, length) = (historical[at] >> 4, historical[at] & 0xF);
            if (tag == CapabilitiesTag && length >= ThirdByte && at + ThirdByte < historical.Length)
                return (historical[at + ThirdByte] & ExtendedLengths) != 0;
            at += 1 + length;
        }
        return false;
    }

    /// <summary>The octets of the longest command and reply as EF.ATR/INFO gives them in tag 7F66, the smaller of both.</summary>
    public static bool TryReadLongest(ReadOnlyMemory<byte> atrInfo, out int longest)
    {
        longest = 0;
        if (BerElement.ReadAll(Framed(atrInfo)) is not { } objects) return false;
        foreach (var part in objects)
            if (part.Tag == 0x7F66 && part.Children() is [{ Tag: 0x02 } command, { Tag: 0x02 } reply])
                longest = Math.Min(command.Small(), reply.Small());
        return longest > 0;
    }

    // Some chips put the whole into one template.
    static ReadOnlyMemory<byte> Framed(ReadOnlyMemory<byte> atrInfo) =>
        BerElement.TryRead(atrInfo, out var outer, out var rest) && rest.IsEmpty && outer.IsConstructed && outer.Tag != 0x7F66
            ? outer.Value
            : atrInfo;

    // TS, T0 with the count of historical octets, then as many interface octets as Y1 and each TDi announce (ISO/IEC 7816-3 §8.2).
    static ReadOnlySpan<byte> Historical(ReadOnlySpan<byte> atr)
    {
        if (atr.Length < 2) return default;
        var count = atr[1] & 0xF;
        var at = 2;
        for (var announced = atr[1] >> 4; announced != 0;)
        {
            var last = at + System.Numerics.BitOperations.PopCount((uint)announced) - 1;
            if (last >= atr.Length) return default;
            at = last + 1;
            announced = (announced & 8) != 0 ? atr[last] >> 4 : 0;
        }
        return at + count <= atr.Length ? atr.Slice(at, count) : default;
    }
}
