using System.Diagnostics.CodeAnalysis;

namespace Limen.Documents;

/// <summary>
/// A machine readable zone as it was read: every field's text and value, every check digit's result, and every character that does
/// not belong where it stands. Reading never throws and never hides a readable field behind an unreadable one.
/// Equal when the text is equal and was read for the same century.
/// </summary>
public sealed record Mrz
{
    readonly string text;
    readonly MrzLayout layout;
    readonly int rest;

    Mrz(string text, MrzLayout layout, ref MrzReader reader, DateOnly today)
    {
        this.text = text;
        this.layout = layout;
        DocumentCode = reader.DocumentCode();
        IssuingState = reader.IssuingState();
        (PrimaryIdentifier, SecondaryIdentifier, NameTruncated) = reader.Name();
        (DocumentNumber, rest, var number) = reader.DocumentNumber();
        Nationality = reader.Nationality(IssuingState);
        (DateOfBirth, var birth) = reader.Birth(today);
        Sex = reader.Sex();
        (DateOfExpiry, var expiry) = reader.Expiry(today);
        Checks = new(number, birth, expiry, reader.OptionalData(), reader.Composite());
        Problems = reader.Problems();
    }

    /// <summary>Which of the five zones it is; told by the lines' number and length and by the first letter.</summary>
    public MrzFormat Format => layout.Format;

    /// <summary>One or two characters without fillers: <c>P</c>, <c>PP</c>, <c>ID</c>, <c>V</c>.</summary>
    public string DocumentCode { get; }

    /// <summary>What the document code says.</summary>
    public DocumentKind Kind => DocumentCodes.KindOf(Format, DocumentCode);

    /// <summary>The class by which lists key the document.</summary>
    public DocumentClass DocumentClass => DocumentCodes.ClassOf(Format);

    /// <summary>Empty when the field is not one to three letters.</summary>
    public StateCode IssuingState { get; }

    /// <summary>The whole number, a long one put together, without fillers.</summary>
    public string DocumentNumber { get; }

    /// <summary>Surname components with one blank between; empty when the zone has none (a name that begins with two fillers).</summary>
    public string PrimaryIdentifier { get; }

    /// <summary>Given names with one blank between; empty when the name has one part.</summary>
    public string SecondaryIdentifier { get; }

    /// <summary>
    /// True when the name fills its field to the last position: it must be taken as cut off even if it fits (Doc 9303-4 §4.2.3).
    /// </summary>
    public bool NameTruncated { get; }

    /// <summary>Empty when the field is not one to three letters.</summary>
    public StateCode Nationality { get; }

    /// <summary>Year and what else is known; null when the year is not, or when no calendar has the day.</summary>
    public PartialDate? DateOfBirth { get; }

    /// <summary>As printed, the filler as unspecified; null when the character is none of them.</summary>
    public Sex? Sex { get; }

    /// <summary>Null when the document gives none, or when no calendar has the day.</summary>
    public PartialDate? DateOfExpiry { get; }

    /// <summary>
    /// The optional data fields that are not empty, in order, inner fillers kept; what belongs to a long document number is left out.
    /// </summary>
    public IReadOnlyList<string> OptionalData
    {
        get
        {
            var first = Text(MrzField.OptionalData).Trim('<');
            var second = Text(MrzField.SecondOptionalData).Trim('<');
            return (first.Length, second.Length) switch { (0, 0) => [], (0, _) => [second], (_, 0) => [first], _ => [first, second] };
        }
    }

    /// <summary>The check digits.</summary>
    public MrzChecks Checks { get; }

    /// <summary>
    /// Characters that do not belong where they stand, first one first; empty on a clean zone. A wrong check digit is not among them.
    /// </summary>
    public IReadOnlyList<MrzProblem> Problems { get; }

    /// <summary>The lines, in capitals, without anything around them.</summary>
    public IReadOnlyList<string> Lines => Enumerable.Range(0, layout.LineCount)
        .Select(line => text.Substring(line * layout.Width, layout.Width)).ToArray();

    /// <summary>
    /// Number, date of birth and date of expiry with their check digits, as the chip's access keys want them (Doc 9303-11 §4.3.2 and
    /// §4.4.4.1): characters as printed, of a long number all of them without the filler in between.
    /// </summary>
    public string MrzInformation => string.Concat(
        string.Concat(Text(MrzField.DocumentNumber), Text(MrzField.DocumentNumberRest), Text(MrzField.DocumentNumberCheckDigit)),
        string.Concat(Text(MrzField.DateOfBirth), Text(MrzField.DateOfBirthCheckDigit)),
        string.Concat(Text(MrzField.DateOfExpiry), Text(MrzField.DateOfExpiryCheckDigit)));

    /// <summary>The characters of a field with their fillers; empty when the zone has no such field.</summary>
    public string Text(MrzField field)
    {
        var place = Place(field);
        return place.Length == 0 ? "" : text.Substring(layout.Offset(place), place.Length);
    }

    /// <summary>Where a field stands in these lines; a long document number moves its check digit and shortens the optional data.</summary>
    public MrzPlace Place(MrzField field)
    {
        var optional = layout[MrzField.OptionalData];
        if (rest == 0) return layout[field];
        if (field == MrzField.DocumentNumberRest) return optional with { Field = field, Length = rest };
        if (field == MrzField.DocumentNumberCheckDigit) return optional with { Field = field, Column = optional.Column + rest, Length = 1 };
        return field == MrzField.OptionalData
            ? optional with { Column = optional.Column + rest + 1, Length = optional.Length - rest - 1 }
            : layout[field];
    }

    /// <summary>The fields of these lines in the order of <see cref="MrzField"/>.</summary>
    public IEnumerable<MrzPlace> Places => Enum.GetValues<MrzField>().Select(Place).Where(place => place.Length > 0);

    /// <summary>
    /// What an officer should compare with the document: each problem's character, and each field whose check digit failed or proves
    /// nothing, with the digit itself.
    /// </summary>
    public IEnumerable<MrzPlace> Doubtful =>
        Problems.Select(problem => new MrzPlace(FieldAt(problem), problem.Line, problem.Column, 1))
            .Concat(DoubtfulFields().Select(Place).Where(place => place.Length > 0));

    /// <summary>
    /// Reads one zone from two or three lines, or from one string of 88, 72 or 90 characters. Line ends of any kind, blanks, control
    /// characters and byte order marks around lines are dropped; small letters are read as capitals and told.
    /// </summary>
    /// <param name="text">What the scanner, the chip or the keyboard gave.</param>
    /// <param name="today">Decides the century of two-digit years: no birth is after it, no expiry more than fifty years from it.</param>
    /// <param name="mrz">The zone; null when the lines are not those of any format.</param>
    /// <param name="problem">Why nothing was read, or the first of the zone's <see cref="Problems"/>; null on a clean zone.</param>
    /// <returns>True when the fields were read, with or without problems. A rejected text costs no allocation.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, DateOnly today, [NotNullWhen(true)] out Mrz? mrz, out MrzProblem? problem)
    {
        Span<char> joined = stackalloc char[MrzLines.Longest];
        mrz = null;
        problem = MrzLines.Arrange(text, joined, out var layout);
        if (layout is null || problem is not null) return false;
        joined = joined[..(layout.LineCount * layout.Width)];
        var capitals = Capitals(joined);
        var reader = new MrzReader(capitals, layout);
        reader.Characters(joined);
        mrz = new(capitals, layout, ref reader, today);
        problem = mrz.Problems.Count > 0 ? mrz.Problems[0] : null;
        return true;
    }

    /// <summary>Same characters in the same format, read for the same dates.</summary>
    public bool Equals(Mrz? other) =>
        other is not null && text == other.text && Format == other.Format
        && DateOfBirth == other.DateOfBirth && DateOfExpiry == other.DateOfExpiry;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(text, Format);

    /// <summary>Says only the format: no person is in it.</summary>
    public override string ToString() => $"MRZ {Format.Name()}";

    static string Capitals(ReadOnlySpan<char> given) => given.ContainsAnyInRange('a', 'z')
        ? string.Create(given.Length, given, static (capitals, small) =>
        {
            for (var at = 0; at < small.Length; at++) capitals[at] = char.IsAsciiLetterLower(small[at]) ? (char)(small[at] - 32) : small[at];
        })
        : given.ToString();

    MrzField FieldAt(MrzProblem problem) => Places.First(place =>
        place.Line == problem.Line && problem.Column >= place.Column && problem.Column < place.Column + place.Length).Field;

    IEnumerable<MrzField> DoubtfulFields() =>
    [
        .. Doubted(Checks.DocumentNumber, MrzField.DocumentNumber, MrzField.DocumentNumberRest, MrzField.DocumentNumberCheckDigit),
        .. Doubted(Checks.DateOfBirth, MrzField.DateOfBirth, MrzField.DateOfBirthCheckDigit),
        .. Doubted(Checks.DateOfExpiry, MrzField.DateOfExpiry, MrzField.DateOfExpiryCheckDigit),
        .. Doubted(Checks.OptionalData, MrzField.OptionalData, MrzField.OptionalDataCheckDigit),
        .. Doubted(Checks.Composite, MrzField.CompositeCheckDigit),
    ];

    static MrzField[] Doubted(CheckResult check, params MrzField[] fields) =>
        check is CheckResult.Failed or CheckResult.Undetermined ? fields : [];
}
