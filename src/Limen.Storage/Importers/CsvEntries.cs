using Limen.Screening;

namespace Limen.Storage;

/// <summary>One row as an entry of each kind; null when the fields have a fault.</summary>
static class CsvEntries
{
    public static DocumentEntry? Document(CsvFields fields)
    {
        var entry = new DocumentEntry
        {
            EntryId = fields.Id(),
            Number = fields.Number("number"),
            Class = fields.Class("documentType"),
            IssuingState = fields.State("issuingState"),
            Status = Status(fields),
            ReportedOn = fields.Partial("reportedOn"),
            ReviewOn = fields.Day("reviewOn"),
            TheftState = fields.State("theftState"),
            Reference = fields.TextOrNull("reference"),
            LegalBasis = fields.TextOrNull("legalBasis"),
            Action = fields.TextOrNull("action"),
        };
        if (entry.Number.Length == 0) fields.Fail("numberMissing", "The row has no number.");
        return fields.Fault is null ? entry : null;
    }

    public static PersonEntry? Person(CsvFields fields)
    {
        var entry = new PersonEntry
        {
            EntryId = fields.Id(),
            Name = fields.Text("name"),
            Aliases = fields.Texts("aliases"),
            DatesOfBirth = fields.Partials("datesOfBirth"),
            Sex = fields.Sex("sex"),
            Nationalities = fields.States("nationalities"),
            DocumentNumbers = fields.Texts("documentNumbers"),
            LegalBasis = fields.TextOrNull("legalBasis"),
            Action = fields.TextOrNull("action"),
            ReviewOn = fields.Day("reviewOn"),
            Reference = fields.TextOrNull("reference"),
        };
        if (!entry.Name.Any(char.IsLetter)) fields.Fail("nameMissing", "The row has no name.");
        return fields.Fault is null ? entry : null;
    }

    public static VehicleEntry? Vehicle(CsvFields fields)
    {
        var entry = new VehicleEntry
        {
            EntryId = fields.Id(),
            Vin = fields.NumberOrNull("vin"),
            Plate = fields.TextOrNull("plate"),
            PlateState = fields.PlateState("plateState"),
            EngineNumber = fields.NumberOrNull("engineNumber"),
            Make = fields.TextOrNull("make"),
            Model = fields.TextOrNull("model"),
            Colour = fields.TextOrNull("colour"),
            Status = fields.TextOrNull("status"),
            LegalBasis = fields.TextOrNull("legalBasis"),
            Action = fields.TextOrNull("action"),
            ReviewOn = fields.Day("reviewOn"),
        };
        if (VehicleMatching.KeysOf(entry).Count == 0) fields.Fail("keyMissing", "The row has no VIN, plate or engine number.");
        return fields.Fault is null ? entry : null;
    }

    static DocumentStatus Status(CsvFields fields)
    {
        DocumentStatus? status = fields.Text("status").ToLowerInvariant() switch
        {
            "stolen" => DocumentStatus.Stolen,
            "lost" => DocumentStatus.Lost,
            "stolenblank" => DocumentStatus.StolenBlank,
            "revoked" => DocumentStatus.Revoked,
            "invalid" or "" => DocumentStatus.Invalid,
            _ => null,
        };
        if (status is null) fields.Fail("unknownStatus", "status is none of stolen, lost, stolenBlank, revoked and invalid.");
        return status ?? default;
    }
}
