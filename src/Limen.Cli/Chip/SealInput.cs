using System.Text;

namespace Limen.Cli;

/// <summary>A seal as scanners and people hand it over.</summary>
static class SealInput
{
    const int MostBytes = 1 << 20;

    /// <summary>The file's bytes, standard input for a dash.</summary>
    public static ReadOnlyMemory<byte> Read(string file)
    {
        using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
        var buffer = new byte[MostBytes];
        return buffer.AsMemory(0, input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
    }

    /// <summary>The content as text when it is JSON.</summary>
    public static bool TryText(ReadOnlyMemory<byte> content, out string text)
    {
        text = Encoding.UTF8.GetString(content.Span).Trim().TrimStart('\uFEFF');
        return text.StartsWith('{');
    }

    /// <summary>The octets, from themselves, from hex or from base64.</summary>
    public static bool TryOctets(ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> octets)
    {
        octets = content;
        if (content.Length > 0 && content.Span[0] == 0xDC) return true;
        var text = string.Concat(Encoding.Latin1.GetString(content.Span).Where(sign => !char.IsWhiteSpace(sign)));
        var buffer = new byte[text.Length];
        var isHex = text.Length % 2 == 0 && text.Length > 0 && text.All(char.IsAsciiHexDigit);
        if (isHex) octets = Convert.FromHexString(text);
        else if (Convert.TryFromBase64String(text, buffer, out var written)) octets = buffer.AsMemory(0, written);
        else return false;
        return true;
    }
}
