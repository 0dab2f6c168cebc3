using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Limen.Screening;

namespace Limen.Storage;

/// <summary>What the three kinds of entry have in common where they are kept.</summary>
static class EntryForm
{
    public static string Id(object entry) => entry switch
    {
        DocumentEntry document => document.EntryId,
        PersonEntry person => person.EntryId,
        VehicleEntry vehicle => vehicle.EntryId,
        _ => throw Unknown(entry),
    };

    public static DateOnly? ReviewOn(object entry) => entry switch
    {
        DocumentEntry document => document.ReviewOn,
        PersonEntry person => person.ReviewOn,
        VehicleEntry vehicle => vehicle.ReviewOn,
        _ => throw Unknown(entry),
    };

    public static byte[] Body(object entry) => entry switch
    {
        DocumentEntry document => JsonSerializer.SerializeToUtf8Bytes(document, StoredJson.Entries),
        PersonEntry person => JsonSerializer.SerializeToUtf8Bytes(person, StoredJson.Entries),
        VehicleEntry vehicle => JsonSerializer.SerializeToUtf8Bytes(vehicle, StoredJson.Entries),
        _ => throw Unknown(entry),
    };

    public static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, StoredJson.Entries)!;

    /// <summary>An entry of a list of this kind.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static object Read(ListKind kind, ReadOnlySpan<byte> body) => kind switch
    {
        ListKind.Documents => JsonSerializer.Deserialize<DocumentEntry>(body, StoredJson.Entries)!,
        ListKind.Persons => JsonSerializer.Deserialize<PersonEntry>(body, StoredJson.Entries)!,
        ListKind.Vehicles => JsonSerializer.Deserialize<VehicleEntry>(body, StoredJson.Entries)!,
    };

    public static IReadOnlyList<ulong> Keys(object entry) => entry switch
    {
        DocumentEntry document => [DocumentMatching.KeyOf(document)],
        PersonEntry => [],
        VehicleEntry vehicle => VehicleMatching.KeysOf(vehicle),
        _ => throw Unknown(entry),
    };

    static InvalidOperationException Unknown(object entry) => new($"No kind of list holds a {entry.GetType().Name}.");
}

/// <summary>A digest of many entries that does not depend on their order: the sum of their SHA-256 modulo 2^256.</summary>
struct ContentDigest
{
    ulong a, b, c, d;

    /// <summary>Adds an entry and gives the first 64 bits of its own digest.</summary>
    public long Add(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        var carry = Sum(ref d, BinaryPrimitives.ReadUInt64BigEndian(hash[24..]), 0);
        carry = Sum(ref c, BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), carry);
        carry = Sum(ref b, BinaryPrimitives.ReadUInt64BigEndian(hash[8..]), carry);
        Sum(ref a, BinaryPrimitives.ReadUInt64BigEndian(hash), carry);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    /// <summary>Takes an entry out again.</summary>
    public void Remove(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(body, hash);
        // Two's complement: what is left is added.
        var carry = Sum(ref d, ~BinaryPrimitives.ReadUInt64BigEndian(hash[24..]), 1);
        carry = Sum(ref c, ~BinaryPrimitives.ReadUInt64BigEndian(hash[16..]), carry);
        carry = Sum(ref b, ~BinaryPrimitives.ReadUInt64BigEndian(hash[8..]), carry);
        Sum(ref a, ~BinaryPrimitives.ReadUInt64BigEndian(hash), carry);
    }

    /// <summary>What <see cref="ToString"/> gave; the digest of nothing where it is none.</summary>
    public static ContentDigest Read(string text)
    {
        if (text.Length != 64) return default;
        Span<ulong> lanes = stackalloc ulong[4];
        for (var lane = 0; lane < 4; lane++)
            if (!ulong.TryParse(text.AsSpan(lane * 16, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out lanes[lane])) return default;
        return new() { a = lanes[0], b = lanes[1], c = lanes[2], d = lanes[3] };
    }

    static ulong Sum(ref ulong lane, ulong value, ulong carry)
    {
        var sum = (UInt128)lane + value + carry;
        lane = (ulong)sum;
        return (ulong)(sum >> 64);
    }

    public override readonly string ToString() => $"{a:x16}{b:x16}{c:x16}{d:x16}";
}
