using Limen.TestKit;

namespace Limen.Documents.Tests;

public class BacTests
{
    const string Example = "BAC_AppD";
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static string Of(string field) => WorkedExamples.Text(Example, field);

    [Fact]
    public void The_keys_of_appendix_D_come_from_number_birth_and_expiry()
    {
        Assert.SkipWhen(WorkedExamples.AreAbsent, Shared.Absent);
        Assert.True(AccessKey.TryFromFields("L898902C", "690806", "940623", out var key));
        Assert.Equal(Of("Kseed"), Convert.ToHexString(key!.BacSeed()));
        var keys = KeyDerivation.SessionKeys(MessagingCipher.TripleDes, key.BacSeed());
        Assert.Equal(Of("Kenc"), Convert.ToHexString(keys.Encryption));
        Assert.Equal(Of("Kmac"), Convert.ToHexString(keys.Authentication));
    }

    [Fact]
    public async Task The_conversation_of_appendix_D_is_spoken_octet_by_octet()
    {
        Assert.SkipWhen(WorkedExamples.AreAbsent, Shared.Absent);
        var card = new RecordedCard(
            ("0084000008", Of("RND_IC") + "9000"),
            ("0082000028" + Of("cmd_data") + "28", Of("resp_data") + "9000"),
            (Of("sm_select_efcom"), Of("sm_select_resp")),
            (Of("sm_read4"), Of("sm_read4_resp")),
            (Of("sm_read18"), Of("sm_read18_resp")));
        var channel = new CardChannel(card, Second);
        AccessKey.TryFromFields("L898902C", "690806", "940623", out var key);
        Assert.Null(await Bac.RunAsync(channel, key!, Forced.Hex(Of("RND_IFD"), Of("K_IFD")), Cancel));
        Assert.Equal(Of("SSC"), Convert.ToHexString(channel.Messaging!.Counter));
        var file = await new Files(channel).ReadAsync(LdsFile.Com, Cancel);
        Assert.Equal("60145F0104303130365F36063034303030305C026175", Convert.ToHexString(file.Octets.Span));
        Assert.True(card.IsFinished);
    }

    [Fact]
    public async Task A_passport_with_BAC_is_read_and_proven()
    {
        var passport = EmulatedPassport.Issue(new() { DataGroups = Sample.Face(15_000) });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.Equal(("BAC", CheckResult.Successful), (reading.Access.Protocol, reading.Access.Result));
        Assert.Equal([1, 2], reading.Lds.DataGroups);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
        var inspection = ChipProof.Inspect(reading, passport.Trusted(Sample.Now), Sample.Now);
        Assert.Equal(CheckResult.Successful, inspection.PassiveAuthentication.Result);
        Assert.Equal(CheckResult.Successful, inspection.IssuingStateMatches.Result);
        Assert.Equal(CheckResult.NotSupported, inspection.ChipAuthentication.Result);
        Assert.Equal(CheckResult.NotSupported, inspection.ActiveAuthentication.Result);
        Assert.Equal(CheckResult.Successful, inspection.Result);
    }

    [Fact]
    public async Task A_wrong_MRZ_is_told_as_such()
    {
        var passport = EmulatedPassport.Issue(new());
        AccessKey.TryFromFields("L898902C4", "740812", "301231", out var wrong);
        var reading = await Sample.ReadAsync(passport, wrong);
        Assert.Equal(ChipError.WrongKey, reading.Failure!.Error);
        Assert.Equal(("BAC", CheckResult.Failed, "chip.wrongKey"), (reading.Access.Protocol, reading.Access.Result, reading.Access.Reason));
    }
}
