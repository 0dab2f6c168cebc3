using System.Security.Cryptography;
using System.Text;

namespace Limen.Documents;

/// <summary>
/// What opens the chip: number, date of birth and date of expiry of the MRZ, or the card access number printed on the document
/// (Doc 9303-11 §4.3.2, §4.4.4). Nothing else of the MRZ matters, so a wrong composite digit or name does not block access.
/// </summary>
public sealed class AccessKey
{
    const string Weights = "731";

    AccessKey(string secret, bool isCan) => (Secret, IsCan) = (secret, isCan);

    /// <summary>True for a card access number, which opens PACE alone.</summary>
    public bool IsCan { get; }

    /// <summary>The MRZ information or the CAN, as hashed.</summary>
    string Secret { get; }

    /// <summary>From a document number of any length and two dates <c>YYMMDD</c> as printed; false when they hold other characters than an MRZ does.</summary>
    public static bool TryFromFields(string number, string birth, string expiry, out AccessKey? key)
    {
        key = null;
        number = number.Trim().TrimEnd('<').ToUpperInvariant().PadRight(9, '<');
        if (birth.Length != 6 || expiry.Length != 6 || !(number + birth + expiry).All(IsMrz)) return false;
        key = new(WithDigit(number) + WithDigit(birth) + WithDigit(expiry), isCan: false);
        return true;
    }

    /// <summary>
    /// From the lines of an MRZ of TD1, TD2 or TD3 size, with or without line breaks. Check digits are computed, never taken from the
    /// text, and the composite one is not looked at. False when the text has no such size.
    /// </summary>
    public static bool TryFromMrz(string text, out AccessKey? key)
    {
        key = null;
        var mrz = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();
        return mrz.Length switch
        {
            90 => TryFromFields(LongNumber(mrz[5..14], mrz[14], mrz[15..30]), mrz[30..36], mrz[38..44], out key),
            72 => TryFromFields(LongNumber(mrz[36..45], mrz[45], mrz[64..71]), mrz[49..55], mrz[57..63], out key),
            88 => TryFromFields(mrz[44..53], mrz[57..63], mrz[65..71], out key),
            _ => false,
        };
    }

    /// <summary>From a card access number of six digits; other lengths and letters are let through to the chip up to 16 characters.</summary>
    public static bool TryFromCan(string can, out AccessKey? key)
    {
        can = can.Trim();
        key = can.Length is > 0 and <= 16 && can.All(char.IsAsciiLetterOrDigit) ? new(can, isCan: true) : null;
        return key is not null;
    }

    /// <summary>The kind and nothing of the holder's data.</summary>
    public override string ToString() => IsCan ? "CAN" : "MRZ";

    /// <summary>Key seed of BAC: the first 16 octets of SHA-1 (§4.3.2).</summary>
    internal byte[] BacSeed() => SHA1.HashData(Encoding.ASCII.GetBytes(Secret))[..16];

    /// <summary>The secret that PACE derives its key from (§9.7.3): SHA-1 of the MRZ information, or the CAN's characters.</summary>
    internal byte[] PaceSecret() => IsCan ? Encoding.ASCII.GetBytes(Secret) : SHA1.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>Document number with its check digit, which BAC chips use as their name in terminal authentication.</summary>
    internal byte[] NumberWithDigit() => IsCan ? [] : Encoding.ASCII.GetBytes(Secret[..^14]);

    // A number that spills over: a filler stands for the check digit, and the optional data begin with the rest of the
    // number and its digit, up to the next filler (Doc 9303-5 and -6, §4.2.2.2).
    static string LongNumber(string number, char digit, string optional)
    {
        if (digit != '<' || optional.StartsWith('<')) return number;
        var rest = optional.Split('<')[0];
        return rest.Length < 2 ? number : number + rest[..^1];
    }

    static string WithDigit(string field) => field + Digit(field);

    static char Digit(string field)
    {
        var sum = 0;
        for (var i = 0; i < field.Length; i++) sum += (Weights[i % 3] - '0') * Value(field[i]);
        return (char)('0' + sum % 10);
    }

    static int Value(char letter) => char.IsAsciiDigit(letter) ? letter - '0' : letter == '<' ? 0 : letter - 'A' + 10;

    static bool IsMrz(char letter) => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter) || letter == '<';
}
