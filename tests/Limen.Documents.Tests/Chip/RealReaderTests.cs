using System.Diagnostics;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Through the system's own pcscd and a virtual reader.</summary>
public class RealReaderTests(RealReader reader) : IClassFixture<RealReader>
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BAC")]
    [InlineData("PACE-GM")]
    [InlineData("PACE-IM")]
    [InlineData("PACE-CAM")]
    public async Task The_emulated_passport_is_read_and_proven_through_the_real_service(string protocol)
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var passport = EmulatedPassport.Issue(Plan(protocol));
        await using var inserted = await VpcdCard.InsertAsync(passport.Card(), reader.Port);
        await using var card = await ConnectAsync();
        var reading = await Sample.ReadAsync(card, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.Equal(protocol, reading.Access.Protocol);
        var inspection = Sample.Inspect(passport, reading);
        Assert.Equal(CheckResult.Successful, inspection.Result);
        Assert.Equal(CheckResult.Successful, inspection.ChipAuthentication.Result);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
    }

    static PassportPlan Plan(string protocol) => new()
    {
        Pace = protocol switch { "PACE-GM" => [new("2.2", 13)], "PACE-IM" => [new("4.2", 13)], "PACE-CAM" => [new("6.2", 13)], _ => [] },
        ChipAuthentication = protocol == "PACE-CAM" ? [new("2.2", 13, 13)] : [new("2.2", 13)],
        ActiveAuthentication = ActiveAuthenticationKind.RsaSha256,
        DataGroups = Sample.Face(15_000),
        Quirks = new() { Extended = true },
    };

    static async Task<ICardTransport> ConnectAsync()
    {
        Assert.Equal(ChipError.None, CardReaders.TryOpen(out var readers));
        using (readers)
        {
            for (var waited = Stopwatch.StartNew(); waited.Elapsed < Deadline; await Task.Delay(20, Cancel))
                if (await readers!.ConnectAsync(RealReader.Name, Deadline, Cancel) is { Card: { } card }) return card;
        }
        throw new InvalidOperationException("No card came into the virtual reader.");
    }
}
