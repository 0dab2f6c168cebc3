using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>
/// One zone as one line of JSON. Texts are without fillers, dates ISO as far as they are known (<c>1974</c>, <c>1974-08</c>,
/// <c>1974-08-12</c>) or null, sex <c>F</c>, <c>M</c>, <c>X</c> (the filler: unspecified, as the visual zone prints it) or null.
/// A zone that could not be read has every key too, all null but the problem.
/// </summary>
static class MrzJson
{
    // The filler is printed as it is: this JSON goes to programs and terminals, never into a web page.
    static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Mrz? mrz, MrzProblem? problem)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, plain))
        {
            json.WriteStartObject();
            if (mrz is null) Nothing(json);
            else Fields(json, mrz);
            Problem(json, problem);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Fields(Utf8JsonWriter json, Mrz mrz)
    {
        json.WriteString("format", mrz.Format.Name());
        json.WriteString("documentCode", mrz.DocumentCode);
        json.WriteString("issuingState", mrz.Text(MrzField.IssuingState).TrimEnd('<'));
        json.WriteString("documentNumber", mrz.DocumentNumber);
        json.WriteString("primaryIdentifier", mrz.PrimaryIdentifier);
        json.WriteString("secondaryIdentifier", mrz.SecondaryIdentifier);
        // Where the zone has no nationality the issuer's is meant; where it has one it is shown as it stands.
        json.WriteString("nationality", mrz.Text(MrzField.Nationality) is { Length: > 0 } letters ? letters.TrimEnd('<') : mrz.Nationality.Value);
        json.WriteString("dateOfBirth", mrz.DateOfBirth?.ToString());
        json.WriteString("sex", mrz.Sex is { } sex ? Letter(sex) : null);
        json.WriteString("dateOfExpiry", mrz.DateOfExpiry?.ToString());
        json.WriteStartArray("optionalData");
        foreach (var text in mrz.OptionalData) json.WriteStringValue(text);
        json.WriteEndArray();
        json.WriteBoolean("nameTruncated", mrz.NameTruncated);
        json.WriteStartObject("checks");
        foreach (var (name, result) in Checks(mrz.Checks)) json.WriteString(name, Camel(result.ToString()));
        json.WriteEndObject();
    }

    public static (string Name, CheckResult Result)[] Checks(MrzChecks checks) =>
    [
        ("documentNumber", checks.DocumentNumber), ("dateOfBirth", checks.DateOfBirth), ("dateOfExpiry", checks.DateOfExpiry),
        ("optionalData", checks.OptionalData), ("composite", checks.Composite),
    ];

    static string Letter(Sex sex) => sex switch
    {
        Sex.Female => "F",
        Sex.Male => "M",
        Sex.Unspecified => "X",
    };

    static void Nothing(Utf8JsonWriter json)
    {
        foreach (var key in (string[])["format", "documentCode", "issuingState", "documentNumber", "primaryIdentifier",
            "secondaryIdentifier", "nationality", "dateOfBirth", "sex", "dateOfExpiry", "optionalData", "nameTruncated", "checks"])
            json.WriteNull(key);
    }

    static void Problem(Utf8JsonWriter json, MrzProblem? problem)
    {
        if (problem is not { } found)
        {
            json.WriteNull("problem");
            return;
        }
        json.WriteStartObject("problem");
        json.WriteNumber("line", found.Line);
        json.WriteNumber("column", found.Column);
        json.WriteString("code", Camel(found.Code.ToString()));
        json.WriteEndObject();
    }

    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
