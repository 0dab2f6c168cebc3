using System.Globalization;
using System.Text;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>Reads a nationality as lists and tables write it: a Doc 9303 code, an ISO alpha-2 or alpha-3 code, or an English name.</summary>
static class StateNames
{
    static readonly Dictionary<string, StateCode> Codes = Read();

    /// <summary>False when the text is none that is known; a three-letter code that is not in the table is taken as it stands.</summary>
    public static bool TryRead(string text, out StateCode code) =>
        Codes.TryGetValue(Fold(text), out code) || (text.Length == 3 && StateCode.TryParse(text, out code));

    static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
            if (char.IsLetter(c)) folded.Append(c is 'ü' or 'Ü' ? 'U' : c is 'é' or 'É' ? 'E' : c is 'ô' or 'Ô' ? 'O' : char.ToUpper(c, CultureInfo.InvariantCulture));
        return folded.ToString();
    }

    static Dictionary<string, StateCode> Read()
    {
        var codes = new Dictionary<string, StateCode>();
        using var reader = new StreamReader(typeof(StateNames).Assembly.GetManifestResourceStream("states.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var words = line.Split(' ', 3);
            if (!StateCode.TryParse(words[1], out var code)) continue;
            codes[words[0]] = code;
            codes[words[1]] = code;
            foreach (var name in words[2].Split('|')) codes[Fold(name)] = code;
        }
        codes["DEU"] = codes["D"];
        return codes;
    }
}
