using System.Text;
using Limen.TestKit;

namespace Limen.Documents.Tests;

public class TraceTests
{
    static readonly PassportPlan Plan = new() { Pace = [new("2.2", 13)], ChipAuthentication = [new("2.2", 13)], DataGroups = Sample.Face(500) };
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trace_holds_no_person_data_unless_asked()
    {
        var passport = EmulatedPassport.Issue(Plan with { Pace = [], ChipAuthentication = [], Open = true, Bac = false });
        var trace = new CardTrace();
        var reading = await Sample.ReadAsync(passport, null, new() { Trace = trace });
        Assert.Null(reading.Failure);
        Assert.NotEmpty(trace.Lines);
        Assert.DoesNotContain(trace.Lines, line => line.Contains(Convert.ToHexString(Encoding.ASCII.GetBytes("ERIKSSON"))));
        Assert.All(trace.Lines, line => Assert.True(line.Length < 24));
        Assert.False(CardTrace.TryParse(trace.Lines, out _));
    }

    [Fact]
    public async Task A_whole_trace_is_replayed_to_the_same_reading()
    {
        var passport = EmulatedPassport.Issue(Plan);
        var trace = new CardTrace(withData: true);
        var first = await Sample.ReadAsync(passport, passport.MrzKey, new() { Trace = trace });
        Assert.True(CardTrace.TryParse(trace.Lines, out var read));
        var second = await ChipReader.Replaying(read, new(), TimeProvider.System).ReadAsync(passport.MrzKey, Cancel);
        Assert.Null(second.Failure);
        Assert.Equal(first.Access.Protocol, second.Access.Protocol);
        Assert.Equal(first.Lds.Files.Count, second.Lds.Files.Count);
        Assert.Equal(Sample.Inspect(passport, first).Result, Sample.Inspect(passport, second).Result);
        var elsewhere = await ChipReader.Replaying(read, new(), TimeProvider.System).ReadAsync(passport.CanKey, Cancel);
        Assert.Equal(ChipError.CardRemoved, elsewhere.Failure!.Error);
    }

    [Theory]
    [InlineData("x 00")]
    [InlineData("> 0")]
    [InlineData("> 00B0 +12")]
    [InlineData(">")]
    public void A_line_that_is_none_is_refused(string line) => Assert.False(CardTrace.TryParse([line], out _));
}
