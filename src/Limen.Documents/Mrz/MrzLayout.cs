namespace Limen.Documents;

/// <summary>Where the fields of a format stand (Doc 9303-4 §4.2.2, -5 §4.2.2, -6 §4.2.2, -7 §4.2.2 and §5.2.2).</summary>
sealed class MrzLayout
{
    static readonly MrzLayout td1 = OfCard();
    static readonly MrzLayout td2 = OfTwoLines(MrzFormat.Td2, 36, optional: 7, optionalDigit: false, composite: true);
    static readonly MrzLayout td3 = OfTwoLines(MrzFormat.Td3, 44, optional: 14, optionalDigit: true, composite: true);
    static readonly MrzLayout mrvA = OfTwoLines(MrzFormat.MrvA, 44, optional: 16, optionalDigit: false, composite: false);
    static readonly MrzLayout mrvB = OfTwoLines(MrzFormat.MrvB, 36, optional: 8, optionalDigit: false, composite: false);
    static readonly MrzLayout france = OfFrance();

    readonly MrzPlace[] places = new MrzPlace[(int)MrzField.GivenNames + 1];
    readonly (int Start, int Length)[] runs = new (int, int)[(int)MrzField.GivenNames + 1];

    MrzLayout(MrzFormat format, int lines, int width)
    {
        Format = format;
        LineCount = lines;
        Width = width;
        for (var field = 0; field < places.Length; field++) places[field] = new((MrzField)field, 0, 0, 0);
    }

    public MrzFormat Format { get; }
    public int LineCount { get; }
    public int Width { get; }

    public MrzPlace this[MrzField field] => places[(int)field];

    public static MrzLayout Of(MrzFormat format) => format switch
    {
        MrzFormat.Td1 => td1,
        MrzFormat.Td2 => td2,
        MrzFormat.Td3 => td3,
        MrzFormat.MrvA => mrvA,
        MrzFormat.MrvB => mrvB,
        MrzFormat.Td2France => france,
    };

    /// <summary>The characters of a field in the lines joined.</summary>
    public ReadOnlySpan<char> Text(ReadOnlySpan<char> joined, MrzField field)
    {
        var (start, length) = runs[(int)field];
        return joined.Slice(start, length);
    }

    /// <summary>Where a place begins in the lines joined.</summary>
    public int Offset(MrzPlace place) => ((place.Line - 1) * Width) + place.Column - 1;

    /// <summary>Only TD1 and TD2 let a long number go on in the optional data.</summary>
    public bool TakesLongNumbers => Format is MrzFormat.Td1 or MrzFormat.Td2;

    static MrzLayout OfCard()
    {
        var layout = new MrzLayout(MrzFormat.Td1, 3, 30);
        layout.Line(1, (MrzField.DocumentCode, 2), (MrzField.IssuingState, 3), (MrzField.DocumentNumber, 9),
            (MrzField.DocumentNumberCheckDigit, 1), (MrzField.OptionalData, 15));
        layout.Line(2, (MrzField.DateOfBirth, 6), (MrzField.DateOfBirthCheckDigit, 1), (MrzField.Sex, 1), (MrzField.DateOfExpiry, 6),
            (MrzField.DateOfExpiryCheckDigit, 1), (MrzField.Nationality, 3), (MrzField.SecondOptionalData, 11),
            (MrzField.CompositeCheckDigit, 1));
        layout.Line(3, (MrzField.Name, 30));
        return layout;
    }

    static MrzLayout OfFrance()
    {
        var layout = new MrzLayout(MrzFormat.Td2France, 2, 36);
        layout.Line(1, (MrzField.DocumentCode, 2), (MrzField.IssuingState, 3), (MrzField.Name, 25), (MrzField.OptionalData, 6));
        layout.Line(2, (MrzField.DocumentNumber, 12), (MrzField.DocumentNumberCheckDigit, 1), (MrzField.GivenNames, 14),
            (MrzField.DateOfBirth, 6), (MrzField.DateOfBirthCheckDigit, 1), (MrzField.Sex, 1), (MrzField.CompositeCheckDigit, 1));
        return layout;
    }

    static MrzLayout OfTwoLines(MrzFormat format, int width, int optional, bool optionalDigit, bool composite)
    {
        var layout = new MrzLayout(format, 2, width);
        layout.Line(1, (MrzField.DocumentCode, 2), (MrzField.IssuingState, 3), (MrzField.Name, width - 5));
        layout.Line(2, (MrzField.DocumentNumber, 9), (MrzField.DocumentNumberCheckDigit, 1), (MrzField.Nationality, 3),
            (MrzField.DateOfBirth, 6), (MrzField.DateOfBirthCheckDigit, 1), (MrzField.Sex, 1), (MrzField.DateOfExpiry, 6),
            (MrzField.DateOfExpiryCheckDigit, 1), (MrzField.OptionalData, optional),
            (MrzField.OptionalDataCheckDigit, optionalDigit ? 1 : 0), (MrzField.CompositeCheckDigit, composite ? 1 : 0));
        return layout;
    }

    void Line(int line, params ReadOnlySpan<(MrzField Field, int Length)> fields)
    {
        var column = 1;
        foreach (var (field, length) in fields)
        {
            places[(int)field] = new(field, line, column, length);
            runs[(int)field] = (Offset(places[(int)field]), length);
            column += length;
        }
    }
}
