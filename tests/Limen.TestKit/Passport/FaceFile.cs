using System.Buffers.Binary;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>EF.DG2 around an image: one template with one face record of ISO/IEC 19794-5:2005 (Doc 9303-10 §4.7.2).</summary>
public static class FaceFile
{
    /// <summary>Bars of red, green and blue, 24 by 16, as JPEG.</summary>
    public static byte[] Jpeg => Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAABgAH/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABcBAAMBAAAAAAAAAAAAAAAAAAMFBgf/xAAaEQEAAQUAAAAAAAAAAAAAAAAABAZBRILC/9oADAMBAAIRAxEAPwA+XCJcm5dhq9x9+WaJJtpa/9k=");

    /// <summary>The same as JPEG 2000, made by OpenJPEG 2.5.</summary>
    public static byte[] Jpeg2000 => Convert.FromBase64String("AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAABgAAwcHAAAAAAAPY29scgEAAAAAABAAAAE5anAyY/9P/1EALwAAAAAAGAAAABAAAAAAAAAAAAAAABgAAAAQAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAQIEBAAB/1wACkBASEhQSEhQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAuwAB/5PPtEwRT4bFlxgXhmQh3/7X9OD2gFMP/xjAIWt+hunUhfEfDm6Ogv9/6t+ek1Gz3Ey//xjYF9WBtODcqF69SwZjLc3iRtSq1l0AmQ/AJRtnw+oKABcpgIQwxAw4iQXfmIAhbmDECh4um8/rA1zUGCI/35iIF9fD2XpNhk7Gu+kPheu/nd/D6gYAIWwJQo0fz8BMIhgLQO0GLZvLWNHsxqSIM8wQ58/AGCIauTDaV//Z");

    /// <summary>The file.</summary>
    public static byte[] Of(byte[] image)
    {
        byte[] header = [.. Tlv.Encode(0x81, 2), .. Tlv.Encode(0x82, 0), .. Tlv.Encode(0x87, 1, 1), .. Tlv.Encode(0x88, 0, 8)];
        var template = Tlv.Encode(0x7F60, [.. Tlv.Encode(0xA1, header), .. Tlv.Encode(0x5F2E, Record(image))]);
        return Tlv.Encode(0x75, Tlv.Encode(0x7F61, [.. Tlv.Encode(0x02, 1), .. template]));
    }

    static byte[] Record(byte[] image)
    {
        const int header = 14, face = 20, about = 12;
        var record = new byte[header + face + about + image.Length];
        "FAC\0010\0"u8.CopyTo(record);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(8), record.Length);
        record[13] = 1;
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(header), face + about + image.Length);
        image.CopyTo(record, header + face + about);
        return record;
    }
}
