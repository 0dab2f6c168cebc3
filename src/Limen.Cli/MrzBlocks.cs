using System.Text;

namespace Limen.Cli;

/// <summary>
/// Cuts a text of any size into zones at its blank lines, one in memory at a time. Of a zone no more is kept than it takes to tell
/// that it is too long, so a file without line ends costs no memory.
/// </summary>
static class MrzBlocks
{
    const int MostLines = 4, LongestLine = 256;

    public static IEnumerable<string> Of(TextReader input)
    {
        var zone = new StringBuilder();
        var lines = 0;
        foreach (var line in Lines(input))
        {
            if (!string.IsNullOrWhiteSpace(line.Trim('\ufeff')))
            {
                if (lines++ < MostLines) zone.Append(line).Append('\n');
                continue;
            }
            if (zone.Length > 0) yield return zone.ToString();
            zone.Clear();
            lines = 0;
        }
        if (zone.Length > 0) yield return zone.ToString();
    }

    static IEnumerable<string> Lines(TextReader input)
    {
        var line = new StringBuilder();
        var buffer = new char[16 * 1024];
        var afterReturn = false;
        for (var read = input.Read(buffer, 0, buffer.Length); read > 0; read = input.Read(buffer, 0, buffer.Length))
            for (var at = 0; at < read; at++)
            {
                var sign = buffer[at];
                if (sign is not ('\r' or '\n'))
                {
                    if (line.Length < LongestLine) line.Append(sign);
                }
                else if (sign == '\r' || !afterReturn)
                {
                    yield return line.ToString();
                    line.Clear();
                }
                afterReturn = sign == '\r';
            }
        if (line.Length > 0) yield return line.ToString();
    }
}
