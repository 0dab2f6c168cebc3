using System.Formats.Asn1;
using Limen.TestKit;

namespace Limen.Documents.Tests;

public class ProofTests
{
    static readonly InventedState State = new();

    static readonly PassportPlan Proven = new()
    {
        Pace = [new("2.2", 13)],
        ChipAuthentication = [new("2.2", 13)],
        ActiveAuthentication = ActiveAuthenticationKind.RsaSha256,
        DataGroups = Sample.Face(3000),
    };

    [Theory]
    [InlineData("1.1", 0)]
    [InlineData("1.2", 1)]
    [InlineData("1.4", 2)]
    [InlineData("2.1", 12)]
    [InlineData("2.2", 13)]
    [InlineData("2.3", 14)]
    [InlineData("2.4", 18)]
    [InlineData("", 13)]
    public async Task Chip_authentication_succeeds_on_every_kind_of_key(string arcs, int parameterId)
    {
        foreach (var pace in new[] { true, false })
        {
            var passport = EmulatedPassport.Issue(new() { Pace = pace ? [new("2.2", 13)] : [], ChipAuthentication = [new(arcs, parameterId)] });
            var reading = await Sample.ReadAsync(passport, passport.MrzKey);
            Assert.Null(reading.Failure);
            Assert.Equal(CheckResult.Successful, Sample.Inspect(passport, reading).ChipAuthentication.Result);
        }
    }

    [Fact]
    public async Task Chips_with_3DES_that_know_the_second_form_only_are_authenticated_too()
    {
        var passport = EmulatedPassport.Issue(new() { ChipAuthentication = [new("2.1", 13)], Quirks = new() { NoKeyAgreementTemplate = true } });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(CheckResult.Successful, Sample.Inspect(passport, reading).ChipAuthentication.Result);
    }

    [Fact]
    public void Domains_are_read_in_every_form_issuers_write_them()
    {
        var group = (DhGroup)StandardisedDomains.Find(2)!;
        var key = group.NewKey(Randomness.System)!.Public;
        // X9.42 in place of PKCS#3 (Doc 9303-11 §8.5, note 2).
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10046.2.1");
                using (writer.PushSequence())
                {
                    writer.WriteInteger(group.P);
                    writer.WriteInteger(KeyGroup.Number(group.Generator));
                    writer.WriteInteger(group.Order);
                }
            }
            var number = new AsnWriter(AsnEncodingRules.DER);
            number.WriteInteger(KeyGroup.Number(key));
            writer.WriteBitString(number.Encode());
        }
        Assert.True(PublicKeys.TryRead(writer.Encode(), out var read, out var element));
        Assert.Equal(group.Order, read.Order);
        Assert.Equal(key, element);
        // standardizedDomainParameters with their id, as EF.CardSecurity may write them.
        Assert.True(PublicKeys.TryReadDomain(Convert.FromHexString("300C060704007F0007010202010D"), out var named));
        Assert.Same(StandardisedDomains.Find(13), named);
        Assert.False(PublicKeys.TryReadDomain(Convert.FromHexString("300C060704007F00070102020107"), out _));
    }

    // A generator of order two or three: every second or third private number leads nowhere.
    [Fact]
    public async Task A_group_of_the_chips_own_making_that_leads_nowhere_is_not_used()
    {
        var curve = StandardisedDomains.FindCurve("1.2.840.10045.3.1.7")!.Curve;
        // y² = x³ + ax + b through (1, 0): a point with y = 0 is its own inverse.
        var small = new EcGroup(new(curve.P, curve.A, (curve.P - 1 - curve.A) % curve.P + curve.P, new(1, 0), curve.Order));
        Assert.Null(small.Raise(small.Generator, 2));
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var variant = new ChipAuthentication.Variant("0.4.0.127.0.7.2.2.3.2.2", MessagingCipher.Aes128, small, small.Generator, null, false);
            var channel = new CardChannel(new CardInProcess(EmulatedPassport.Issue(new() { State = State }).Card()), TimeSpan.FromSeconds(1));
            var (failure, run) = await new ChipAuthentication(channel, Randomness.System).RunAsync(variant, TestContext.Current.CancellationToken);
            Assert.NotNull(failure);
            Assert.Null(run);
        }
    }

    [Fact]
    public void Thousands_of_keys_and_protocols_cost_no_time()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        EmulatedPassport.WriteKey(writer, StandardisedDomains.Find(12)!, StandardisedDomains.Find(12)!.Generator);
        var key = Tlv.Encode(0x30, [.. Convert.FromHexString("060904007F000702020102"), .. writer.Encode()]);
        var info = Tlv.Encode(0x30, Convert.FromHexString("060A04007F00070202030202" + "020101"));
        byte[] set = [.. Enumerable.Repeat(info, 20_000).SelectMany(each => each), .. Enumerable.Repeat(key, 1_000).SelectMany(each => each)];
        Assert.True(SecurityInfos.TryParse(Tlv.Encode(0x31, set), out var infos));
        var started = ThreadClock.Millis();
        Assert.NotEmpty(ChipAuthentication.Known(infos));
        Assert.True(ThreadClock.Millis() - started < 200);
    }

    [Fact]
    public async Task Of_several_keys_the_one_named_is_used()
    {
        var passport = EmulatedPassport.Issue(new() { ChipAuthentication = [new("2.1", 13, 1), new("2.4", 13, 2), new("1.2", 0, 3)] });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(CheckResult.Successful, Sample.Inspect(passport, reading).ChipAuthentication.Result);
        Assert.Equal(passport.ChipKeys[1].Pair.Public, reading.ChipAuthentication!.Key);
    }

    [Fact]
    public async Task Chip_authentication_mapping_takes_the_key_that_bears_the_parameter_id()
    {
        var passport = EmulatedPassport.Issue(new()
        {
            Pace = [new("6.3", 13)],
            ChipAuthentication = [new("2.2", 13, 7), new("2.2", 13, 13)],
        });
        var reading = await Sample.ReadAsync(passport, passport.CanKey);
        Assert.Equal("PACE-CAM", reading.Access.Protocol);
        Assert.Equal(CheckResult.Successful, Sample.Inspect(passport, reading).ChipAuthentication.Result);
    }

    [Theory]
    [InlineData(ActiveAuthenticationKind.RsaSha1)]
    [InlineData(ActiveAuthenticationKind.RsaSha224)]
    [InlineData(ActiveAuthenticationKind.RsaSha256)]
    [InlineData(ActiveAuthenticationKind.RsaSha384)]
    [InlineData(ActiveAuthenticationKind.RsaSha512)]
    [InlineData(ActiveAuthenticationKind.EcBrainpoolP256)]
    [InlineData(ActiveAuthenticationKind.EcBrainpoolP320)]
    [InlineData(ActiveAuthenticationKind.EcSecp192)]
    public async Task Active_authentication_succeeds_with_every_kind_of_key(ActiveAuthenticationKind kind)
    {
        var passport = EmulatedPassport.Issue(new() { ActiveAuthentication = kind });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal(CheckResult.Successful, Sample.Inspect(passport, reading).ActiveAuthentication.Result);
    }

    [Theory]
    [InlineData(false)] // the signature does not fit into a short reply
    [InlineData(true)] // no extended lengths for this command
    public async Task Active_authentication_is_asked_for_with_the_other_length_where_one_is_refused(bool extended)
    {
        var quirks = new PassportQuirks { Extended = extended, RefusesActiveAuthentication = extended };
        var passport = EmulatedPassport.Issue(new() { ActiveAuthentication = ActiveAuthenticationKind.RsaSha256, Quirks = quirks });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal((CheckResult.Successful, 0), (Sample.Inspect(passport, reading).ActiveAuthentication.Result, reading.Rebuilt));
    }

    // gmrtd activeauth/active_auth_test.go, TestDecodeF: messages of ISO/IEC 9796-2 and their hashes over M1 || 0102030405060708.
    [Theory]
    [InlineData("6A1234567890ABCDEF1234567890ABCDEF11223344E9B287952A913CC5B60FF74ECFC87E40E81563B1BC")]
    [InlineData("6A1234567890ABCDEF1234567890ABCDEF11223344AEFC05E88F48EB88D367BA3DACB7D6A8543EC02BD315E47DDBE2045D38CC")]
    [InlineData("6A1234567890ABCDEF1234567890ABCDEF11223344783980D44FD3A80F0E4210EB9C73EA399932062D465438F8E1FF13377DE8308934CC")]
    public void Published_messages_are_recognised_with_leading_zeros_and_without(string message)
    {
        var octets = Convert.FromHexString(message);
        byte[] challenge = [1, 2, 3, 4, 5, 6, 7, 8];
        Assert.True(ActiveAuthentication.IsMessage(octets, challenge));
        Assert.True(ActiveAuthentication.IsMessage([0, 0, .. octets], challenge));
        octets[5] ^= 1;
        Assert.False(ActiveAuthentication.IsMessage(octets, challenge));
    }

    // gmrtd activeauth/active_auth_test.go, TestDoActiveAuth: key, challenge and signature of an AUS chip, whose result has leading zeros.
    [Fact]
    public void A_real_signature_over_a_real_challenge_is_verified()
    {
        Assert.SkipWhen(Shared.File("documents", "vectors", "gmrtd_hex.json") is null, Shared.Absent);
        var dg15 = Vectors.Hex("TestDoActiveAuth", 89);
        Assert.True(BerElement.TryRead(dg15, out var file, out _));
        var challenge = Vectors.Hex("TestDoActiveAuth", 71);
        var signature = Vectors.Hex("TestDoActiveAuth", 113);
        Assert.True(ActiveAuthentication.Verify(file.Value, null, challenge, signature));
        signature[20] ^= 1;
        Assert.False(ActiveAuthentication.Verify(file.Value, null, challenge, signature));
    }

    [Fact]
    public async Task A_genuine_chip_proves_itself_in_every_way_it_offers()
    {
        var passport = EmulatedPassport.Issue(Proven);
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.Equal(CheckResult.Successful, inspection.ChipAuthentication.Result);
        Assert.Equal(CheckResult.Successful, inspection.ActiveAuthentication.Result);
        Assert.Equal(CheckResult.NotSupported, inspection.TerminalAuthentication.Result);
        Assert.Equal(CheckResult.Successful, inspection.Result);
    }

    [Fact]
    public async Task A_clone_passes_passive_authentication_and_fails_both_proofs()
    {
        var passport = EmulatedPassport.Issue(Proven with { Fault = PassportFault.Clone });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Null(reading.Failure);
        var inspection = Sample.Inspect(passport, reading);
        Assert.Equal(CheckResult.Successful, inspection.PassiveAuthentication.Result);
        Assert.Equal((CheckResult.Failed, "chip.messagingBroken"), (inspection.ChipAuthentication.Result, inspection.ChipAuthentication.Reason));
        Assert.Equal((CheckResult.Failed, "chip.notAuthentic"), (inspection.ActiveAuthentication.Result, inspection.ActiveAuthentication.Reason));
        Assert.Equal([1, 2, 14, 15], inspection.DataGroups);
    }

    [Fact]
    public async Task A_clone_fails_chip_authentication_mapping()
    {
        var passport = EmulatedPassport.Issue(new() { Pace = [new("6.2", 13)], ChipAuthentication = [new("2.2", 13, 13)], Fault = PassportFault.Clone });
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.Equal(CheckResult.Failed, inspection.ChipAuthentication.Result);
    }

    [Fact]
    public async Task A_clone_that_runs_the_mapping_and_hands_over_no_proof_fails()
    {
        var passport = EmulatedPassport.Issue(new() { Pace = [new("6.2", 13)], Quirks = new() { WithholdsMapping = true } });
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.Equal((CheckResult.Failed, "chip.notAuthentic"), (inspection.ChipAuthentication.Result, inspection.ChipAuthentication.Reason));
    }

    [Theory]
    [InlineData(false, CheckResult.Successful)]
    [InlineData(true, CheckResult.Failed)]
    public async Task A_chip_that_takes_the_place_of_the_proven_one_behind_a_broken_session_is_noticed(bool cloned, CheckResult expected)
    {
        var passport = EmulatedPassport.Issue(new()
        {
            Pace = [new("6.2", 13)],
            ChipAuthentication = [new("2.2", 13, 13)],
            DataGroups = Sample.Face(3000),
            Quirks = new() { DropsSessionAfter = 12, ClonedAfterDrop = cloned },
        });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal((null, 1), (reading.Failure, reading.Rebuilt));
        Assert.Equal(expected, Sample.Inspect(passport, reading).ChipAuthentication.Result);
    }

    [Fact]
    public async Task A_copy_that_leaves_the_key_files_out_is_noticed()
    {
        var passport = EmulatedPassport.Issue(Proven with { Fault = PassportFault.CloneWithoutKeyFiles });
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.Equal((CheckResult.Undetermined, "chip.keyFileMissing"), (inspection.ChipAuthentication.Result, inspection.ChipAuthentication.Reason));
        Assert.Equal((CheckResult.Undetermined, "chip.keyFileMissing"), (inspection.ActiveAuthentication.Result, inspection.ActiveAuthentication.Reason));
    }

    [Fact]
    public async Task Proofs_count_only_when_passive_authentication_bound_their_keys()
    {
        var passport = EmulatedPassport.Issue(Proven);
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        var inspection = ChipProof.Inspect(reading, TrustStore.Empty, Sample.Now);
        Assert.Equal((CheckResult.Undetermined, "chip.keyNotProven"), (inspection.ChipAuthentication.Result, inspection.ChipAuthentication.Reason));
        Assert.Equal((CheckResult.Undetermined, "chip.keyNotProven"), (inspection.ActiveAuthentication.Result, inspection.ActiveAuthentication.Reason));
    }

    [Theory]
    [InlineData(PassportFault.AlteredDg1)]
    [InlineData(PassportFault.ExpiredSigner)]
    [InlineData(PassportFault.RevokedSigner)]
    public async Task A_fault_of_the_data_or_the_signer_fails_passive_authentication_and_unbinds_the_keys(PassportFault fault)
    {
        var passport = EmulatedPassport.Issue(Proven with { Fault = fault });
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.NotEqual(CheckResult.Successful, inspection.PassiveAuthentication.Result);
        Assert.Equal(CheckResult.Undetermined, inspection.ChipAuthentication.Result);
        Assert.Equal(CheckResult.Undetermined, inspection.ActiveAuthentication.Result);
    }

    [Fact]
    public async Task A_State_that_another_States_authority_signed_for_is_noticed()
    {
        var passport = EmulatedPassport.Issue(Proven with { State = new("FR") });
        var inspection = Sample.Inspect(passport, await Sample.ReadAsync(passport, passport.MrzKey));
        Assert.Equal(CheckResult.Failed, inspection.IssuingStateMatches.Result);
    }

    [Fact]
    public async Task An_altered_EF_CardAccess_is_found_out_by_its_signed_copy()
    {
        var passport = EmulatedPassport.Issue(new() { Bac = false, Pace = [new("2.4", 13)] });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey);
        reading.Files[LdsFile.CardAccess] = Convert.FromHexString("31143012060A04007F0007020204020102010202010D");
        var inspection = Sample.Inspect(passport, reading);
        Assert.Equal((CheckResult.Failed, "chip.cardAccessAltered"), (inspection.Access.Result, inspection.Access.Reason));
        reading.Files.Remove(LdsFile.CardAccess);
        Assert.Equal("chip.cardAccessMissing", Sample.Inspect(passport, reading).Access.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminal_authentication_opens_fingers_and_irises_by_their_rights(bool pace)
    {
        var cvca = new InventedCvca();
        var plan = new PassportPlan
        {
            Pace = pace ? [new("2.2", 13)] : [],
            ChipAuthentication = [new("2.2", 13)],
            DataGroups = new Dictionary<int, byte[]> { [2] = Sample.Framed(0x75, 500), [3] = Sample.Framed(0x63, 900), [4] = Sample.Framed(0x76, 700) },
            Cvca = cvca,
        };
        var passport = EmulatedPassport.Issue(plan);
        var closed = await Sample.ReadAsync(passport, passport.MrzKey);
        Assert.Equal([1, 2, 14], closed.Lds.DataGroups);
        Assert.Equal(CheckResult.NotPerformed, closed.TerminalAuthentication.Result);
        var open = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = cvca.NewTerminal() });
        Assert.Equal(CheckResult.Successful, open.TerminalAuthentication.Result);
        Assert.Equal([1, 2, 3, 4, 14], open.Lds.DataGroups);
        var fingersOnly = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = cvca.NewTerminal(0x01) });
        Assert.Equal([1, 2, 3, 14], fingersOnly.Lds.DataGroups);
        Assert.Equal(ChipError.NotAllowed, fingersOnly.Missing[LdsFile.Dg4].Error);
    }

    [Fact]
    public async Task Terminal_authentication_after_chip_authentication_mapping_signs_the_key_of_PACE()
    {
        var cvca = new InventedCvca();
        var passport = EmulatedPassport.Issue(new()
        {
            Pace = [new("6.2", 13)],
            ChipAuthentication = [new("2.2", 13, 13)],
            DataGroups = new Dictionary<int, byte[]> { [3] = Sample.Framed(0x63, 900) },
            Cvca = cvca,
        });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = cvca.NewTerminal() });
        Assert.Equal(CheckResult.Successful, reading.TerminalAuthentication.Result);
        Assert.Contains(3, reading.Lds.DataGroups);
    }

    [Fact]
    public async Task Fingers_are_read_to_their_end_though_the_session_breaks_under_way()
    {
        var cvca = new InventedCvca();
        var plan = new PassportPlan
        {
            ChipAuthentication = [new("2.2", 13)],
            DataGroups = new Dictionary<int, byte[]> { [3] = Sample.Framed(0x63, 6000) },
            Cvca = cvca,
        };
        foreach (var after in (int[])[30, 40, 50])
        {
            var passport = EmulatedPassport.Issue(plan with { Quirks = new() { DropsSessionAfter = after } });
            var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = cvca.NewTerminal() });
            Assert.Equal((null, 1), (reading.Failure, reading.Rebuilt));
            Assert.Contains(3, reading.Lds.DataGroups);
        }
    }

    [Theory]
    [InlineData(0x011C)]
    [InlineData(0x0142)]
    public async Task The_chips_own_list_of_authorities_tells_where_the_chain_begins_wherever_it_stands(int file)
    {
        var (older, newer) = (new InventedCvca(), new InventedCvca(number: 2));
        var (verifier, terminal, pkcs8) = newer.NewTerminalFiles();
        Assert.True(TerminalCredential.TryCreate([older.LinkTo(newer), verifier, terminal], pkcs8, out var credential));
        var passport = EmulatedPassport.Issue(new() { ChipAuthentication = [new("2.2", 13)], Cvca = newer, Quirks = new() { CvcaFile = file } });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = credential });
        Assert.Equal(CheckResult.Successful, reading.TerminalAuthentication.Result);
    }

    [Fact]
    public async Task Another_version_of_terminal_authentication_is_not_supported_rather_than_failed()
    {
        var cvca = new InventedCvca();
        var passport = EmulatedPassport.Issue(new() { ChipAuthentication = [new("2.2", 13)], Cvca = cvca, Quirks = new() { TerminalVersion = 2 } });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = cvca.NewTerminal() });
        Assert.Equal((null, CheckResult.NotSupported), (reading.Failure, reading.TerminalAuthentication.Result));
    }

    [Fact]
    public void A_key_that_is_not_the_terminals_is_refused_before_any_chip_sees_it()
    {
        var (verifier, terminal, _) = new InventedCvca().NewTerminalFiles();
        var (_, _, other) = new InventedCvca().NewTerminalFiles();
        Assert.False(TerminalCredential.TryCreate([verifier, terminal], other, out _));
    }

    [Fact]
    public async Task A_terminal_of_another_authority_is_refused_and_the_rest_is_read()
    {
        var passport = EmulatedPassport.Issue(Proven with { Cvca = new InventedCvca() });
        var reading = await Sample.ReadAsync(passport, passport.MrzKey, new() { Terminal = new InventedCvca().NewTerminal() });
        Assert.Equal((CheckResult.Failed, "chip.notAllowed"), (reading.TerminalAuthentication.Result, reading.TerminalAuthentication.Reason));
        Assert.Equal([1, 2, 14, 15], reading.Lds.DataGroups);
    }
}
