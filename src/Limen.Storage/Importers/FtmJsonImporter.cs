using System.Text.Json;
using System.Text.Unicode;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>
/// Reads FollowTheMoney entities, one JSON object a line: of schema Person for lists of persons, Passport and Identification for
/// documents, Vehicle for vehicles. Entities of other schemas are passed over.
/// </summary>
sealed class FtmJsonImporter(ListKind kind, ImportNotes notes)
{
    static readonly Fault TooLong = new("rowTooLong", $"The line is longer than {ByteLines.Longest >> 20} MB.");
    static readonly Fault Encoded = new("encoding", "The line holds bytes that are not UTF-8.");
    static readonly Fault Json = new("badJson", "The line is no JSON object with id, schema and properties.");

    public IEnumerable<Parsed> Read(OpenedFile file)
    {
        var lines = new ByteLines(file.Content);
        while (lines.Next())
        {
            var at = new Source(file.Name, lines.Number);
            if (lines.Line.Span.Trim(" \t\r"u8).IsEmpty && !lines.TooLong) continue;
            var (entry, fault) = Entity(lines);
            if (fault is not null) notes.Reject(at, fault);
            else if (entry is null) notes.Skip();
            else yield return new(at, entry);
        }
    }

    (object? Entry, Fault? Fault) Entity(ByteLines lines)
    {
        if (lines.TooLong) return (null, TooLong);
        if (!Utf8.IsValid(lines.Line.Span)) return (null, Encoded);
        try
        {
            using var json = JsonDocument.Parse(lines.Line);
            return FtmEntity.TryRead(json.RootElement) is { } entity ? Entry(entity) : (null, Json);
        }
        catch (JsonException)
        {
            return (null, Json);
        }
    }

    (object? Entry, Fault? Fault) Entry(FtmEntity entity) => (kind, entity.Schema) switch
    {
        (ListKind.Persons, "Person") => Person(entity),
        (ListKind.Documents, "Passport" or "Identification") => Document(entity),
        (ListKind.Vehicles, "Vehicle") => Vehicle(entity),
        _ => (null, null),
    };

    static (object? Entry, Fault? Fault) Person(FtmEntity entity)
    {
        List<string> names = [.. entity.All("name"), .. Composed(entity), .. entity.All("alias", "weakAlias", "previousName")];
        var name = entity.Caption is { } caption && names.Contains(caption) ? caption : names.FirstOrDefault(text => text.Any(char.IsLetter));
        if (name is null) return (null, new("nameMissing", "The person has no name."));
        return (new PersonEntry
        {
            EntryId = entity.Id,
            Name = name,
            Aliases = [.. names.Where(other => other != name && other.Any(char.IsLetter)).Distinct()],
            DatesOfBirth = [.. entity.All("birthDate").SelectMany(ListedDates.Read).Distinct()],
            Sex = FieldText.TrySex(entity.First("gender") ?? "", out var sex) ? sex : default,
            Nationalities = [.. States(entity.Any("nationality", "citizenship", "country")).Distinct()],
            DocumentNumbers = [.. entity.All("passportNumber", "idNumber", "socialSecurityNumber", "taxNumber").Distinct()],
            LegalBasis = entity.First("program") ?? entity.First("programId"),
            Reference = entity.First("sourceUrl"),
        }, null);
    }

    // first and last name are given beside the whole name or instead of it
    static IEnumerable<string> Composed(FtmEntity entity)
    {
        if (entity.First("lastName") is not { } last || entity.All("name").Any()) return [];
        return [string.Join(' ', new[] { entity.First("firstName"), entity.First("secondName"), entity.First("middleName"), last }.Where(part => part is not null))];
    }

    static (object? Entry, Fault? Fault) Document(FtmEntity entity)
    {
        if (FieldText.Number(entity.First("number") ?? entity.First("passportNumber") ?? "") is not { Length: > 0 } number)
            return (null, new("numberMissing", "The document has no number of letters and digits."));
        var isPassport = entity.Schema == "Passport";
        var named = FieldText.TryClass(entity.First("type") ?? "", out var told) && told != DocumentClass.Unknown;
        return (new DocumentEntry
        {
            EntryId = entity.Id,
            Number = number,
            Class = named ? told : isPassport ? DocumentClass.Passport : DocumentClass.Unknown,
            IssuingState = States(entity.Any("country", "authority")).FirstOrDefault(),
            Status = DocumentStatus.Invalid,
            Reference = entity.First("sourceUrl"),
        }, null);
    }

    static (object? Entry, Fault? Fault) Vehicle(FtmEntity entity)
    {
        var entry = new VehicleEntry
        {
            EntryId = entity.Id,
            Vin = FieldText.Number(entity.First("vin") ?? entity.First("idNumber") ?? "") is { Length: > 0 } vin ? vin : null,
            Plate = entity.First("registrationNumber"),
            PlateState = States(entity.Any("country")).FirstOrDefault(),
            Make = entity.First("make"),
            Model = entity.First("model"),
            Colour = entity.First("color") ?? entity.First("colour"),
        };
        return VehicleMatching.KeysOf(entry).Count > 0 ? (entry, null) : (null, new("keyMissing", "The vehicle has no VIN and no plate."));
    }

    static IEnumerable<StateCode> States(IEnumerable<string> texts)
    {
        foreach (var text in texts)
            if (FieldText.TryState(text, out var state) && !state.IsEmpty) yield return state;
    }
}
