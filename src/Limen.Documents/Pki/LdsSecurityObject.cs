namespace Limen.Documents;

/// <summary>What EF.SOD signs: the hashes of the data groups (Doc 9303-10 §4.6.2.3).</summary>
sealed class LdsSecurityObject
{
    LdsSecurityObject() { }

    public DigestName Digest { get; private init; }
    public IReadOnlyDictionary<int, ReadOnlyMemory<byte>> Hashes { get; private init; } = new Dictionary<int, ReadOnlyMemory<byte>>();

    public static bool TryParse(ReadOnlyMemory<byte> content, out LdsSecurityObject securityObject)
    {
        securityObject = new();
        var reader = new BerReader(content).Enter(0x30);
        reader.Read(0x02);
        var digest = DigestNames.FromAlgorithm(reader.Read(0x30));
        var list = reader.Read(0x30);
        if (reader.Failed || digest is null || list.Children() is not { Count: > 0 } entries) return false;
        var hashes = new SortedDictionary<int, ReadOnlyMemory<byte>>();
        foreach (var entry in entries)
        {
            var pair = new BerReader(entry.Value);
            var number = pair.Read(0x02).Small();
            if (!hashes.TryAdd(number, pair.Read(0x04).Value) || pair.Failed || number is < 1 or > 16) return false;
        }
        securityObject = new() { Digest = digest.Value, Hashes = hashes };
        return true;
    }
}
