using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Documents;
using Limen.Screening;

namespace Limen.Gateway;

/// <summary>An enum as a camelCase word in JSON, never as a number.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class CamelCaseWord<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(CamelCaseWord<Purpose>), typeof(CamelCaseWord<DocumentClass>), typeof(CamelCaseWord<SexLetter>), typeof(CamelCaseWord<ListKind>),
        typeof(CamelCaseWord<ReplyWord>), typeof(CamelCaseWord<Silence>), typeof(CamelCaseWord<Strength>), typeof(CamelCaseWord<Agreement>),
    ])]
[JsonSerializable(typeof(QueryJson))]
[JsonSerializable(typeof(AnswersJson))]
sealed partial class Wire : JsonSerializerContext;
