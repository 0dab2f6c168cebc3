using System.Text.Json;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Worked examples of Doc 9303-11, 8th edition, Appendices D, H and I, and hex values of a public reader's tests.</summary>
static class WorkedExamples
{
    static readonly Lazy<JsonDocument?> Icao = new(() =>
        Shared.File("documents", "vectors", "icao_9303_11_worked_examples.json") is { } path ? JsonDocument.Parse(File.ReadAllText(path)) : null);

    public static bool AreAbsent => Icao.Value is null;

    public static string Text(string example, string field) => Icao.Value!.RootElement.GetProperty(example).GetProperty(field).GetString()!;

    public static byte[] Hex(string example, string field) => Convert.FromHexString(Text(example, field));
}

/// <summary>A card that knows one conversation by heart: the octets of a published trace.</summary>
sealed class RecordedCard(params (string Command, string Reply)[] conversation) : ICardTransport
{
    int next;

    public ReadOnlyMemory<byte> Atr => default;
    public int LongestExchange => 261;
    public bool IsFinished => next == conversation.Length;

    public ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel)
    {
        Assert.True(next < conversation.Length, "The conversation is over.");
        Assert.Equal(conversation[next].Command.ToUpperInvariant(), Convert.ToHexString(command.Span));
        return new(new CardReply(Convert.FromHexString(conversation[next++].Reply)));
    }

    public ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel) => new(ChipError.None);
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Octets that come out of a generator in a given order.</summary>
static class Forced
{
    public static Randomness Octets(params byte[][] draws)
    {
        var queue = new Queue<byte[]>(draws);
        return new(count => queue.TryDequeue(out var draw) && draw.Length == count
            ? [.. draw]
            : throw new InvalidOperationException($"Nobody foresaw a draw of {count} octets."));
    }

    public static Randomness Hex(params string[] draws) => Octets([.. draws.Select(Convert.FromHexString)]);
}

/// <summary>Hex values of the test cases of gmrtd (MIT), by function and line.</summary>
static class Vectors
{
    public static byte[] Hex(string function, int line)
    {
        using var all = JsonDocument.Parse(File.ReadAllText(Shared.File("documents", "vectors", "gmrtd_hex.json")!));
        var found = all.RootElement.GetProperty("vectors").EnumerateArray().First(vector =>
            vector.GetProperty("func").GetString() == function && Number(vector.GetProperty("line")) == line);
        return Convert.FromHexString(found.GetProperty("hex").GetString()!);
    }

    static int Number(JsonElement line) => line.ValueKind == JsonValueKind.Number ? line.GetInt32() : int.Parse(line.GetString()!);
}
