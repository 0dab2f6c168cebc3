using System.Text;

namespace Limen.Documents;

/// <summary>
/// A distinguished name, compared as issuers need it: the order of its parts, letter case, runs of blanks and the string type do not count
/// (five of 916 real certificates name their issuer so). A wrong match does no harm, for the key decides.
/// </summary>
sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.5"] = "SERIALNUMBER",
        ["2.5.4.6"] = "C",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["1.2.840.113549.1.9.1"] = "E",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["2.5.4.97"] = "organizationIdentifier",
    };

    static readonly UTF32Encoding BigEndianUtf32 = new(bigEndian: true, byteOrderMark: false);

    readonly List<Part> parts = [];
    readonly string key;

    public DistinguishedName(BerElement name)
    {
        foreach (var set in name.Children() ?? [])
            foreach (var attribute in set.Children() ?? [])
            {
                var reader = new BerReader(attribute.Value);
                var oid = reader.Read(0x06).Oid();
                var value = reader.Any();
                if (!reader.Failed) parts.Add(new(oid, Decode(value)));
            }
        key = string.Join('\n', parts.Select(part => part.Oid + "=" + Normal(part.Value)).Order(StringComparer.Ordinal));
    }

    /// <summary>The country, upper case as read; empty when the name has none.</summary>
    public string Country => parts.Find(part => part.Oid == Oids.CountryName)?.Value.Trim().ToUpperInvariant() ?? "";

    public bool IsEmpty => parts.Count == 0;

    public bool Equals(DistinguishedName? other) => other is not null && key == other.key;

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(", ", parts.Select(part => Short.GetValueOrDefault(part.Oid, part.Oid) + "=" + Printable(part.Value)));

    // It is printed on terminals, where control characters would be orders.
    static string Printable(string value) => value.Any(char.IsControl) ? string.Concat(value.Select(sign => char.IsControl(sign) ? '\uFFFD' : sign)) : value;

    sealed record Part(string Oid, string Value);

    static string Decode(BerElement value) => value.Tag switch
    {
        0x1E => Encoding.BigEndianUnicode.GetString(value.Value.Span),
        0x0C => Encoding.UTF8.GetString(value.Value.Span),
        0x1C => BigEndianUtf32.GetString(value.Value.Span),
        _ => Encoding.Latin1.GetString(value.Value.Span),
    };

    static string Normal(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var sign in value.Trim())
            if (!char.IsWhiteSpace(sign)) text.Append(char.ToUpperInvariant(sign));
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        return text.ToString();
    }
}
