using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>A part of a list version, known by the digest of its bytes.</summary>
/// <param name="Part">Which rows of the hub it was made from: from 0 the range of rows, below 0 the range of withdrawn ones.</param>
/// <param name="Sha256">SHA-256 of its bytes, in hex.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Rows">Lines in it.</param>
public sealed record ChunkOf(long Part, string Sha256, long Bytes, long Rows);

/// <summary>What a hub says of a version of a list: how it comes out of the version before, chunk by chunk, and how it is to look when it is there.</summary>
/// <param name="Format">1.</param>
/// <param name="Store">Id of the hub's store.</param>
/// <param name="List">The list's id.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Kind">What its entries are about.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="ListFormat">Format of its last import: csv, un-xml, ofac-csv, ftm-json.</param>
/// <param name="From">The version that it starts from; 0 for a snapshot, which starts from nothing.</param>
/// <param name="Version">The version that it leads to.</param>
/// <param name="Entries">Entries in that version.</param>
/// <param name="Digest">As in <see cref="ListState"/>.</param>
/// <param name="ImportedAt">When the hub last imported the list.</param>
/// <param name="Chunks">In the order in which they are to be taken in.</param>
public sealed record Manifest(
    int Format, Guid Store, string List, string Title, ListKind Kind, string Owner, string ListFormat, long From, long Version, long Entries,
    string Digest, DateTimeOffset ImportedAt, IReadOnlyList<ChunkOf> Chunks)
{
    /// <summary>What this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The canonical bytes: what is signed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.Manifest);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static Manifest? Read(ReadOnlySpan<byte> bytes) =>
        ExchangeJson.Read(bytes, ExchangeJson.Default.Manifest) is { Format: CurrentFormat } read && read.IsSound ? read : null;

    bool IsSound => ImportRules.IsListId(List) && Enum.IsDefined(Kind) && From >= 0 && Version > From && Entries >= 0
        && Chunks.All(chunk => chunk.Bytes >= 0 && chunk.Sha256.Length == 64 && chunk.Sha256.All(char.IsAsciiHexDigitLower));
}

/// <summary>A list at a hub, in a line.</summary>
/// <param name="List">Its id.</param>
/// <param name="Title">Its name for the officer.</param>
/// <param name="Kind">What its entries are about.</param>
/// <param name="Version">Its version.</param>
/// <param name="Entries">Entries in it.</param>
/// <param name="Digest">As in <see cref="ListState"/>.</param>
/// <param name="ImportedAt">When the hub last imported it.</param>
public sealed record ListHead(string List, string Title, ListKind Kind, long Version, long Entries, string Digest, DateTimeOffset ImportedAt);

/// <summary>Where something else that travels with the lists stands.</summary>
/// <param name="Version">Grows with each change; 0 when there is none.</param>
/// <param name="Digest">Over the whole; empty when there is none.</param>
public sealed record OtherHead(long Version, string Digest);

/// <summary>Where everything that a hub gives out stands.</summary>
/// <param name="Format">1.</param>
/// <param name="Store">Id of the hub's store.</param>
/// <param name="At">When it was said, by the hub's clock.</param>
/// <param name="Lists">By id.</param>
/// <param name="Roster">The officers.</param>
/// <param name="Trust">The certificates.</param>
public sealed record Heads(int Format, Guid Store, DateTimeOffset At, IReadOnlyList<ListHead> Lists, OtherHead Roster, OtherHead Trust)
{
    /// <summary>What this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The canonical bytes: what is signed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ExchangeJson.Default.Heads);

    /// <summary>Reads such bytes; null where they say nothing that this program understands.</summary>
    public static Heads? Read(ReadOnlySpan<byte> bytes) =>
        ExchangeJson.Read(bytes, ExchangeJson.Default.Heads) is { Format: CurrentFormat } read ? read : null;
}

/// <summary>The JSON between hub and post: camelCase, in the order of the records, nothing unknown is an error.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(ListKindWord)])]
[JsonSerializable(typeof(Manifest))]
[JsonSerializable(typeof(Heads))]
[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(PostFacts))]
[JsonSerializable(typeof(EventBatch))]
[JsonSerializable(typeof(TrustBundle))]
[JsonSerializable(typeof(EventReceipt))]
sealed partial class ExchangeJson : JsonSerializerContext
{
    /// <summary>Null where it cannot be read.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>documents, persons, vehicles.</summary>
sealed class ListKindWord() : JsonStringEnumConverter<ListKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
