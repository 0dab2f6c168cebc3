using System.IO.Compression;
using System.Text;

namespace Limen.Cli;

/// <summary>Rows of a CSV file with a heading (RFC 4180), plain or gzip, read one after the other.</summary>
sealed class CsvRows : IDisposable
{
    readonly StreamReader reader;
    readonly Dictionary<string, int> columns = [];
    readonly List<string> fields = [];
    readonly StringBuilder field = new();

    /// <summary>Opens; throws <see cref="InvalidDataException"/> when a needed column is missing.</summary>
    public CsvRows(string path, params ReadOnlySpan<string> needed)
    {
        Stream stream = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) stream = new GZipStream(stream, CompressionMode.Decompress);
        reader = new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        if (!Read()) throw new InvalidDataException($"{path} is empty.");
        for (var i = 0; i < fields.Count; i++) columns.TryAdd(fields[i].Trim(), i);
        foreach (var column in needed)
            if (!columns.ContainsKey(column)) throw new InvalidDataException($"{path} has no column {column}.");
    }

    /// <summary>The column's text in the current row, trimmed; empty when row or file lack it.</summary>
    public string this[string column] => columns.TryGetValue(column, out var at) && at < fields.Count ? fields[at].Trim() : "";

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    public bool Read()
    {
        while (ReadRecord())
            if (fields.Count > 1 || fields[0].Length > 0) return true;
        return false;
    }

    bool ReadRecord()
    {
        fields.Clear();
        field.Clear();
        if (reader.Peek() < 0) return false;
        while (true)
        {
            var c = reader.Read();
            if (c == '"' && field.Length == 0) { ReadQuoted(); continue; }
            if (c is not (',' or '\n' or -1)) { field.Append((char)c); continue; }
            if (c != ',' && field.Length > 0 && field[^1] == '\r') field.Length--;
            fields.Add(field.ToString());
            field.Clear();
            if (c != ',') return true;
        }
    }

    void ReadQuoted()
    {
        while (reader.Read() is var c and >= 0)
        {
            if (c == '"' && reader.Peek() != '"') return;
            if (c == '"') reader.Read();
            field.Append((char)c);
        }
    }

    public void Dispose() => reader.Dispose();
}
