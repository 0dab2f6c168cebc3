using System.Numerics;
using System.Text;

namespace Limen.Documents;

/// <summary>One element of a BER encoding, with the very bytes it came from: nothing is ever encoded anew before it is hashed (ITU-T X.690).</summary>
/// <param name="Tag">The identifier octets as one big-endian number: 0x30, 0x7F61, 0x5F1F.</param>
/// <param name="Raw">Identifier, length and content, with the end marks of an indefinite length.</param>
/// <param name="Value">The content alone.</param>
readonly record struct BerElement(int Tag, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Value)
{
    const int MaxDepth = 32;

    public bool IsConstructed => Raw.Length > 0 && (Raw.Span[0] & 0x20) != 0;

    /// <summary>Reads the first element; indefinite lengths are followed to their end mark.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> data, out BerElement element, out ReadOnlyMemory<byte> rest) =>
        TryRead(data, MaxDepth, out element, out rest);

    /// <summary>The children of a constructed element; null when they are not a whole number of elements.</summary>
    public BerElement[]? Children() => ReadAll(Value);

    /// <summary>Every element of a concatenation; null when it does not end with one. Zero octets between elements are passed over.</summary>
    public static BerElement[]? ReadAll(ReadOnlyMemory<byte> data)
    {
        // Counted, then kept: lists of our own values are what a process that has just started would have to compile.
        var count = 0;
        for (var rest = data; TryNext(ref rest, out var isBroken, out _); count++)
            if (isBroken) return null;
        var all = new BerElement[count];
        for (var i = 0; i < count; i++) TryNext(ref data, out _, out all[i]);
        return all;
    }

    static bool TryNext(ref ReadOnlyMemory<byte> data, out bool isBroken, out BerElement element)
    {
        (isBroken, element) = (false, default);
        while (data.Length > 0 && data.Span[0] == 0) data = data[1..];
        if (data.Length == 0) return false;
        isBroken = !TryRead(data, out element, out data);
        return true;
    }

    /// <summary>The first child with the tag, where the element can be read so far.</summary>
    public bool TryFind(int tag, out BerElement child)
    {
        var rest = Value;
        while (rest.Length > 0 && TryRead(rest, out child, out rest))
            if (child.Tag == tag) return true;
        child = default;
        return false;
    }

    /// <summary>The content of an OCTET STRING, its pieces joined when it is constructed; empty when they are nested deeper than anybody nests them.</summary>
    public ReadOnlyMemory<byte> Octets() => Octets(MaxDepth);

    /// <summary>The element as DER writes its lengths, for what is signed in that form whatever form it is sent in; the order of its parts stays.</summary>
    public byte[] WithDefiniteLengths() => WithDefiniteLengths(MaxDepth);

    /// <summary>The content of a BIT STRING without its count of unused bits.</summary>
    public ReadOnlyMemory<byte> Bits() => Value.Length > 1 ? Value[1..] : default;

    /// <summary>A BOOLEAN; TRUE however it is written, for not all write the FF of DER.</summary>
    public bool IsTrue() => Value.Length == 1 && Value.Span[0] != 0;

    public BigInteger Integer() => new(Value.Span, isBigEndian: true);

    /// <summary>An INTEGER taken as unsigned, as keys whose leading zero an issuer forgot must be.</summary>
    public BigInteger Unsigned() => new(Value.Span, isUnsigned: true, isBigEndian: true);

    /// <summary>A small non-negative INTEGER, or -1.</summary>
    public int Small() => Value.Length is > 0 and <= 5 && Integer() is var n && n >= 0 && n <= int.MaxValue ? (int)n : -1;

    /// <summary>The dotted form of an OBJECT IDENTIFIER, empty when its encoding is broken.</summary>
    public string Oid()
    {
        if (Value.Length is 0 or > 64) return "";
        var text = new StringBuilder();
        ulong arc = 0;
        foreach (var octet in Value.Span)
        {
            if (arc >> 56 != 0) return "";
            arc = arc << 7 | (uint)(octet & 0x7F);
            if ((octet & 0x80) != 0) continue;
            if (text.Length == 0) AppendFirst(text, arc);
            else text.Append('.').Append(arc);
            arc = 0;
        }
        return (Value.Span[^1] & 0x80) != 0 ? "" : text.ToString();
    }

    static void AppendFirst(StringBuilder text, ulong arc)
    {
        var root = Math.Min(arc / 40, 2);
        text.Append(root).Append('.').Append(arc - root * 40);
    }

    ReadOnlyMemory<byte> Octets(int depth)
    {
        if (!IsConstructed) return Value;
        if (depth == 0) return default;
        using var joined = new MemoryStream();
        foreach (var piece in Children() ?? []) joined.Write(piece.Octets(depth - 1).Span);
        return joined.ToArray();
    }

    byte[] WithDefiniteLengths(int depth) => IsConstructed && depth > 0
        ? Tlv.Encode(Tag, [.. (Children() ?? []).SelectMany(child => child.WithDefiniteLengths(depth - 1))])
        : Raw.ToArray();

    static bool TryRead(ReadOnlyMemory<byte> data, int depth, out BerElement element, out ReadOnlyMemory<byte> rest)
    {
        element = default;
        rest = default;
        if (!TryHeader(data.Span, out var tag, out var header, out var length)) return false;
        if (length >= 0)
        {
            if (length > data.Length - header) return false;
            element = new(tag, data[..(header + length)], data.Slice(header, length));
            rest = data[(header + length)..];
            return true;
        }
        if (depth == 0 || (data.Span[0] & 0x20) == 0 || !TryEnd(data[header..], depth - 1, out var content)) return false;
        element = new(tag, data[..(header + content + 2)], data.Slice(header, content));
        rest = data[(header + content + 2)..];
        return true;
    }

    static bool TryEnd(ReadOnlyMemory<byte> data, int depth, out int content)
    {
        content = 0;
        var rest = data;
        while (rest.Length >= 2)
        {
            if (rest.Span[0] == 0 && rest.Span[1] == 0) return true;
            if (!TryRead(rest, depth, out var child, out rest)) return false;
            content += child.Raw.Length;
        }
        return false;
    }

    // Length is -1 when indefinite.
    static bool TryHeader(ReadOnlySpan<byte> data, out int tag, out int header, out int length)
    {
        tag = length = header = 0;
        if (data.Length < 2) return false;
        tag = data[header++];
        if ((tag & 0x1F) == 0x1F)
            do
            {
                if (header >= data.Length || header > 3) return false;
                tag = tag << 8 | data[header];
            } while ((data[header++] & 0x80) != 0);
        if (header >= data.Length) return false;
        length = data[header++];
        if (length < 0x80) return true;
        var octets = length & 0x7F;
        length = octets == 0 ? -1 : 0;
        if (octets > 4 || octets > data.Length - header) return false;
        for (var i = 0; i < octets; i++) length = length << 8 | data[header++];
        return octets == 0 || length >= 0;
    }
}
