namespace Limen.Screening;

/// <summary>What a listed date of birth says beside the asked one.</summary>
readonly record struct DateMatch(float Bits, Agreement Agreement, string Words)
{
    public static DateMatch Unknown => new(0, Agreement.Omitted, "");
}

/// <summary>Compares dates of birth, each possibly partial, packed by <see cref="PackedDay"/>.</summary>
static class BirthDates
{
    /// <summary>Compares; either may lack its day, or day and month.</summary>
    public static DateMatch Compare(int asked, int listed)
    {
        int years = Math.Abs(PackedDay.Year(asked) - PackedDay.Year(listed));
        if (PackedDay.Month(asked) == 0 || PackedDay.Month(listed) == 0) return YearOnly(asked, listed, years);
        if (PackedDay.Day(asked) == 0 || PackedDay.Day(listed) == 0) return MonthOnly(asked, listed, years);
        var sameMonth = PackedDay.Month(asked) == PackedDay.Month(listed);
        var sameDay = PackedDay.Day(asked) == PackedDay.Day(listed);
        if (years == 0 && sameMonth && sameDay) return new(Weights.BornSameDay + Placeholder(listed), Agreement.Equal, "born the same day");
        if (Swapped(asked, listed, years)) return new(Weights.BornDayMonthSwapped, Agreement.Swapped, "day and month of birth exchanged");
        if (years == 1 && sameMonth && sameDay) return new(Weights.BornOneYearOff + Placeholder(listed), Agreement.Misspelt, "born the same day, one year apart");
        if (years == 0 && sameMonth && Math.Abs(PackedDay.Day(asked) - PackedDay.Day(listed)) == 1) return new(Weights.BornNextDay, Agreement.Misspelt, "born one day apart");
        if (OneDigit(asked, listed)) return new(Weights.BornOneDigitOff, Agreement.Misspelt, "date of birth differs by one digit");
        if (years == 0 && (Placeholder(listed) < 0 || Placeholder(asked) < 0)) return new(Weights.BornSameYear / 2, Agreement.Partial, "born the same year, day not known");
        if (years == 0) return new(Weights.BornYearAgreesOnly, Agreement.Contradicted, "born the same year, but another day");
        return Otherwise(years);
    }

    static DateMatch YearOnly(int asked, int listed, int years)
    {
        var both = PackedDay.Month(asked) == 0 && PackedDay.Month(listed) == 0;
        if (years == 0) return new(both ? Weights.BornSameYear : Weights.BornYearOfFullDate, both ? Agreement.Equal : Agreement.Partial, "born the same year");
        return years == 1 ? new(Weights.BornYearsNextToEachOther, Agreement.Partial, "born about the same year") : Otherwise(years);
    }

    static DateMatch MonthOnly(int asked, int listed, int years)
    {
        if (years != 0) return Otherwise(years);
        return PackedDay.Month(asked) == PackedDay.Month(listed)
            ? new(Weights.BornSameMonth, Agreement.Partial, "born the same month")
            : new(Weights.BornYearAgreesOnly, Agreement.Contradicted, "born the same year, but another month");
    }

    static DateMatch Otherwise(int years) => years <= 2
        ? new(Weights.BornYearNear, Agreement.Contradicted, Apart(years))
        : new(Weights.BornOtherwise, Agreement.Contradicted, Apart(years));

    static string Apart(int years) => years < YearsApart.Length ? YearsApart[years] : SayApart(years);

    // Said once: a search compares many dates and shows few.
    static readonly string[] YearsApart = [.. Enumerable.Range(0, 128).Select(SayApart)];

    static string SayApart(int years) => $"born {years} year{(years == 1 ? "" : "s")} apart";

    static bool Swapped(int asked, int listed, int years) =>
        years == 0 && PackedDay.Day(asked) == PackedDay.Month(listed) && PackedDay.Month(asked) == PackedDay.Day(listed);

    static float Placeholder(int day) => (day & 511) == (1 << 5 | 1) ? Weights.PlaceholderDay : 0;

    static bool OneDigit(int asked, int listed) => Digits(asked, listed) == 1;

    static int Digits(int one, int other) =>
        Places(PackedDay.Year(one), PackedDay.Year(other)) + Places(PackedDay.Month(one), PackedDay.Month(other)) + Places(PackedDay.Day(one), PackedDay.Day(other));

    static int Places(int one, int other)
    {
        var differ = 0;
        for (; one != other; one /= 10, other /= 10)
            if (one % 10 != other % 10) differ++;
        return differ;
    }
}
