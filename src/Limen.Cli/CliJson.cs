using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>JSON as commands print it: camelCase, enums by name, on one line.</summary>
static class CliJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FormatConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);

    sealed class FormatConverter : JsonConverter<ListFormat>
    {
        public override ListFormat Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            ListFormats.TryParse(reader.GetString(), out var format) ? format : throw new JsonException("No format of this name.");

        public override void Write(Utf8JsonWriter writer, ListFormat value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
    }
}
