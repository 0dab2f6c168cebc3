using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Limen.Documents;

/// <summary>
/// The tagged fields of EF.DG11, EF.DG12 and EF.DG16. Issuers deviate: fields that the tag list does not name, listed fields that are absent,
/// the template tag A0 in the list in place of what it holds (BLR), tags of their own (5F85 in BEL), empty values, dates packed two digits to an octet.
/// </summary>
sealed class DetailFields
{
    const int OwnOfBel = 0x5F85;

    readonly Dictionary<int, List<ReadOnlyMemory<byte>>> found = [];
    readonly SortedSet<string> deviations = new(StringComparer.Ordinal);

    DetailFields() { }

    public IReadOnlyList<string> Deviations => [.. deviations];

    public static DetailFields? Read(BerElement content)
    {
        var fields = new DetailFields();
        var rest = content.Value;
        while (rest.Length > 0)
        {
            if (rest.Span[0] == 0) { rest = rest[1..]; fields.deviations.Add("lds.zeroTag"); continue; }
            if (!TryField(rest, out var field, out rest)) return null;
            fields.Add(field);
        }
        fields.CompareWithList();
        return fields;
    }

    public string? Text(int tag) => Texts(tag) is [var first, ..] ? first : null;

    public IReadOnlyList<string> Texts(int tag) =>
        found.TryGetValue(tag, out var values) ? [.. values.Select(Decode).Where(text => text.Length > 0)] : [];

    public ChipImage? Image(int tag) =>
        found.TryGetValue(tag, out var values) && values[0].Length > 0 ? ChipImage.Of(values[0]) : null;

    public string? Digits(int tag) => found.TryGetValue(tag, out var values) && Digits(values[0].Span) is { Length: > 0 } digits ? digits : null;

    public PartialDate? Date(int tag)
    {
        if (Digits(tag) is not { Length: 8 } text) return null;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, null, out var year) || year == 0) return null;
        int.TryParse(text.AsSpan(4, 2), NumberStyles.None, null, out var month);
        int.TryParse(text.AsSpan(6, 2), NumberStyles.None, null, out var day);
        if (month > 12) return null;
        if (month == 0) return new(year);
        return day == 0 ? new(year, month) : day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    // By X.690 a tag 5F85 would go on; BEL means two octets by it.
    static bool TryField(ReadOnlyMemory<byte> data, out BerElement field, out ReadOnlyMemory<byte> rest)
    {
        if (!data.Span.StartsWith<byte>([OwnOfBel >> 8, OwnOfBel & 0xFF])) return BerElement.TryRead(data, out field, out rest);
        if (!BerElement.TryRead(data[1..], out field, out rest)) return false;
        field = field with { Tag = OwnOfBel };
        return true;
    }

    void Add(BerElement field)
    {
        if (field.Tag is >= 0xA0 and <= 0xAF)
        {
            foreach (var inner in field.Children() ?? [])
                if (inner.Tag != 0x02) Keep(inner);
        }
        else Keep(field);
    }

    void Keep(BerElement field)
    {
        if (!found.TryGetValue(field.Tag, out var values)) found[field.Tag] = values = [];
        values.Add(field.Value);
        if (field.Value.Length == 0) deviations.Add("lds.emptyField");
    }

    void CompareWithList()
    {
        if (!found.TryGetValue(0x5C, out var lists)) { deviations.Add("lds.tagList"); return; }
        var listed = ReadTags(lists[0].Span);
        if (listed.Remove(0xA0)) deviations.Add("lds.templateInList");
        else if (found.Keys.Any(tag => tag != 0x5C && !listed.Contains(tag))) deviations.Add("lds.unlistedField");
        if (listed.Any(tag => !found.ContainsKey(tag))) deviations.Add("lds.listedFieldAbsent");
    }

    static HashSet<int> ReadTags(ReadOnlySpan<byte> list)
    {
        var tags = new HashSet<int>();
        for (var i = 0; i < list.Length; i++)
            tags.Add((list[i] & 0x1F) == 0x1F && i + 1 < list.Length ? list[i] << 8 | list[++i] : list[i]);
        return tags;
    }

    // Eight ASCII digits, or the same packed two to an octet; anything else is not a date.
    static string Digits(ReadOnlySpan<byte> value)
    {
        if (value.Length is 4 or 7)
        {
            var packed = Convert.ToHexString(value);
            return packed.All(char.IsAsciiDigit) ? packed : "";
        }
        var text = Encoding.Latin1.GetString(value).Trim().Replace('<', '0');
        return text.All(char.IsAsciiDigit) ? text : "";
    }

    static string Decode(ReadOnlyMemory<byte> value) =>
        (Utf8.IsValid(value.Span) ? Encoding.UTF8 : Encoding.Latin1).GetString(value.Span).Trim();
}
