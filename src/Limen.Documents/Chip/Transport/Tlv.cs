namespace Limen.Documents;

/// <summary>Writes BER-TLV elements with definite lengths in their shortest form.</summary>
static class Tlv
{
    /// <summary>One element; the tag is its identifier octets as one number (7C, 7F49).</summary>
    public static byte[] Encode(int tag, params ReadOnlySpan<byte> value) =>
        [.. Octets(tag), .. value.Length < 0x80 ? [(byte)value.Length] : LongLength(value.Length), .. value];

    /// <summary>The content octets of an object identifier given in dotted form.</summary>
    public static byte[] Oid(string dotted)
    {
        var words = dotted.Split('.');
        var arcs = new ulong[words.Length];
        for (var i = 0; i < words.Length; i++) arcs[i] = ulong.Parse(words[i]);
        var octets = new List<byte>();
        foreach (var arc in (ulong[])[arcs[0] * 40 + arcs[1], .. arcs[2..]])
        {
            var start = octets.Count;
            octets.Add((byte)(arc & 0x7F));
            for (var rest = arc >> 7; rest != 0; rest >>= 7) octets.Insert(start, (byte)(rest & 0x7F | 0x80));
        }
        return [.. octets];
    }

    static byte[] LongLength(int length)
    {
        var octets = Octets(length);
        return [(byte)(0x80 | octets.Length), .. octets];
    }

    static byte[] Octets(int number)
    {
        if (number > 0xFFFFFF) return [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
        if (number > 0xFFFF) return [(byte)(number >> 16), (byte)(number >> 8), (byte)number];
        return number > 0xFF ? [(byte)(number >> 8), (byte)number] : [(byte)number];
    }
}
