using Limen.Documents;

namespace Limen.Cli;

/// <summary>Invented passports with right check digits, one for each thing that can happen.</summary>
static class DemoDocuments
{
    /// <summary>What each shows, and its lines; dates of expiry are around today.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Lines)> All(DateOnly today)
    {
        var valid = today.AddYears(4);
        yield return ("clear", Passport("MDA", "DEMO10001", "VERDELINSKI", "CAMILIA ODETTA", new(1988, 4, 12), Sex.Female, valid));
        yield return ("reported stolen", Passport("FRA", "DEMO00001", "ROUGEMONTEL", "ANATOLE", new(1991, 11, 2), Sex.Male, valid));
        yield return ("possible match with a wanted person", Passport("KGZ", "DEMO10003", "PROBNIKOV", "TESTEMIR", new(1979, 8, 23), Sex.Male, valid));
        yield return ("specimen of Doc 9303, no State's document", Passport("UTO", "L898902C3", "ERIKSSON", "ANNA MARIA", new(1974, 8, 12), Sex.Female, valid));
        yield return ("expired", Passport("ROU", "DEMO10005", "TIMPULESCU", "MATEI", new(1969, 2, 28), Sex.Male, today.AddDays(-40)));
    }

    static IReadOnlyList<string> Passport(string state, string number, string primary, string secondary, PartialDate birth, Sex sex, DateOnly expiry)
    {
        var code = StateCode.TryParse(state, out var read) ? read : default;
        var content = new MrzContent
        {
            Format = MrzFormat.Td3,
            DocumentCode = "P",
            IssuingState = code,
            DocumentNumber = number,
            PrimaryIdentifier = primary,
            SecondaryIdentifier = secondary,
            Nationality = code,
            DateOfBirth = birth,
            Sex = sex,
            DateOfExpiry = new PartialDate(expiry.Year, expiry.Month, expiry.Day),
        };
        return MrzWriter.TryWrite(content, out var lines, out var problem) ? lines : throw new InvalidOperationException($"{number}: {problem?.Code}");
    }
}
