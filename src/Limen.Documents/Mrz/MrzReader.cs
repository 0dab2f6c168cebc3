namespace Limen.Documents;

/// <summary>Reads the fields of arranged lines one after the other; what does not belong is noted and the reading goes on.</summary>
ref struct MrzReader(ReadOnlySpan<char> text, MrzLayout layout)
{
    readonly ReadOnlySpan<char> text = text;
    List<MrzProblem>? problems;

    public readonly IReadOnlyList<MrzProblem> Problems()
    {
        problems?.Sort(static (a, b) => (a.Line, a.Column).CompareTo((b.Line, b.Column)));
        return problems is null ? [] : problems;
    }

    /// <summary>Notes small letters and foreign characters of the text as it was given; the first of the small ones stands for all.</summary>
    public void Characters(scoped ReadOnlySpan<char> given)
    {
        if (given.IndexOfAnyExcept(MrzAlphabet.All) < 0) return;
        var small = false;
        for (var at = 0; at < given.Length; at++)
        {
            if (CheckDigit.ValueOf(given[at]) >= 0) continue;
            var lower = char.IsAsciiLetterLower(given[at]);
            if (!lower || !small) Note(at, lower ? MrzProblemCode.LowerCase : MrzProblemCode.Character);
            small |= lower;
        }
    }

    public readonly ReadOnlySpan<char> Text(MrzField field) => layout.Text(text, field);

    public string DocumentCode()
    {
        var code = Text(MrzField.DocumentCode);
        if (!DocumentCodes.Begins(layout.Format, code[0])) NoteKnown(MrzField.DocumentCode, 0, MrzProblemCode.DocumentCode);
        if (char.IsAsciiDigit(code[1])) NoteKnown(MrzField.DocumentCode, 1, MrzProblemCode.DocumentCode);
        return DocumentCodes.Text(code.TrimEnd('<'));
    }

    // A State gives its national card to its own nationals: where the zone leaves them out, they are the issuer's.
    public StateCode Nationality(StateCode issuer) => layout[MrzField.Nationality].Length == 0 ? issuer : !issuer.IsEmpty && Text(MrzField.Nationality).SequenceEqual(Text(MrzField.IssuingState))
        ? issuer
        : State(MrzField.Nationality, MrzProblemCode.Nationality);

    public StateCode IssuingState() => State(MrzField.IssuingState, MrzProblemCode.IssuingState);

    StateCode State(MrzField field, MrzProblemCode code)
    {
        var letters = Text(field).TrimEnd('<');
        if (StateCode.TryParse(letters, out var state)) return state;
        var wrong = letters.IndexOfAnyExcept(MrzAlphabet.Letters);
        NoteKnown(field, Math.Max(wrong, 0), code);
        return default;
    }

    public (string Primary, string Secondary, bool Truncated) Name()
    {
        var name = Text(MrzField.Name);
        for (var at = name.IndexOfAnyInRange('0', '9'); at >= 0; at = Next(name, at)) NoteKnown(MrzField.Name, at, MrzProblemCode.Name);
        if (layout[MrzField.GivenNames].Length > 0) return GivenApart(name);
        var gap = name.IndexOf("<<");
        return gap < 0
            ? (Words(name), "", name[^1] != '<')
            : (Words(name[..gap]), Words(name[gap..]), name[^1] != '<');
    }

    (string Primary, string Secondary, bool Truncated) GivenApart(ReadOnlySpan<char> surname)
    {
        var given = Text(MrzField.GivenNames);
        for (var at = given.IndexOfAnyInRange('0', '9'); at >= 0; at = Next(given, at)) NoteKnown(MrzField.GivenNames, at, MrzProblemCode.Name);
        return (Words(surname), Words(given), surname[^1] != '<' || given[^1] != '<');
    }

    static int Next(ReadOnlySpan<char> name, int at)
    {
        var next = name[(at + 1)..].IndexOfAnyInRange('0', '9');
        return next < 0 ? -1 : at + 1 + next;
    }

    /// <summary>Components with one blank between; leading, trailing and doubled fillers fall away.</summary>
    static string Words(ReadOnlySpan<char> components)
    {
        Span<char> words = stackalloc char[components.Length];
        var length = 0;
        foreach (var sign in components.Trim('<'))
            if (sign != '<') words[length++] = sign;
            else if (words[length - 1] != ' ') words[length++] = ' ';
        return length == 0 ? "" : words[..length].ToString();
    }

    /// <summary>
    /// The number and its check. On TD1 and TD2 a filler instead of the check digit says that the number goes on in the optional
    /// data, its check digit right after it, then a filler (Doc 9303-5 and -6 note j).
    /// </summary>
    public (string Number, int Spilled, CheckResult Check) DocumentNumber()
    {
        var nine = Text(MrzField.DocumentNumber);
        var digit = Text(MrzField.DocumentNumberCheckDigit)[0];
        if (layout.TakesLongNumbers && digit == '<' && Text(MrzField.OptionalData)[0] != '<' && nine[^1] != '<') return LongNumber(nine);
        var number = Bare(nine);
        if (number.Length == 0) NoteKnown(MrzField.DocumentNumber, 0, MrzProblemCode.DocumentNumber);
        return (number, 0, Check(MrzField.DocumentNumber, MrzField.DocumentNumberCheckDigit));
    }

    (string Number, int Spilled, CheckResult Check) LongNumber(ReadOnlySpan<char> nine)
    {
        var optional = Text(MrzField.OptionalData);
        var end = optional.IndexOf('<');
        if (end < 0)
        {
            end = optional.Length;
            NoteKnown(MrzField.OptionalData, end - 1, MrzProblemCode.DocumentNumber);
        }
        var more = optional[end..].IndexOfAnyExcept('<');
        if (more >= 0) NoteKnown(MrzField.OptionalData, end + more, MrzProblemCode.OptionalData);
        if (char.IsAsciiLetter(optional[end - 1])) NoteKnown(MrzField.OptionalData, end - 1, MrzProblemCode.CheckDigit);
        return (Bare([.. nine, .. optional[..(end - 1)]]), end - 1, CheckLong(nine, optional[..(end - 1)], optional[end - 1]));
    }

    // Doc 9303-5 note j leaves the filler out of the sum. Older cards of Belgium and Portugal, many of them still carried, count it
    // as a sign, so that all after it weigh otherwise; newer ones of both do not (tests, with PRADO's specimens).
    readonly CheckResult CheckLong(ReadOnlySpan<char> nine, ReadOnlySpan<char> rest, char printed)
    {
        var result = Compare(LongDigit(nine, "", rest), printed);
        return result == CheckResult.Failed && layout.Format == MrzFormat.Td1 && Text(MrzField.IssuingState) is "BEL" or "PRT"
            ? Compare(LongDigit(nine, "<", rest), printed)
            : result;
    }

    static int LongDigit(ReadOnlySpan<char> nine, ReadOnlySpan<char> filler, ReadOnlySpan<char> rest)
    {
        var sum = new CheckSum();
        sum.Add(nine);
        sum.Add(filler);
        sum.Add(rest);
        return sum.Digit;
    }

    // Blanks and signs of the printed number are fillers in the zone; lists know numbers without them.
    static string Bare(ReadOnlySpan<char> number)
    {
        number = number.Trim('<');
        return number.Contains('<') ? number.ToString().Replace("<", "", StringComparison.Ordinal) : number.ToString();
    }

    public (PartialDate? Date, CheckResult Check) Birth(DateOnly today) => Dated(MrzField.DateOfBirth,
        MrzDates.Birth(Text(MrzField.DateOfBirth), today), MrzField.DateOfBirthCheckDigit, MrzProblemCode.DateOfBirth);

    public (PartialDate? Date, CheckResult Check) Expiry(DateOnly today) => layout[MrzField.DateOfExpiry].Length == 0
        ? (null, CheckResult.NotPerformed)
        : Dated(MrzField.DateOfExpiry,
            MrzDates.Expiry(Text(MrzField.DateOfExpiry), today), MrzField.DateOfExpiryCheckDigit, MrzProblemCode.DateOfExpiry);

    (PartialDate? Date, CheckResult Check) Dated(MrzField field, PartialDate? date, MrzField digit, MrzProblemCode code)
    {
        var six = Text(field);
        var letter = six.IndexOfAnyInRange('A', 'Z');
        var impossible = letter >= 0 ? -1 : MrzDates.Impossible(six, date);
        if (letter >= 0) NoteKnown(field, letter, code);
        if (impossible >= 0) NoteKnown(field, impossible, code);
        var check = Check(field, digit);
        // A letter has a value too: a sum that agrees all the same proves nothing about the date that was printed.
        return (date, letter >= 0 && check == CheckResult.Successful ? CheckResult.Undetermined : check);
    }

    public Sex? Sex()
    {
        var sign = Text(MrzField.Sex)[0];
        if (sign is 'F') return Documents.Sex.Female;
        if (sign is 'M') return Documents.Sex.Male;
        if (sign is '<' or 'X') return Documents.Sex.Unspecified;
        NoteKnown(MrzField.Sex, 0, MrzProblemCode.Sex);
        return null;
    }

    public CheckResult OptionalData()
    {
        if (layout[MrzField.OptionalDataCheckDigit].Length == 0) return CheckResult.NotPerformed;
        return Text(MrzField.OptionalDataCheckDigit)[0] == '<' && Text(MrzField.OptionalData).IndexOfAnyExcept('<') < 0
            ? CheckResult.Successful
            : Check(MrzField.OptionalData, MrzField.OptionalDataCheckDigit);
    }

    /// <summary>Over the number to the check digit of the expiry, nationality and sex left out, and the optional data.</summary>
    public CheckResult Composite()
    {
        if (layout[MrzField.CompositeCheckDigit].Length == 0) return CheckResult.NotPerformed;
        var sum = Composite(text, layout);
        NoteLetter(MrzField.CompositeCheckDigit);
        return Compare(sum, Text(MrzField.CompositeCheckDigit)[0]);
    }

    /// <summary>The composite digit of a zone, or -1 (Doc 9303-4, -5, -6 §4.2.4; on France's older cards over everything before it).</summary>
    public static int Composite(ReadOnlySpan<char> text, MrzLayout layout)
    {
        var sum = new CheckSum();
        var second = text[layout.Width..];
        if (layout.Format == MrzFormat.Td1)
        {
            sum.Add(text[5..30]);
            sum.Add(second[..7]);
            sum.Add(second[8..15]);
            sum.Add(second[18..29]);
            return sum.Digit;
        }
        if (layout.Format == MrzFormat.Td2France)
        {
            sum.Add(text[..^1]);
            return sum.Digit;
        }
        sum.Add(second[..10]);
        sum.Add(second[13..20]);
        sum.Add(second[21..(layout.Width - 1)]);
        return sum.Digit;
    }

    CheckResult Check(MrzField field, MrzField digit)
    {
        NoteLetter(digit);
        var characters = Text(field);
        return Text(digit)[0] == '<' && characters.IndexOfAnyExcept('<') < 0
            ? CheckResult.Undetermined
            : Compare(CheckDigit.Of(characters), Text(digit)[0]);
    }

    static CheckResult Compare(int computed, char printed) =>
        computed < 0 || CheckDigit.ValueOf(printed) < 0 ? CheckResult.Undetermined
        : printed - '0' == computed ? CheckResult.Successful
        : CheckResult.Failed;

    void NoteLetter(MrzField digit)
    {
        if (char.IsAsciiLetter(Text(digit)[0])) NoteKnown(digit, 0, MrzProblemCode.CheckDigit);
    }

    // A foreign character is noted once, as such.
    void NoteKnown(MrzField field, int at, MrzProblemCode code)
    {
        var offset = layout.Offset(layout[field]) + at;
        if (CheckDigit.ValueOf(text[offset]) >= 0) Note(offset, code);
    }

    void Note(int offset, MrzProblemCode code) =>
        (problems ??= []).Add(new((offset / layout.Width) + 1, (offset % layout.Width) + 1, code));
}
