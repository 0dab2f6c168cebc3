using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;

namespace Limen.Storage;

/// <summary>The JSON in which entries and inspections are kept: camelCase, enums by number, read again years later.</summary>
static class StoredJson
{
    /// <summary>Of list entries: what is not told is left out.</summary>
    public static JsonSerializerOptions Entries { get; } = Make(JsonIgnoreCondition.WhenWritingDefault);

    /// <summary>Of inspections: only nulls are left out.</summary>
    public static JsonSerializerOptions Events { get; } = Make(JsonIgnoreCondition.WhenWritingNull);

    static JsonSerializerOptions Make(JsonIgnoreCondition ignore)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(LeaveOutEmptyLists);
        resolver.Modifiers.Add(TellRepliesApart);
        resolver.Modifiers.Add(LeaveOutZone);
        resolver.Modifiers.Add(LeaveOutChip);
        return new(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = resolver,
            DefaultIgnoreCondition = ignore,
            IgnoreReadOnlyProperties = true,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new StateCodeConverter(), new PartialDateConverter() },
        };
    }

    // Only those that an init property fills: a missing parameter of a constructor would be null.
    static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !type.Type.Name.EndsWith("Entry", StringComparison.Ordinal)) return;
        foreach (var property in type.Properties)
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType != typeof(string))
                property.ShouldSerialize = (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
    }

    // The zone's own characters stand in the request; whoever wants its fields reads them again.
    static void LeaveOutZone(JsonTypeInfo type)
    {
        if (type.Type != typeof(TravelDocument)) return;
        foreach (var zone in type.Properties.Where(property => property.PropertyType == typeof(Mrz)).ToList()) type.Properties.Remove(zone);
    }

    // Face and data groups go when the inspection is no longer shown; digests and the report stay.
    static void LeaveOutChip(JsonTypeInfo type)
    {
        if (type.Type != typeof(InspectionRequest)) return;
        foreach (var chip in type.Properties.Where(property => property.PropertyType == typeof(ChipScan)).ToList()) type.Properties.Remove(chip);
    }

    static void TellRepliesApart(JsonTypeInfo type)
    {
        if (type.Type != typeof(Reply)) return;
        type.PolymorphismOptions = new()
        {
            TypeDiscriminatorPropertyName = "reply",
            DerivedTypes = { new(typeof(Reply.NoHit), "noHit"), new(typeof(Reply.Hit), "hit"), new(typeof(Reply.Unavailable), "unavailable") },
        };
    }

    sealed class StateCodeConverter : JsonConverter<StateCode>
    {
        public override StateCode Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            StateCode.TryParse(reader.GetString(), out var code) ? code : default;

        public override void Write(Utf8JsonWriter writer, StateCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            PartialDate.TryParse(reader.GetString(), out var date) ? date : throw new JsonException("Not a date.");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
