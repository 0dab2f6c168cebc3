namespace Limen.Documents;

/// <summary>An extension of a certificate, a revocation list or one of its entries (RFC 5280 §4.1).</summary>
/// <param name="Oid">What it is, dotted.</param>
/// <param name="IsCritical">Whoever does not understand it may not rely on what it stands in.</param>
/// <param name="Content">Empty where it cannot be read.</param>
sealed record Extension(string Oid, bool IsCritical, BerElement Content)
{
    /// <summary>Every extension of a sequence of them; those that are none are passed over.</summary>
    public static List<Extension> ReadAll(BerElement sequence)
    {
        var all = new List<Extension>();
        foreach (var extension in sequence.Children() ?? [])
        {
            var reader = new BerReader(extension.Value);
            var oid = reader.Read(0x06).Oid();
            var critical = reader.TryRead(0x01, out var flag) && flag.IsTrue();
            var value = reader.Read(0x04).Value;
            if (reader.Failed) continue;
            BerElement.TryRead(value, out var content, out _);
            all.Add(new(oid, critical, content));
        }
        return all;
    }
}
