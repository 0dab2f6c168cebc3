using System.IO.Compression;
using System.Text.Json;

namespace Limen.Storage;

/// <summary>A line of a chunk: an entry, or the id of a withdrawn one.</summary>
readonly record struct ChunkLine(byte[]? Body, string? Withdrawn);

/// <summary>Reads the lines of a chunk.</summary>
static class ChunkLines
{
    /// <exception cref="InvalidDataException">These are no such lines.</exception>
    public static IEnumerable<ChunkLine> Read(Stream chunk)
    {
        using var unpacked = new BrotliStream(chunk, CompressionMode.Decompress);
        foreach (var line in Lines(unpacked))
            yield return line switch
            {
                [(byte)'+', .. var body] => new(body, null),
                [(byte)'-', .. var id] => new(null, Id(id)),
                _ => throw new InvalidDataException("A line of a chunk begins with neither sign."),
            };
    }

    static string Id(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(text) ?? throw new InvalidDataException("A withdrawn entry has no id.");
        }
        catch (JsonException)
        {
            throw new InvalidDataException("The id of a withdrawn entry cannot be read.");
        }
    }

    static IEnumerable<byte[]> Lines(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var held = 0;
        while (true)
        {
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = stream.Read(buffer, held, buffer.Length - held);
            if (read == 0) break;
            var (end, start) = (held + read, 0);
            for (int at; (at = Array.IndexOf(buffer, (byte)'\n', Math.Max(start, held), end - Math.Max(start, held))) >= 0; start = at + 1)
                yield return buffer[start..at];
            held = end - start;
            Buffer.BlockCopy(buffer, start, buffer, 0, held);
        }
        if (held > 0) throw new InvalidDataException("The last line of a chunk has no end.");
    }
}
