using System.Text;

namespace Limen.Documents;

/// <summary>Streams the base64 values of an LDIF (RFC 2849), as the ICAO PKD publishes certificates, revocation, master and deviation lists.</summary>
static class LdifReader
{
    const int MostValueChars = 24 << 20, LeastObjectBytes = 64;

    /// <summary>True when the text begins as an LDIF does, comments before it allowed.</summary>
    public static bool IsLdif(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range].TrimEnd((byte)'\r');
            if (line.StartsWith<byte>([0xEF, 0xBB, 0xBF])) line = line[3..];
            if (line.Length == 0 || line[0] is (byte)'#' or (byte)' ') continue; // a comment may be folded too
            return Ascii.EqualsIgnoreCase(line[..Math.Min(8, line.Length)], "version:"u8) || Ascii.EqualsIgnoreCase(line[..Math.Min(3, line.Length)], "dn:"u8);
        }
        return false;
    }

    /// <summary>
    /// Every value that is binary and begins as a DER SEQUENCE; line by line, one value in memory at a time. Comments are passed over, and what a
    /// file of changes deletes.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Binaries(Stream stream, Action<string> unreadable, CancellationToken cancel)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, false, 65536, leaveOpen: true);
        var logical = new StringBuilder();
        var deleting = false;
        for (string? line; (line = ReadLine(reader)) is not null;)
        {
            cancel.ThrowIfCancellationRequested();
            // A line may be folded anywhere, in the name of its attribute too.
            if (line.StartsWith(' '))
            {
                if (logical.Length < MostValueChars) logical.Append(line, 1, line.Length - 1);
                continue;
            }
            if (Decode(logical, ref deleting, unreadable) is { Length: > 0 } found) yield return found;
            logical.Clear().Append(line);
        }
        if (Decode(logical, ref deleting, unreadable) is { Length: > 0 } last) yield return last;
    }

    // A line without end must not fill the memory: what is beyond the limit is dropped.
    static string? ReadLine(StreamReader reader)
    {
        if (reader.EndOfStream) return null;
        var line = new StringBuilder(80);
        for (int sign; (sign = reader.Read()) >= 0 && sign != '\n';)
            if (line.Length < MostValueChars) line.Append((char)sign);
        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        return line.ToString();
    }

    // The value after two colons is base64; after one it is text.
    static ReadOnlyMemory<byte> Decode(StringBuilder logical, ref bool deleting, Action<string> unreadable)
    {
        var line = logical.ToString();
        if (line.StartsWith('#')) return default;
        // RFC 2849: delete: ATTRIBUTE, the values, and a hyphen alone.
        if (line is "" or "-") deleting = false;
        else deleting |= line.StartsWith("delete:", StringComparison.OrdinalIgnoreCase);
        var colon = line.IndexOf(':');
        if (deleting || colon <= 0 || colon + 1 >= line.Length || line[colon + 1] != ':') return default;
        var text = line.AsSpan(colon + 2).Trim();
        if (text.Length < LeastObjectBytes || text[0] != 'M') return default;
        var bytes = new byte[text.Length / 4 * 3 + 3];
        if (Convert.TryFromBase64Chars(text, bytes, out var written)) return bytes.AsMemory(0, written);
        unreadable("a value that is no base64");
        return default;
    }
}
