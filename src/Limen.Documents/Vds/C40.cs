using System.Text;

namespace Limen.Documents;

/// <summary>C40 as seals use it (Doc 9303-13 §2.3.1, ISO/IEC 16022): three signs to two octets; a blank stands for the filler of an MRZ.</summary>
static class C40
{
    const byte Unlatch = 0xFE;

    /// <summary>How many octets that many signs take.</summary>
    public static int Octets(int signs) => (signs + 2) / 3 * 2;

    /// <summary>The signs, padding left out; null where the octets are no C40 of this set.</summary>
    public static string? Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.Length % 2 != 0) return null;
        var text = new StringBuilder(octets.Length * 3 / 2);
        for (var i = 0; i < octets.Length; i += 2)
        {
            if (octets[i] == Unlatch)
            {
                if (octets[i + 1] is 0 or > 128) return null;
                text.Append((char)(octets[i + 1] - 1));
                continue;
            }
            var number = (octets[i] << 8 | octets[i + 1]) - 1;
            if (number is < 0 or >= 64000) return null;
            foreach (var sign in (ReadOnlySpan<int>)[number / 1600, number / 40 % 40, number % 40])
                if (!TryAppend(text, sign)) return null;
        }
        return text.ToString();
    }

    // 0 pads the last three; 1 and 2 would shift to sets that seals do not use.
    static bool TryAppend(StringBuilder text, int sign)
    {
        if (sign is 1 or 2) return false;
        if (sign == 3) text.Append(' ');
        else if (sign >= 14) text.Append((char)('A' + sign - 14));
        else if (sign >= 4) text.Append((char)('0' + sign - 4));
        return true;
    }
}
