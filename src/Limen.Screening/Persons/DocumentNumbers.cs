namespace Limen.Screening;

/// <summary>From document numbers to the rows of their holders, by hash; the row itself settles whether the number is equal.</summary>
sealed class DocumentNumbers(uint[] hashes, int[] rows)
{
    public long Bytes => hashes.Length * 8L;

    /// <summary>Rows of persons that may hold the number.</summary>
    public ReadOnlySpan<int> Holders(string number)
    {
        var hash = Hashing.Of(number);
        var from = Array.BinarySearch(hashes, hash);
        if (from < 0) return [];
        while (from > 0 && hashes[from - 1] == hash) from--;
        var end = from;
        while (end < hashes.Length && hashes[end] == hash) end++;
        return rows.AsSpan(from, end - from);
    }

    /// <summary>Capital letters and digits only; empty when fewer than four remain, which is no number.</summary>
    public static string Fold(string? number)
    {
        if (number is null) return "";
        var folded = string.Concat(number.Where(char.IsAsciiLetterOrDigit).Take(32).Select(char.ToUpperInvariant));
        return folded.Length < 4 ? "" : folded;
    }

    public void WriteTo(SectionWriter to)
    {
        to.Write(hashes); to.Write(rows);
    }

    public static DocumentNumbers ReadFrom(SectionReader from) => new(from.Read<uint>(), from.Read<int>());
}
