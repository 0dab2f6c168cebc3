using Limen.TestKit;

namespace Limen.Documents.Tests;

public class PaceTests
{
    const string Im = "PACE_IM_ECDH_AppH", Cam = "PACE_CAM_ECDH_AppI";
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static PaceVariant Variant(string arcs, int parameterId, PaceMapping mapping) =>
        new("0.4.0.127.0.7.2.2.4." + arcs, mapping, (MessagingCipher)(arcs[^1] - '0'), StandardisedDomains.Find(parameterId)!, parameterId);

    [Fact]
    public void Integrated_mapping_gives_the_generator_of_appendix_H()
    {
        Assert.SkipWhen(WorkedExamples.AreAbsent, Shared.Absent);
        var group = StandardisedDomains.Find(13)!;
        var number = IntegratedMapping.Number(MessagingCipher.Aes128, WorkedExamples.Hex(Im, "s"), WorkedExamples.Hex(Im, "t"), group);
        Assert.Equal(WorkedExamples.Text(Im, "mapped_G_x"), Convert.ToHexString(group.SharedSecret(group.MapIntegrated(number)!)));
    }

    [Fact]
    public async Task The_conversation_of_appendix_I_is_spoken_octet_by_octet_and_authenticates_the_chip()
    {
        Assert.SkipWhen(WorkedExamples.AreAbsent, Shared.Absent);
        string Of(string field) => WorkedExamples.Text(Cam, field);
        var card = new RecordedCard(
            ("0022C1A412800A" + Of("oid") + "83010184010D", "9000"),
            ("10860000027C0000", "7C128010" + Of("z") + "9000"),
            ("10860000457C438141" + Of("X_map_pcd") + "00", "7C438241" + Of("Y_map_picc") + "9000"),
            ("10860000457C438341" + Of("X_eph_pcd") + "00", "7C438441" + Of("Y_eph_picc") + "9000"),
            ("008600000C7C0A8508" + Of("T_pcd") + "00", Of("step4_resp") + "9000"));
        var channel = new CardChannel(card, Second);
        AccessKey.TryFromFields("C11T002JM", "960812", "231031", out var key);
        var random = Forced.Hex(Of("sk_map_pcd"), Of("sk_eph_pcd"));
        var outcome = await new Pace(channel, Variant("6.2", 13, PaceMapping.ChipAuthentication), random).RunAsync(key!, Cancel);
        Assert.Null(outcome.Failure);
        Assert.True(card.IsFinished);
        Assert.Equal(Of("CA_data"), Convert.ToHexString(outcome.ChipAuthentication!.Factor));
        Assert.Equal(Of("Y_map_picc"), Convert.ToHexString(outcome.ChipAuthentication.MappingKey));
    }

    // gmrtd pace/pace_test.go, TestDoPace_GM_ECDH: the ECDH example of Doc 9303-11 App. G; MRZ T220001293 6408125 1010318.
    [Fact]
    public async Task The_conversation_of_appendix_G_is_spoken_octet_by_octet()
    {
        var card = new RecordedCard(
            ("0022C1A412800A04007F0007020204020283010184010D", "9000"),
            ("10860000027C0000", "7C12801095A3A016522EE98D01E76CB6B98B42C39000"),
            ("10860000457C438141047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D00",
                "7C43824104824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F5730D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C549000"),
            ("10860000457C438341042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB3646200",
                "7C438441049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F0949000"),
            ("008600000C7C0A8508C2B0BD78D94BA86600", "7C0A86083ABB9674BCE93C089000"));
        var channel = new CardChannel(card, Second);
        AccessKey.TryFromFields("T22000129", "640812", "101031", out var key);
        var random = Forced.Hex(
            "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99", "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595");
        Assert.Null((await new Pace(channel, Variant("2.2", 13, PaceMapping.Generic), random).RunAsync(key!, Cancel)).Failure);
        Assert.True(card.IsFinished);
    }


    public static TheoryData<string, int> EveryVariant()
    {
        var all = new TheoryData<string, int>();
        foreach (var id in StandardisedDomains.Ids)
        {
            string[] kinds = id < 8 ? ["1", "3"] : id == 10 ? ["2", "6"] : ["2", "4", "6"];
            foreach (var kind in kinds)
                foreach (var cipher in kind == "6" ? (int[])[2, 3, 4] : [1, 2, 3, 4])
                    all.Add($"{kind}.{cipher}", id);
        }
        return all;
    }

    [Theory, MemberData(nameof(EveryVariant))]
    public async Task Every_variant_on_every_domain_opens_the_chip(string arcs, int parameterId)
    {
        var passport = EmulatedPassport.Issue(new()
        {
            Bac = false,
            Pace = [new(arcs, parameterId)],
            ChipAuthentication = arcs[0] == '6' ? [new("2.2", parameterId, parameterId)] : [],
        });
        var reading = await Sample.ReadAsync(passport, passport.CanKey);
        Assert.Null(reading.Failure);
        var name = arcs[0] switch { '1' or '2' => "PACE-GM", '3' or '4' => "PACE-IM", _ => "PACE-CAM" };
        Assert.Equal((name, CheckResult.Successful), (reading.Access.Protocol, reading.Access.Result));
        var inspection = Sample.Inspect(passport, reading);
        Assert.Equal(CheckResult.Successful, inspection.Result);
        Assert.Equal(arcs[0] == '6' ? CheckResult.Successful : CheckResult.NotSupported, inspection.ChipAuthentication.Result);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Several_variants_are_told_apart_by_tag_84_and_one_goes_without_it(bool needs, bool refuses)
    {
        PaceOffer[] offers = refuses ? [new("2.2", 13)] : [new("2.2", 13), new("2.2", 12), new("4.2", 13), new("1.1", 0)];
        var passport = EmulatedPassport.Issue(new()
        {
            Bac = false,
            Pace = offers,
            Quirks = new() { NeedsParameterTag = needs, RefusesParameterTag = refuses, RefusesMasterFile = true },
        });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(CheckResult.Successful, reading.Access.Result);
    }

    [Fact]
    public void The_best_variant_comes_first_and_unknown_ones_are_passed_over()
    {
        // gmrtd pace/pace_test.go, TestSelectPaceConfig: IM 2 and CAM 2 on parameter 16.
        Assert.True(SecurityInfos.TryParse(Convert.FromHexString(
            "31283012060A04007F000702020402040201020201103012060A04007F00070202040604020102020110"), out var infos));
        Assert.Equal(["PACE-CAM", "PACE-GM"], PaceVariant.Known(infos).Select(variant => variant.Name));
        // TestSelectPaceConfigErrors: an unknown arc.
        Assert.True(SecurityInfos.TryParse(Convert.FromHexString(
            "31283012060A04007F0007020204027F0201020201103012060A04007F0007020204067F020102020110"), out infos));
        Assert.Empty(PaceVariant.Known(infos));
    }

    [Fact]
    public async Task A_wrong_CAN_tells_how_often_it_may_still_be_tried_and_a_blocked_one_that_it_is()
    {
        var passport = EmulatedPassport.Issue(new() { Bac = false, Pace = [new("2.2", 13)], Quirks = new() { CanTries = 2 } });
        var card = new CardInProcess(passport.Card());
        AccessKey.TryFromCan("000000", out var wrong);
        var first = await Sample.ReadAsync(card, wrong);
        Assert.Equal((ChipError.WrongKey, (int?)1), (first.Failure!.Error, first.Failure.RetriesLeft));
        var second = await Sample.ReadAsync(card, wrong);
        Assert.Equal((ChipError.Locked, (int?)0), (second.Failure!.Error, second.Failure.RetriesLeft));
        var third = await Sample.ReadAsync(card, passport.CanKey);
        Assert.Equal(ChipError.Locked, third.Failure!.Error);
        Assert.Equal("chip.locked", third.Access.Reason);
    }

    [Fact]
    public async Task A_wrong_MRZ_is_tried_once_and_not_by_BAC_after_PACE()
    {
        var passport = EmulatedPassport.Issue(new() { Pace = [new("2.2", 13), new("4.2", 13)] });
        AccessKey.TryFromFields("X", "740812", "301231", out var wrong);
        var reading = await Sample.ReadAsync(passport, wrong);
        Assert.Equal(ChipError.WrongKey, reading.Failure!.Error);
        Assert.Equal("PACE-GM", reading.Access.Protocol);
    }

    [Fact]
    public async Task A_CAN_for_a_chip_without_PACE_is_not_supported_rather_than_failed()
    {
        var passport = EmulatedPassport.Issue(new());
        var reading = await Sample.ReadAsync(passport, passport.CanKey);
        Assert.Equal(CheckResult.NotSupported, reading.Access.Result);
        Assert.Equal(ChipError.CanNotSupported, reading.Failure!.Error);
    }

    [Fact]
    public async Task A_chip_whose_only_variant_is_unknown_is_opened_by_BAC()
    {
        var passport = EmulatedPassport.Issue(new() { Pace = [new("4.2", 10)] });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(("BAC", CheckResult.Successful), (reading.Access.Protocol, reading.Access.Result));
    }

    [Fact]
    public async Task Leading_zeros_anywhere_do_not_matter()
    {
        // secp192r1 and the smallest field are the quickest; every draw that begins with zeros is forced in turn.
        const int runs = 1000;
        var passport = EmulatedPassport.Issue(new() { Bac = false, Pace = [new("2.2", 8)] });
        var group = StandardisedDomains.Find(8)!;
        var zeroKeys = SecretsWithZeros(group).Take(8).ToList();
        for (var run = 0; run < runs; run++)
        {
            var card = passport.Card();
            if (run % 4 == 0) card.Access.ChipRandom = Zeroed(run, zeroKeys);
            var channel = new CardChannel(new CardInProcess(card), Second);
            var random = run % 3 == 0 ? Zeroed(run + 1, zeroKeys) : Randomness.System;
            var outcome = await new Pace(channel, Variant("2.2", 8, PaceMapping.Generic), random).RunAsync(passport.MrzKey, Cancel);
            Assert.True(outcome.Failure is null, $"Run {run}: {outcome.Failure}");
            Assert.Null(await new Files(channel).SelectApplicationAsync(Cancel));
        }
    }

    [Fact]
    public async Task A_secret_of_a_field_that_begins_with_zeros_gives_the_same_keys_on_both_sides()
    {
        var passport = EmulatedPassport.Issue(new() { Bac = false, Pace = [new("1.2", 0)] });
        var seen = 0;
        for (var run = 0; run < 2000 && seen < 2; run++)
        {
            var card = passport.Card();
            var channel = new CardChannel(new CardInProcess(card), Second);
            var outcome = await new Pace(channel, Variant("1.2", 0, PaceMapping.Generic), Randomness.System).RunAsync(passport.MrzKey, Cancel);
            Assert.Null(outcome.Failure);
            if (outcome.ChipKey![0] == 0 || outcome.TerminalKey![0] == 0) seen++;
        }
        Assert.True(seen > 0);
    }

    // Draws begin with a zero octet, and every other key is one whose point begins with zeros.
    static Randomness Zeroed(int run, List<byte[]> keys) => new(count =>
    {
        var drawn = Randomness.System.Octets(count);
        if (count == keys[0].Length && run % 2 == 0) return [.. keys[run / 2 % keys.Count]];
        drawn[0] = 0;
        return drawn;
    });

    static IEnumerable<byte[]> SecretsWithZeros(KeyGroup group)
    {
        for (var secret = 2; ; secret++)
            if (group.Raise(group.Generator, secret)![1] == 0) yield return KeyGroup.Padded(secret, group.Size);
    }
}
