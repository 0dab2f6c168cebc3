using System.Globalization;
using System.Text;
using Limen.Documents;

namespace Limen.Storage;

/// <summary>Texts of fields as list owners write them, whatever the format.</summary>
static class FieldText
{
    /// <summary>A state by Doc 9303 code, ISO alpha-2 or alpha-3 code, or English name; empty text is an empty code.</summary>
    public static bool TryState(string text, out StateCode state)
    {
        state = default;
        if (text.Length == 0) return true;
        if (StateCode.TryParse(text, out state) && StateCodes.TryFind(state, out _)) return true;
        return StateCodes.TryFromAlpha2(text, out state) || StateCodes.TryFromName(text, out state);
    }

    /// <summary>Blank is unknown.</summary>
    public static bool TryClass(string text, out DocumentClass value)
    {
        DocumentClass? found = text.ToLowerInvariant() switch
        {
            "" or "unknown" or "other" => DocumentClass.Unknown,
            "passport" or "passports" => DocumentClass.Passport,
            "id" or "identity card" or "identitycard" or "identity-card" or "id card" or "idcard" or "residence permit" or "residencepermit" => DocumentClass.IdentityCard,
            "visa" or "visas" => DocumentClass.Visa,
            { Length: 1 or 2 } code => OfCode(code[0]),
            _ => null,
        };
        value = found ?? default;
        return found is not null;
    }

    /// <summary>Letters of any alphabet's documents as in the MRZ: capitals and digits, separators dropped; null when anything else stands there.</summary>
    public static string? Number(string text)
    {
        var number = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (sign is ' ' or '-' or '<' or '.' or '/' or '\u00A0') continue;
            if (!char.IsAsciiLetterOrDigit(sign)) return null;
            number.Append(char.ToUpperInvariant(sign));
        }
        return number.ToString();
    }

    public static bool TryDay(string text, out DateOnly? day)
    {
        day = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }

    public static bool TrySex(string text, out Sex sex)
    {
        Sex? found = text.ToLowerInvariant() switch
        {
            "" or "x" or "<" or "u" or "unknown" or "unspecified" or "other" => Sex.Unspecified,
            "f" or "female" or "w" => Sex.Female,
            "m" or "male" => Sex.Male,
            _ => null,
        };
        sex = found ?? default;
        return found is not null;
    }

    static DocumentClass? OfCode(char first) => first switch
    {
        'p' => DocumentClass.Passport,
        'a' or 'c' or 'i' => DocumentClass.IdentityCard,
        'v' => DocumentClass.Visa,
        _ => null,
    };
}
