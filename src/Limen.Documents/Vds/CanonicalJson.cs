using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Limen.Documents;

/// <summary>The canonical form of JSON (RFC 8785): members sorted by UTF-16 units, no blanks, the fewest escapes, numbers as ECMAScript writes them.</summary>
static class CanonicalJson
{
    /// <summary>Null when a name stands twice in one object, for then two readers may see two documents.</summary>
    public static string? Of(JsonElement element)
    {
        var text = new StringBuilder();
        return TryWrite(element, text) ? text.ToString() : null;
    }

    static bool TryWrite(JsonElement element, StringBuilder text)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object: return TryWriteObject(element, text);
            case JsonValueKind.Array: return TryWriteArray(element, text);
            case JsonValueKind.String: WriteString(element.GetString()!, text); return true;
            case JsonValueKind.Number: text.Append(Number(element.GetDouble())); return true;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null: text.Append(element.GetRawText()); return true;
            case JsonValueKind.Undefined: return false;
        }
        return false;
    }

    static bool TryWriteObject(JsonElement element, StringBuilder text)
    {
        var members = element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        text.Append('{');
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && members[i].Name == members[i - 1].Name) return false;
            if (i > 0) text.Append(',');
            WriteString(members[i].Name, text);
            text.Append(':');
            if (!TryWrite(members[i].Value, text)) return false;
        }
        text.Append('}');
        return true;
    }

    static bool TryWriteArray(JsonElement element, StringBuilder text)
    {
        text.Append('[');
        var first = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!first) text.Append(',');
            first = false;
            if (!TryWrite(item, text)) return false;
        }
        text.Append(']');
        return true;
    }

    static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var sign in value)
            text.Append(sign switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => sign.ToString(),
            });
        text.Append('"');
    }

    // ECMA-262 Number::toString: plain digits from 1e-6 up to 1e21, else an exponent without leading zeros.
    static string Number(double value)
    {
        if (value == 0) return "0";
        var (digits, exponent) = Shortest(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        var sign = value < 0 ? "-" : "";
        if (exponent is >= 0 and < 21)
            return sign + (digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..]);
        if (exponent is < 0 and >= -6) return sign + "0." + new string('0', -exponent - 1) + digits;
        var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
        return sign + digits[..1] + (digits.Length > 1 ? "." + digits[1..] : "") + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    // The significant digits, and the power of ten of the first.
    static (string Digits, int Exponent) Shortest(string round)
    {
        var parts = round.Split('E');
        var point = parts[0].IndexOf('.') is >= 0 and var at ? at : parts[0].Length;
        var all = parts[0].Replace(".", "");
        var digits = all.TrimStart('0');
        var power = parts.Length > 1 ? int.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (digits.TrimEnd('0'), point - 1 - (all.Length - digits.Length) + power);
    }
}
