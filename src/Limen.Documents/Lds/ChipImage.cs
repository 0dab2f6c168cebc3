using System.Buffers.Binary;

namespace Limen.Documents;

/// <summary>An image from a chip, recognised by its own first bytes and handed on undecoded.</summary>
/// <param name="MimeType"><c>image/jpeg</c>, <c>image/jp2</c>, <c>image/j2k</c> (a bare JPEG 2000 codestream), <c>image/png</c>, <c>image/x-wsq</c>, or <c>application/octet-stream</c>.</param>
/// <param name="Width">Pixels, 0 when the image does not tell.</param>
/// <param name="Height">Pixels, 0 when the image does not tell.</param>
/// <param name="Bytes">The image as stored.</param>
public sealed record ChipImage(string MimeType, int Width, int Height, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Kind and size; never the picture.</summary>
    public override string ToString() => $"{MimeType}, {Bytes.Length} bytes";

    internal static ChipImage Of(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var mime = Recognise(span);
        var (width, height) = mime switch
        {
            "image/jpeg" => JpegSize(span),
            "image/jp2" => Jp2Size(span),
            "image/j2k" when span.Length >= 16 => (Clamp(span[8..]), Clamp(span[12..])),
            _ => (0, 0),
        };
        return new(mime, width, height, bytes);
    }

    static string Recognise(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.StartsWith<byte>([0, 0, 0, 12, (byte)'j', (byte)'P']) ? "image/jp2"
        : bytes.StartsWith<byte>([0xFF, 0x4F, 0xFF, 0x51]) ? "image/j2k"
        : bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
        : bytes.StartsWith<byte>([0xFF, 0xA0]) ? "image/x-wsq"
        : "application/octet-stream";

    // The first start-of-frame segment: FFC0 to FFCF without the tables C4, C8 and CC.
    static (int, int) JpegSize(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return (0, 0);
    }

    // The image header box: height before width.
    static (int, int) Jp2Size(ReadOnlySpan<byte> bytes)
    {
        var at = bytes[..Math.Min(bytes.Length, 256)].IndexOf("ihdr"u8);
        return at < 0 || at + 12 > bytes.Length ? (0, 0) : (Clamp(bytes[(at + 8)..]), Clamp(bytes[(at + 4)..]));
    }

    static int Clamp(ReadOnlySpan<byte> number) => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(number), int.MaxValue);
}
