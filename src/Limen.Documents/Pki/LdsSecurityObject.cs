namespace Limen.Documents;

/// <summary>What EF.SOD signs: the hashes of the data groups (Doc 9303-10 §4.6.2.3).</summary>
sealed class LdsSecurityObject
{
    /// <summary>The greatest number of a data group.</summary>
    public const int LastGroup = 16;

    // By number, which spares a process that has just started a dictionary of its own kind.
    readonly byte[]?[] hashes = new byte[]?[LastGroup + 1];

    LdsSecurityObject() { }

    /// <summary>Null when it is none we know.</summary>
    public DigestName? Digest { get; private init; }

    /// <summary>The hash signed for a data group; null for none.</summary>
    public byte[]? HashOf(int number) => hashes[number];

    /// <summary>The data groups signed for, ascending.</summary>
    public List<int> Numbers()
    {
        var numbers = new List<int>(LastGroup);
        for (var number = 1; number <= LastGroup; number++)
            if (hashes[number] is not null) numbers.Add(number);
        return numbers;
    }

    public static bool TryParse(ReadOnlyMemory<byte> content, out LdsSecurityObject securityObject)
    {
        securityObject = new();
        var reader = new BerReader(content).Enter(0x30);
        reader.Read(0x02);
        var digest = DigestNames.FromAlgorithm(reader.Read(0x30));
        var list = reader.Read(0x30);
        if (reader.Failed || list.Children() is not { Length: > 0 } entries) return false;
        securityObject = new() { Digest = digest };
        foreach (var entry in entries)
        {
            var pair = new BerReader(entry.Value);
            var number = pair.Read(0x02).Small();
            var hash = pair.Read(0x04).Value;
            if (pair.Failed || number is < 1 or > LastGroup || securityObject.hashes[number] is not null) return false;
            securityObject.hashes[number] = hash.ToArray();
        }
        return true;
    }
}
