using Limen.Documents;
using Limen.Gateway;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>What the officer is shown of an entry: enough to confirm or to clear.</summary>
static class EntryFacts
{
    public static Listing Of(DocumentEntry entry) => new(Line(ClassWord(entry.Class), entry.Number, entry.IssuingState))
    {
        Status = StatusWord(entry.Status),
        Action = entry.Action,
        LegalBasis = entry.LegalBasis,
        Reference = entry.Reference,
        ReportedOn = entry.ReportedOn?.ToString(),
        Facts = [.. Facts(("theftState", entry.TheftState.Value), ("reviewOn", entry.ReviewOn is { } day ? Stamp.Of(day) : null))],
    };

    public static Listing Of(PersonEntry entry) => new(entry.Name)
    {
        Action = entry.Action,
        LegalBasis = entry.LegalBasis,
        Reference = entry.Reference,
        Facts =
        [
            .. entry.Aliases.Select(alias => new Fact("alias", alias)),
            .. entry.DatesOfBirth.Select(date => new Fact("dateOfBirth", date.ToString())),
            .. Facts(("sex", SexWord(entry.Sex))),
            .. entry.Nationalities.Select(state => new Fact("nationality", state.Value)),
            .. entry.DocumentNumbers.Select(number => new Fact("documentNumber", number)),
            .. Facts(("reviewOn", entry.ReviewOn is { } day ? Stamp.Of(day) : null)),
        ],
    };

    public static Listing Of(VehicleEntry entry) => new(VehicleLine(entry))
    {
        Status = entry.Status,
        Action = entry.Action,
        LegalBasis = entry.LegalBasis,
        Facts =
        [
            .. Facts(
                ("vin", entry.Vin), ("plate", entry.Plate), ("plateState", entry.PlateState.Value), ("engineNumber", entry.EngineNumber),
                ("make", entry.Make), ("model", entry.Model), ("colour", entry.Colour),
                ("reviewOn", entry.ReviewOn is { } day ? Stamp.Of(day) : null)),
        ],
    };

    static string VehicleLine(VehicleEntry entry)
    {
        var line = entry.Plate is { } plate ? Line("vehicle", plate, entry.PlateState)
            : entry.Vin is { } vin ? $"vehicle, VIN {vin}" : $"vehicle, engine {entry.EngineNumber}";
        var looks = string.Join(' ', new[] { entry.Colour, entry.Make, entry.Model }.Where(word => word is not null));
        return looks.Length == 0 ? line : $"{line}, {looks}";
    }

    static string Line(string what, string number, StateCode state) => state.IsEmpty ? $"{what} {number}" : $"{what} {number} ({state})";

    static IEnumerable<Fact> Facts(params IEnumerable<(string Name, string? Text)> facts) =>
        facts.Where(fact => !string.IsNullOrEmpty(fact.Text)).Select(fact => new Fact(fact.Name, fact.Text!));

    static string ClassWord(DocumentClass value) => value switch
    {
        DocumentClass.Unknown => "document",
        DocumentClass.Passport => "passport",
        DocumentClass.IdentityCard => "identity card",
        DocumentClass.Visa => "visa",
    };

    static string StatusWord(DocumentStatus status) => status switch
    {
        DocumentStatus.Stolen => "stolen",
        DocumentStatus.Lost => "lost",
        DocumentStatus.StolenBlank => "stolenBlank",
        DocumentStatus.Revoked => "revoked",
        DocumentStatus.Invalid => "invalid",
    };

    static string? SexWord(Sex sex) => sex switch
    {
        Sex.Unspecified => null,
        Sex.Female => "F",
        Sex.Male => "M",
    };
}
