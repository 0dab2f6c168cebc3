using System.Globalization;

namespace Limen.Documents;

/// <summary>
/// The conversation with a card, line by line: <c>&gt;</c> a command, <c>&lt;</c> a reply, <c>!</c> why there was none, <c>=</c> a reset, <c>?</c>
/// a random draw, <c>#</c> the answer to reset. Without the data, which is the rule, a command keeps its header and a reply its status word, each with the
/// count of what was left out; with the data the trace can be replayed.
/// </summary>
public sealed class CardTrace
{
    readonly List<string> lines = [];

    /// <summary>A trace to record into.</summary>
    /// <param name="withData">True to keep commands, replies and draws whole: person data and session secrets.</param>
    public CardTrace(bool withData = false) => WithData = withData;

    /// <summary>True when the trace holds person data and can be replayed.</summary>
    public bool WithData { get; }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The card, every exchange of which is noted here from now on.</summary>
    public ICardTransport Record(ICardTransport card)
    {
        if (WithData) lines.Add("# " + Convert.ToHexString(card.Atr.Span) + " " + card.LongestExchange.ToString(CultureInfo.InvariantCulture));
        return new Recorder(card, this);
    }

    /// <summary>Reads a trace that was recorded with its data; false when a line is none, or the data was left out.</summary>
    public static bool TryParse(IEnumerable<string> text, out CardTrace trace)
    {
        trace = new(withData: true);
        foreach (var line in text.Where(line => line.Length > 0))
        {
            if (line.Length < 2 || line[1] != ' ' || !"><!=?#".Contains(line[0])) return false;
            if (line[0] is '>' or '<' or '?' && (line.Length % 2 != 0 || !line.AsSpan(2).ContainsOnlyHex())) return false;
            trace.lines.Add(line);
        }
        return trace.lines.Count > 0;
    }

    /// <summary>A card that answers as the recorded one did; a command that was not given then ends it.</summary>
    public ICardTransport Replay() => new Replayer(lines);

    /// <summary>How many lines; never what they say.</summary>
    public override string ToString() => $"{lines.Count} lines";

    /// <summary>Draws as recorded, to ask the replayed card what the recorded one was asked; beyond them, fresh ones.</summary>
    internal Randomness Drawn()
    {
        var draws = new Queue<byte[]>(lines.Where(line => line[0] == '?').Select(line => Convert.FromHexString(line.AsSpan(2))));
        return new(count => draws.TryDequeue(out var draw) && draw.Length == count ? draw : Randomness.System.Octets(count));
    }

    /// <summary>Draws that are noted in this trace when it keeps the data.</summary>
    internal Randomness Noting(Randomness random) => !WithData ? random : new(count =>
    {
        var drawn = random.Octets(count);
        lines.Add("? " + Convert.ToHexString(drawn));
        return drawn;
    });

    void Note(ReadOnlySpan<byte> command, CardReply reply)
    {
        const int header = 4;
        if (WithData)
        {
            lines.Add("> " + Convert.ToHexString(command));
            lines.Add(reply.Error == ChipError.None ? "< " + Convert.ToHexString(reply.Octets.Span) : "! " + reply.Error);
            return;
        }
        lines.Add($"> {Convert.ToHexString(command[..Math.Min(header, command.Length)])} +{Math.Max(0, command.Length - header)}");
        var octets = reply.Octets.Span;
        lines.Add(reply.Error != ChipError.None ? "! " + reply.Error
            : octets.Length < 2 ? $"< +{octets.Length}"
            : $"< {Convert.ToHexString(octets[^2..])} +{octets.Length - 2}");
    }

    sealed class Recorder(ICardTransport card, CardTrace trace) : ICardTransport
    {
        public ReadOnlyMemory<byte> Atr => card.Atr;
        public int LongestExchange => card.LongestExchange;

        public async ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel)
        {
            var reply = await card.TransmitAsync(command, deadline, cancel);
            trace.Note(command.Span, reply);
            return reply;
        }

        public async ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel)
        {
            var error = await card.ResetAsync(deadline, cancel);
            trace.lines.Add("= " + error);
            return error;
        }

        public ValueTask DisposeAsync() => card.DisposeAsync();
    }

    sealed class Replayer : ICardTransport
    {
        readonly Queue<string> rest;

        public Replayer(IEnumerable<string> lines)
        {
            var all = lines.ToList();
            var head = all.Find(line => line[0] == '#')?.Split(' ') ?? [];
            if (head.Length > 1 && head[1].AsSpan().ContainsOnlyHex() && head[1].Length % 2 == 0) Atr = Convert.FromHexString(head[1]);
            if (head.Length > 2 && int.TryParse(head[2], NumberStyles.None, CultureInfo.InvariantCulture, out var longest)) LongestExchange = longest;
            rest = new(all.Where(line => line[0] is not ('#' or '?')));
        }

        public ReadOnlyMemory<byte> Atr { get; }

        public int LongestExchange { get; } = 261;

        public ValueTask<CardReply> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancel)
        {
            if (!rest.TryDequeue(out var asked) || asked != "> " + Convert.ToHexString(command.Span) || !rest.TryDequeue(out var answer))
                return new(CardReply.Lost(ChipError.CardRemoved));
            return new(answer[0] == '<' ? new CardReply(Convert.FromHexString(answer.AsSpan(2))) : CardReply.Lost(ErrorOf(answer)));
        }

        public ValueTask<ChipError> ResetAsync(TimeSpan deadline, CancellationToken cancel) =>
            new(rest.TryPeek(out var next) && next[0] == '=' ? ErrorOf(rest.Dequeue()) : ChipError.CardRemoved);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        static ChipError ErrorOf(string line) => Enum.TryParse<ChipError>(line.AsSpan(2), out var error) ? error : ChipError.ReaderFault;
    }
}

file static class Hexadecimal
{
    public static bool ContainsOnlyHex(this ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
            if (!char.IsAsciiHexDigit(letter)) return false;
        return true;
    }
}
