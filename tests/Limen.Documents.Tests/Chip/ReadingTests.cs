using System.Globalization;
using Limen.TestKit;

namespace Limen.Documents.Tests;

public class ReadingTests
{
    static readonly PassportPlan Large = new() { DataGroups = Sample.Face(15_000), Pace = [new("2.2", 13)], ChipAuthentication = [new("2.2", 13)] };

    public static TheoryData<int, int, bool> Refusals()
    {
        var all = new TheoryData<int, int, bool>();
        foreach (var largest in new[] { 230, 224, 200, 160, 120, 112 })
            foreach (var word in new[] { 0x6700, 0x6B00 })
                foreach (var extended in new[] { false, true }) all.Add(largest, word, extended);
        return all;
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_chip_that_refuses_long_reads_is_asked_for_less(int largest, int word, bool extended)
    {
        foreach (var pace in new[] { true, false })
        {
            var quirks = new PassportQuirks { LargestRead = largest, RefusalOfLongReads = word, Extended = extended };
            await IsReadWholeAsync(Large with { Pace = pace ? Large.Pace : [], Quirks = quirks });
        }
    }

    [Fact]
    public async Task Replies_in_parts_are_put_together() => await IsReadWholeAsync(Large with { Quirks = new() { PartLength = 100 } });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(60)]
    public async Task A_lost_session_is_built_anew(int after)
    {
        var passport = EmulatedPassport.Issue(Large with { Quirks = new() { DropsSessionAfter = after } });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.True(reading.Rebuilt > 0);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(300)]
    [InlineData(40_000)]
    [InlineData(70_000)]
    public async Task Files_of_every_length_are_read_whole(int octets)
    {
        foreach (var extended in new[] { false, true })
            await IsReadWholeAsync(Large with { DataGroups = Sample.Face(octets), Quirks = new() { Extended = extended } });
    }

    [Fact]
    public async Task A_reader_for_short_lengths_only_is_never_given_longer_ones()
    {
        var passport = EmulatedPassport.Issue(Large with { Quirks = new() { Extended = true } });
        var reading = await Sample.ReadAsync(new CardInProcess(passport.Card()) { LongestExchange = 261 }, passport.MrzKey);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
    }

    [Fact]
    public async Task A_chip_without_access_control_is_read_in_plain()
    {
        var passport = EmulatedPassport.Issue(new() { Open = true, Bac = false, DataGroups = Sample.Face(900) });
        foreach (var key in new[] { null, passport.MrzKey })
        {
            var reading = await Sample.ReadAsync(passport, key);
            Assert.Null(reading.Failure);
            Assert.Equal(("none", CheckResult.NotPerformed), (reading.Access.Protocol, reading.Access.Result));
            Assert.Equal([1, 2], reading.Lds.DataGroups);
        }
    }

    [Fact]
    public async Task A_listed_group_that_is_absent_is_told_and_the_others_are_read()
    {
        var groups = Sample.Face(400);
        groups[11] = Sample.Framed(0x6B, 80);
        var passport = EmulatedPassport.Issue(new() { DataGroups = groups, Quirks = new() { Absent = [11] } });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.Equal([1, 2], reading.Lds.DataGroups);
        Assert.Equal(ChipError.FileNotFound, reading.Missing[LdsFile.Dg11].Error);
    }

    [Fact]
    public async Task A_file_without_content_is_told_and_does_not_cost_the_session()
    {
        var groups = Sample.Face(400);
        groups[13] = new byte[40];
        var passport = EmulatedPassport.Issue(new() { DataGroups = groups });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal((null, 0), (reading.Failure, reading.Rebuilt));
        Assert.Contains(LdsFile.Dg2, reading.Lds.Files.Keys);
    }

    [Fact]
    public async Task Only_the_groups_wanted_are_read()
    {
        var passport = EmulatedPassport.Issue(Large);
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { DataGroups = [1] });
        Assert.Equal([1, 14], reading.Lds.DataGroups);
    }

    [Fact]
    public async Task A_card_that_is_taken_away_leaves_what_was_read_until_then()
    {
        var passport = EmulatedPassport.Issue(Large with { Fault = PassportFault.Pulled });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(ChipError.CardRemoved, reading.Failure!.Error);
        Assert.Contains(LdsFile.Com, reading.Lds.Files.Keys);
    }

    [Fact]
    public async Task A_silent_card_is_given_up_after_its_deadline()
    {
        var passport = EmulatedPassport.Issue(Large with { Fault = PassportFault.Silent });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { ExchangeDeadline = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(ChipError.Timeout, reading.Failure!.Error);
    }

    [Fact]
    public async Task A_slow_card_is_ended_by_the_deadline_of_the_whole()
    {
        var passport = EmulatedPassport.Issue(Large with { Fault = PassportFault.Slow });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { WholeDeadline = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(ChipError.Timeout, reading.Failure!.Error);
    }

    [Fact]
    public async Task Torn_replies_are_survived()
    {
        var passport = EmulatedPassport.Issue(Large with { Fault = PassportFault.TornApdu, DataGroups = Sample.Face(300) });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.True(reading.Failure is null or { Error: ChipError.SessionLost or ChipError.Garbled or ChipError.NotAuthentic or ChipError.MessagingBroken });
    }

    public static TheoryData<string, bool> Tears() => new()
    {
        { "BAC", false }, { "BAC", true }, { "2.2", false }, { "2.2", true }, { "6.2", false }, { "6.2", true },
    };

    // Every reply of a whole reading in turn: cut to one octet, or to its beginning, which has no status word.
    [Theory, MemberData(nameof(Tears))]
    public async Task One_torn_reply_wherever_it_falls_costs_time_and_nothing_else(string access, bool isCut)
    {
        var passport = EmulatedPassport.Issue(new()
        {
            State = State,
            Pace = access == "BAC" ? [] : [new(access, 12)],
            ChipAuthentication = [new("2.2", 12, 12)],
            ActiveAuthentication = ActiveAuthenticationKind.EcBrainpoolP256,
            DataGroups = Sample.Face(600),
        });
        var (at, count) = (0, 0);
        do
        {
            (at, count) = (at + 1, 0);
            var card = new CardInProcess(passport.Card()) { Mutate = reply => ++count == at ? isCut ? reply[..1] : Beginning(reply) : reply };
            var reading = await Sample.ReadAsync(card, passport.MrzKey);
            var inspection = Sample.Inspect(passport, reading);
            Assert.True(reading.Failure is null && inspection.Result == CheckResult.Successful,
                $"Reply {at} of {count}: {reading.Failure} {inspection.Access} {inspection.ActiveAuthentication} {inspection.ChipAuthentication} {string.Join(' ', reading.Missing)}");
        } while (at < count);
        Assert.True(at > 30);
    }

    static byte[] Beginning(byte[] reply)
    {
        var length = reply.Length / 2;
        while (length > 1 && reply[length - 2] >> 4 is 6 or 9) length--;
        return reply[..length];
    }

    [Fact]
    public async Task Garbage_is_an_error_and_never_an_exception()
    {
        for (var run = 0; run < 100; run++)
        {
            var passport = EmulatedPassport.Issue(new() { Fault = PassportFault.Garbage, State = State });
            var reading = await Sample.ReadAsync(passport, passport.MrzKey);
            Assert.NotNull(reading.Failure);
        }
    }

    // Replies of a genuine card with an octet changed, lost or doubled: every reading ends with what it found, and soon.
    [Fact]
    public async Task Mutated_replies_never_bring_an_exception_or_a_hang()
    {
        PaceOffer[][] offers = [[], [new("2.2", 8)], [new("4.2", 8)], [new("6.2", 8)]];
        for (var run = 0; run < Runs; run++)
        {
            var random = new Random(run);
            var passport = Mutants[run % 4] ??= EmulatedPassport.Issue(new()
            {
                State = State,
                Pace = offers[run % 4],
                ChipAuthentication = [new("2.2", 8, 8)],
                ActiveAuthentication = ActiveAuthenticationKind.EcSecp192,
                DataGroups = Sample.Face(600),
            });
            var reading = await Sample.ReadAsync(new CardInProcess(passport.Card()) { Mutate = reply => Mutated(reply, random) }, passport.MrzKey);
            var inspection = Sample.Inspect(passport, reading);
            Assert.True(Enum.IsDefined(inspection.Result));
        }
    }

    // Many more when a soak is asked for.
    static int Runs =>
        int.TryParse(Environment.GetEnvironmentVariable("LIMEN_SOAK"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : 300;

    static readonly InventedState State = new();
    static readonly EmulatedPassport?[] Mutants = new EmulatedPassport?[4];

    static byte[] Mutated(byte[] reply, Random random)
    {
        if (random.Next(12) != 0) return reply;
        var at = random.Next(reply.Length);
        return random.Next(4) switch
        {
            0 => [.. reply[..at], .. reply[Math.Min(at + 1, reply.Length)..]],
            1 => [.. reply[..at], (byte)random.Next(256), .. reply[at..]],
            2 => reply[..at],
            _ => [.. reply[..at], (byte)random.Next(256), .. reply[(at + 1)..]],
        };
    }

    static async Task IsReadWholeAsync(PassportPlan plan)
    {
        var passport = EmulatedPassport.Issue(plan with { State = State });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
        Assert.Equal(0, reading.Rebuilt);
    }
}
