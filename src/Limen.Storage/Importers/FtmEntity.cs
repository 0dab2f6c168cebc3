using System.Text.Json;

namespace Limen.Storage;

/// <summary>A FollowTheMoney entity: every property has any number of texts.</summary>
sealed class FtmEntity
{
    readonly Dictionary<string, List<string>> properties = new(StringComparer.Ordinal);

    FtmEntity(string id, string schema, string? caption) => (Id, Schema, Caption) = (id, schema, caption);

    public string Id { get; }
    public string Schema { get; }
    public string? Caption { get; }

    /// <summary>Null when id, schema or properties are not there.</summary>
    public static FtmEntity? TryRead(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || Text(json, "id") is not { Length: > 0 and <= 200 } id || Text(json, "schema") is not { } schema) return null;
        if (!json.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return null;
        var entity = new FtmEntity(id, schema, Text(json, "caption"));
        foreach (var property in properties.EnumerateObject()) entity.properties[property.Name] = Texts(property.Value);
        return entity;
    }

    /// <summary>The texts of all these properties.</summary>
    public IEnumerable<string> All(params string[] names) => names.SelectMany(name => properties.GetValueOrDefault(name) ?? []);

    /// <summary>The texts of the first of these properties that has any.</summary>
    public IEnumerable<string> Any(params string[] names) => names.Select(name => All(name)).FirstOrDefault(texts => texts.Any()) ?? [];

    public string? First(string name) => All(name).FirstOrDefault();

    static List<string> Texts(JsonElement value)
    {
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value];
        return [.. items.Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!.Trim()).Where(text => text.Length > 0)];
    }

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
