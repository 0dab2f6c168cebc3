using System.Buffers.Binary;

namespace Limen.Documents;

/// <summary>Finds the images in a face record of ISO/IEC 19794-5:2005: a header of 14 bytes, then per face 20 bytes, 8 per feature point, 12 of image description.</summary>
static class Iso19794Face
{
    const int Header = 14, FaceHeader = 20, FeaturePoint = 8, ImageHeader = 12;

    public static List<FaceImage> Read(ReadOnlyMemory<byte> record)
    {
        var faces = new List<FaceImage>();
        if (record.Length < Header || !record.Span.StartsWith("FAC\0"u8)) return faces;
        var count = BinaryPrimitives.ReadUInt16BigEndian(record.Span[12..]);
        var rest = record[Header..];
        while (count-- > 0 && rest.Length >= FaceHeader + ImageHeader)
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest.Span), (uint)rest.Length);
            var image = FaceHeader + FeaturePoint * BinaryPrimitives.ReadUInt16BigEndian(rest.Span[4..]) + ImageHeader;
            if (image >= length) break;
            faces.Add(new(BiometricEncoding.Iso19794, ChipImage.Of(rest[image..length])));
            rest = rest[length..];
        }
        return faces;
    }
}

/// <summary>Finds the images in a face block of ISO/IEC 39794-5: version, then representations, each with a two-dimensional image.</summary>
static class Iso39794Face
{
    public static List<FaceImage> Read(BerElement block)
    {
        var faces = new List<FaceImage>();
        if (!block.TryFind(0xA1, out var data) || !data.TryFind(0x65, out var face) && !block.TryFind(0x65, out face)) return faces;
        if (!face.TryFind(0xA1, out var representations)) return faces;
        foreach (var representation in representations.Children() ?? [])
            if (representation.TryFind(0xA1, out var image) && image.TryFind(0xA0, out var choice) &&
                choice.TryFind(0xA0, out var flat) && flat.TryFind(0x80, out var bytes) && bytes.Value.Length > 0)
                faces.Add(new(BiometricEncoding.Iso39794, ChipImage.Of(bytes.Value)));
        return faces;
    }
}
