using System.Text;

namespace Limen.Documents;

/// <summary>Finds the objects in PEM text (RFC 7468), or in bare base64 as some States publish.</summary>
static class PemReader
{
    const string Begin = "-----BEGIN ", End = "-----END ";

    /// <summary>True when the content is text rather than DER.</summary>
    public static bool IsText(ReadOnlySpan<byte> content) =>
        content.IndexOf("-----BEGIN "u8) >= 0 || content.Length > 0 && content.IndexOfAnyExceptInRange((byte)9, (byte)126) < 0;

    public static List<ReadOnlyMemory<byte>> Blocks(ReadOnlySpan<byte> content, Action<string> unreadable)
    {
        var text = Encoding.Latin1.GetString(content);
        var blocks = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        if (!text.Contains(Begin, StringComparison.Ordinal)) Add(text, blocks, unreadable);
        while ((at = text.IndexOf(Begin, at, StringComparison.Ordinal)) >= 0)
        {
            var body = text.IndexOf("-----", at + Begin.Length, StringComparison.Ordinal);
            var end = body < 0 ? -1 : text.IndexOf(End, body + 5, StringComparison.Ordinal);
            if (end < 0) { unreadable("a PEM block without end"); break; }
            Add(text.AsSpan(body + 5, end - body - 5), blocks, unreadable);
            at = end;
        }
        return blocks;
    }

    static void Add(ReadOnlySpan<char> base64, List<ReadOnlyMemory<byte>> blocks, Action<string> unreadable)
    {
        var bytes = new byte[base64.Length / 4 * 3 + 3];
        if (Convert.TryFromBase64Chars(base64, bytes, out var written) && written > 0) blocks.Add(bytes.AsMemory(0, written));
        else unreadable("a PEM block that is no base64");
    }
}
