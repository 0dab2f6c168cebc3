namespace Limen.Documents.Tests;

/// <summary>A revocation list put together octet by octet.</summary>
sealed record PaperRevocations
{
    public byte[] Issuer { get; init; } = [];
    public byte[] This { get; init; } = PaperCertificate.Time(0x17, "261001000000Z");
    public byte[] Next { get; init; } = [];

    /// <summary>Entries without extensions, in place of <see cref="Entries"/>.</summary>
    public byte[] Serials { init => Entries = [.. value.SelectMany(serial => Entry(serial))]; }

    public byte[] Entries { get; init; } = [];

    /// <summary>An empty sequence of entries is written, not left out.</summary>
    public bool KeepsEmpty { get; init; }

    public byte[] Extensions { get; init; } = [];
    public required Func<byte[], byte[]> Sign { get; init; }

    public static byte[] Entry(byte serial, params byte[] extensions)
    {
        byte[] last = extensions.Length == 0 ? [] : PaperState.Tagged(0x30, extensions);
        return PaperState.Tagged(0x30, [0x02, 0x01, serial, .. PaperCertificate.Time(0x17, "260101000000Z"), .. last]);
    }

    public byte[] Encode()
    {
        var algorithm = PaperSigner.Identifier("1.2.840.10045.4.3.2");
        byte[] entries = Entries.Length == 0 && !KeepsEmpty ? [] : PaperState.Tagged(0x30, Entries);
        byte[] last = Extensions.Length == 0 ? [] : PaperState.Tagged(0xA0, PaperState.Tagged(0x30, Extensions));
        var signed = PaperState.Tagged(0x30, [0x02, 0x01, 0x01, .. algorithm, .. Issuer, .. This, .. Next, .. entries, .. last]);
        return PaperState.Tagged(0x30, [.. signed, .. algorithm, .. PaperState.Tagged(0x03, [0, .. Sign(signed)])]);
    }
}
