using System.Collections.Concurrent;

namespace Limen.Screening;

/// <summary>
/// A list of persons that is searched by name, date of birth, sex, nationality and document number: an immutable snapshot, built once and swapped whole;
/// any number of threads may search it at a time.
/// </summary>
public sealed class PersonIndex
{
    readonly PartTable parts;
    readonly PersonRows rows;
    readonly DocumentNumbers documents;
    readonly ConcurrentBag<PersonSearch> idle = [];

    PersonIndex(PartTable parts, PersonRows rows, DocumentNumbers documents) => (this.parts, this.rows, this.documents) = (parts, rows, documents);

    /// <summary>Persons held; an id that is listed twice counts twice.</summary>
    public int Count => rows.Count;

    /// <summary>Bytes of memory that the index itself holds, without the few hundred kilobytes of each thread that searches.</summary>
    public long Bytes => parts.Bytes + rows.Bytes + documents.Bytes;

    /// <summary>Builds from entries in any order; an entry without a usable name is kept and found by document number only.</summary>
    public static PersonIndex Build(IEnumerable<PersonEntry> entries)
    {
        var builder = new PersonIndexBuilder();
        foreach (var entry in entries) builder.Add(entry);
        var (parts, rows, documents) = builder.Finish();
        return new(parts, rows, documents);
    }

    /// <summary>
    /// Finds the entries that the traveller may be, best first, at most <paramref name="top"/>, not cut by a threshold.
    /// <see cref="Found.Cut"/> tells how many more were met and not listed. Sex and nationality confirm or contradict a name; alone they raise nobody.
    /// </summary>
    /// <param name="query">Whom to look for.</param>
    /// <param name="top">At most so many.</param>
    /// <param name="least">Weaker ones are neither listed nor counted.</param>
    public Found Search(PersonQuery query, int top, Strength least = Strength.Weak)
    {
        if (top <= 0 || Count == 0) return Found.Nothing;
        if (!idle.TryTake(out var search)) search = new(parts, rows, documents);
        var found = search.Run(query, top, least);
        idle.Add(search);
        return found;
    }

    /// <summary>Scores every row: what <see cref="Search"/> must find, at the cost of looking at everybody.</summary>
    internal Found Scan(PersonQuery query, int top) => new PersonSearch(parts, rows, documents).Run(query, top, Strength.Weak, everybody: true);

    /// <summary>Writes the whole index, so that <see cref="ReadFrom"/> has it back without building.</summary>
    public void WriteTo(Stream stream)
    {
        var to = new SectionWriter(stream);
        to.Write([Version]);
        parts.WriteTo(to);
        rows.WriteTo(to);
        documents.WriteTo(to);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote. Throws <see cref="InvalidDataException"/> when it is torn or of another version; that nothing in it is altered, the caller checks before.</summary>
    public static PersonIndex ReadFrom(Stream stream)
    {
        var from = new SectionReader(stream);
        if (from.Read<int>() is not [Version]) throw new InvalidDataException("An index of persons of another version.");
        return new(PartTable.ReadFrom(from), PersonRows.ReadFrom(from), DocumentNumbers.ReadFrom(from));
    }

    /// <summary>Changes whenever the packed form, the folding or the weights that are stored in it change.</summary>
    public const int Version = 3;
}
