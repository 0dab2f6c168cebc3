using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Limen.Cli;

/// <summary>How the chip commands write JSON: one object a line, camel case, results as words.</summary>
static class ChipJson
{
    // Names of authorities are printed as they are: this JSON goes to programs and terminals, never into a web page.
    static readonly JsonSerializerOptions options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, options);
}
