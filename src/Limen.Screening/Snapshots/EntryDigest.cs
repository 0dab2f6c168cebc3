using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Limen.Screening;

/// <summary>
/// A digest of everything an entry says, 64 hexadecimal digits: it changes when any field does. Names, dates and codes of which an
/// entry may have several count as sets, so that a list that orders them anew has not changed.
/// </summary>
public static class EntryDigest
{
    /// <summary>Of a person.</summary>
    public static string Of(PersonEntry entry) => Of(
        "person", entry.EntryId, entry.Name, Set(entry.Aliases), Set(entry.DatesOfBirth), Number((int)entry.Sex), Set(entry.Nationalities),
        Set(entry.DocumentNumbers), entry.LegalBasis, entry.Action, Day(entry.ReviewOn), entry.Reference);

    /// <summary>Of a document.</summary>
    public static string Of(DocumentEntry entry) => Of(
        "document", entry.EntryId, entry.Number, Number((int)entry.Class), entry.IssuingState.Value, Number((int)entry.Status),
        entry.ReportedOn?.ToString(), Day(entry.ReviewOn), entry.TheftState.Value, entry.Reference, entry.LegalBasis, entry.Action);

    /// <summary>Of a vehicle.</summary>
    public static string Of(VehicleEntry entry) => Of(
        "vehicle", entry.EntryId, entry.Vin, entry.Plate, entry.PlateState.Value, entry.EngineNumber, entry.Make, entry.Model,
        entry.Colour, entry.Status, entry.LegalBasis, entry.Action, Day(entry.ReviewOn));

    // Each field with its length before it, so that no two entries write the same bytes.
    static string Of(params ReadOnlySpan<string?> fields)
    {
        var text = new StringBuilder();
        foreach (var field in fields) Append(text, field);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    static void Append(StringBuilder text, string? field) =>
        text.Append(CultureInfo.InvariantCulture, $"{field?.Length ?? -1}:{field};");

    static string Set<T>(IEnumerable<T> values)
    {
        var text = new StringBuilder();
        foreach (var value in values.Select(value => value?.ToString()).Order(StringComparer.Ordinal)) Append(text, value);
        return text.ToString();
    }

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    static string? Day(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
