using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Limen.Documents;

/// <summary>Writes the five zones: fields, transliteration, truncation, long numbers, check digits (Doc 9303-3 §4, -4 to -7 §4.2).</summary>
public static class MrzWriter
{
    /// <summary>Writes the lines; false with the place and the field of the first content that does not fit.</summary>
    public static bool TryWrite(MrzContent content, [NotNullWhen(true)] out IReadOnlyList<string>? lines, out MrzProblem? problem)
    {
        var zone = new Zone(content.Format);
        zone.Put(MrzField.DocumentCode, content.DocumentCode, MrzProblemCode.DocumentCode);
        zone.Require(MrzField.DocumentCode, MrzProblemCode.DocumentCode,
            content.DocumentCode is [var first, ..] && DocumentCodes.Begins(content.Format, first) && content.DocumentCode.All(char.IsAsciiLetterUpper));
        zone.Put(MrzField.IssuingState, content.IssuingState.Value, MrzProblemCode.IssuingState);
        zone.Require(MrzField.IssuingState, MrzProblemCode.IssuingState, !content.IssuingState.IsEmpty);
        if (zone.Length(MrzField.Nationality) > 0) zone.Put(MrzField.Nationality, content.Nationality.Value, MrzProblemCode.Nationality);
        zone.Require(MrzField.Nationality, MrzProblemCode.Nationality, !content.Nationality.IsEmpty);
        Names(ref zone, content);
        zone.Require(MrzField.Name, MrzProblemCode.Name, zone.IsFilled(MrzField.Name));
        Number(ref zone, content);
        zone.Put(MrzField.SecondOptionalData, Plain(content.SecondOptionalData), MrzProblemCode.OptionalData);
        zone.PutDate(MrzField.DateOfBirth, MrzField.DateOfBirthCheckDigit, content.DateOfBirth);
        zone.PutDate(MrzField.DateOfExpiry, MrzField.DateOfExpiryCheckDigit, content.DateOfExpiry);
        zone.Put(MrzField.Sex, content.Sex switch { Sex.Female => "F", Sex.Male => "M", Sex.Unspecified => "<" }, MrzProblemCode.Sex);
        zone.Check(MrzField.OptionalData, MrzField.OptionalDataCheckDigit);
        zone.Composite();
        problem = zone.Problem;
        lines = problem is null ? zone.Lines() : null;
        return problem is null;
    }

    /// <summary>
    /// Primary and secondary identifier as the name field of a length holds them, cut by the rules of Doc 9303-4 §4.2.2.1 when they
    /// are too long; without trailing fillers. Transliterates first.
    /// </summary>
    public static string Name(string primary, string secondary, int length, string? language = null) =>
        MrzName.Fit(Transliteration.ToMrz(primary, language), Transliteration.ToMrz(secondary, language), length);

    static void Names(ref Zone zone, MrzContent content)
    {
        var apart = zone.Length(MrzField.GivenNames);
        zone.Put(MrzField.Name, Name(content.PrimaryIdentifier, apart > 0 ? "" : content.SecondaryIdentifier, zone.Length(MrzField.Name), content.Language), MrzProblemCode.Name);
        if (apart == 0) return;
        // Two fillers between given names, and what does not fit is cut.
        var given = Transliteration.ToMrz(content.SecondaryIdentifier, content.Language).Replace("<", "<<", StringComparison.Ordinal);
        zone.Put(MrzField.GivenNames, given.Length <= apart ? given : given[..apart], MrzProblemCode.Name);
    }

    static void Number(ref Zone zone, MrzContent content)
    {
        var number = Plain(content.DocumentNumber);
        var optional = Plain(content.OptionalData);
        zone.Require(MrzField.DocumentNumber, MrzProblemCode.DocumentNumber, number.Length > 0);
        if (number.Length <= 9 || !MrzLayout.Of(content.Format).TakesLongNumbers)
        {
            zone.Put(MrzField.DocumentNumber, number, MrzProblemCode.DocumentNumber);
            zone.Put(MrzField.OptionalData, optional, MrzProblemCode.OptionalData);
            zone.Check(MrzField.DocumentNumber, MrzField.DocumentNumberCheckDigit);
            return;
        }
        // A filler must close the number, and nothing may follow it (Doc 9303-5 and -6 note j).
        zone.Require(MrzField.OptionalData, MrzProblemCode.OptionalData, optional.Length == 0);
        zone.Require(MrzField.OptionalData, MrzProblemCode.DocumentNumber,
            number.Length - 9 + 2 <= zone.Length(MrzField.OptionalData) && !number.Contains('<'));
        var digit = CheckDigit.Of(number);
        zone.Put(MrzField.DocumentNumber, number[..9], MrzProblemCode.DocumentNumber);
        zone.Put(MrzField.OptionalData, number[9..] + digit.ToString(CultureInfo.InvariantCulture), MrzProblemCode.DocumentNumber);
    }

    // Blanks and signs within numbers are fillers in the zone.
    static string Plain(string text) =>
        string.Concat(text.Trim().ToUpperInvariant().Select(sign => CheckDigit.ValueOf(sign) >= 0 ? sign : '<')).TrimEnd('<');

    ref struct Zone(MrzFormat format)
    {
        readonly MrzLayout layout = MrzLayout.Of(format);
        readonly Span<char> text = Blank(MrzLayout.Of(format));

        public MrzProblem? Problem { get; private set; }

        public readonly int Length(MrzField field) => layout[field].Length;

        public readonly bool IsFilled(MrzField field) => Text(field).IndexOfAnyExcept('<') >= 0;

        public void Require(MrzField field, MrzProblemCode code, bool holds)
        {
            if (!holds) Problem ??= new(layout[field].Line, layout[field].Column, code);
        }

        public void Put(MrzField field, string value, MrzProblemCode code)
        {
            if (value.Length > Length(field)) Problem ??= new(Math.Max(layout[field].Line, 1), layout[field].Column + Length(field), code);
            else value.CopyTo(Text(field));
        }

        public void PutDate(MrzField field, MrzField digit, PartialDate? date)
        {
            if (date is { } known && Length(field) > 0)
            {
                Two(Text(field), known.Year % 100);
                if (known.Month > 0) Two(Text(field)[2..], known.Month);
                if (known.Day > 0) Two(Text(field)[4..], known.Day);
            }
            Check(field, digit);
        }

        public readonly void Check(MrzField field, MrzField digit)
        {
            if (Length(digit) == 1) Text(digit)[0] = (char)('0' + CheckDigit.Of(Text(field)));
        }

        public readonly void Composite()
        {
            if (Length(MrzField.CompositeCheckDigit) == 1)
                Text(MrzField.CompositeCheckDigit)[0] = (char)('0' + MrzReader.Composite(text, layout));
        }

        public readonly string[] Lines()
        {
            var lines = new string[layout.LineCount];
            for (var line = 0; line < lines.Length; line++) lines[line] = text.Slice(line * layout.Width, layout.Width).ToString();
            return lines;
        }

        readonly Span<char> Text(MrzField field) =>
            Length(field) == 0 ? [] : text.Slice(layout.Offset(layout[field]), Length(field));

        static void Two(Span<char> text, int value)
        {
            text[0] = (char)('0' + (value / 10));
            text[1] = (char)('0' + (value % 10));
        }

        static char[] Blank(MrzLayout layout)
        {
            var text = new char[layout.LineCount * layout.Width];
            Array.Fill(text, '<');
            return text;
        }
    }
}
