using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Documents.Tests;

public class PassiveAuthenticationTests
{
    static readonly ECDsa CscaKey = PaperState.NewKey(), SignerKey = PaperState.NewKey();
    static readonly X509Certificate2 Csca = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", CscaKey);
    static readonly X509Certificate2 Signer = PaperState.Signer(Csca, CscaKey, SignerKey);
    static readonly byte[] Dg1 = PaperState.Dg1("UTO"), Dg14 = Convert.FromHexString("6E0E310C300A06082B06010504018101"), Dg15 = PaperState.Tagged(0x6F, SignerKey.ExportSubjectPublicKeyInfo());

    [Fact]
    public void A_genuine_document_gives_proven_data_with_the_issuers_keys()
    {
        var result = Verify(Files(Sod(Signer), (1, Dg1), (15, Dg15)), PaperState.Trusting(Csca));
        Assert.Equal(CheckResult.Successful, result.Report.Result);
        Assert.Equal(CheckResult.Successful, result.IssuingStateMatches.Result);
        Assert.NotNull(result.Verified);
        Assert.Equal([1, 15], result.Verified.AuthenticDataGroups.Order());
        Assert.True(result.Verified.ActiveAuthenticationKey!.Value.Span.SequenceEqual(SignerKey.ExportSubjectPublicKeyInfo()));
        Assert.Null(result.Verified.SecurityInfos);
        Assert.Equal([1, 14, 15], result.Report.DataGroups.Keys);
        Assert.Equal(CheckResult.NotPerformed, result.Report.DataGroups[14]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // the signed attributes too, which were DER when they were signed
    public void Lengths_told_by_end_marks_do_not_change_what_was_signed(bool keepsAttributes)
    {
        byte[] WithEndMarks(BerElement element)
        {
            if (!element.IsConstructed || Certificate.TryParse(element.Raw, out _)) return element.Raw.ToArray();
            var isAttributes = element.Tag == 0xA0 && element.Children() is [{ Tag: 0x30 } first, ..] && first.Value.Span[0] == 0x06 && first.Value.Span[^1] != 0;
            if (isAttributes && keepsAttributes) return element.Raw.ToArray();
            return [(byte)element.Tag, 0x80, .. element.Children()!.SelectMany(WithEndMarks), 0, 0];
        }
        Assert.True(BerElement.TryRead(Sod(Signer), out var sod, out _));
        var written = WithEndMarks(sod);
        Assert.True(written.Length > sod.Raw.Length);
        var result = Verify(Files(written, (1, Dg1), (15, Dg15)), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Successful, null), (result.Report.Result, result.Report.Reason));
        var altered = Verify(Files(written, (1, Dg1[..^1]), (15, Dg15)), PaperState.Trusting(Csca));
        Assert.Equal(CheckResult.Failed, altered.Report.Result);
    }

    [Fact]
    public void An_altered_data_group_is_named_and_proves_nothing()
    {
        byte[] altered = [.. Dg1];
        altered[^1] ^= 1;
        var result = Verify(Files(Sod(Signer), (1, altered)), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Failed, "pa.dataGroupHash"), (result.Report.DataGroups[1], result.Report.Reason));
        Assert.Equal(CheckResult.Successful, result.Report.SodSignature);
        Assert.Null(result.Verified);
    }

    [Fact]
    public void A_data_group_that_nobody_signed_is_not_authentic()
    {
        var result = Verify(Files(Sod(Signer), (1, Dg1), (11, PaperState.Tagged(0x6B, [0x5C, 0x00]))), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Failed, "pa.dataGroupNotSigned"), (result.Report.DataGroups[11], result.Report.Reason));
        Assert.Null(result.Verified);
    }

    [Fact]
    public void A_signer_of_an_impostor_with_the_right_names_is_not_believed()
    {
        var impostor = PaperState.NewKey();
        var forged = PaperState.Signer(Csca, impostor, SignerKey);
        var result = Verify(Files(Sod(forged), (1, Dg1)), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Successful, CheckResult.Failed, "pa.chainSignature"), (result.Report.SodSignature, result.Report.Chain, result.Report.Reason));
        Assert.Null(result.Verified);
    }

    [Fact]
    public void A_signer_of_lists_may_not_sign_documents()
    {
        var signer = PaperState.Signer(Csca, CscaKey, SignerKey, purpose: "2.23.136.1.1.3");
        var report = Verify(Files(Sod(signer), (1, Dg1)), PaperState.Trusting(Csca)).Report;
        Assert.Equal((CheckResult.Failed, "pa.signerPurpose"), (report.Chain, report.Reason));
    }

    [Theory]
    [InlineData("2.16.840.1.101.3.4.2.6")] // SHA-512/256
    [InlineData("2.16.840.1.101.3.4.2.8")] // SHA3-256
    public void Hashes_of_a_kind_that_is_not_known_are_undetermined(string digest)
    {
        var sod = (PaperSigner.Ec(Signer, SignerKey) with { LdsDigest = digest }).SignLds(new Dictionary<int, byte[]> { [1] = Dg1 });
        var result = Verify(Files(sod, (1, Dg1)), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Successful, CheckResult.Undetermined), (result.Report.SodSignature, result.Report.DataGroups[1]));
        Assert.Equal((CheckResult.Undetermined, "pa.digestUnknown"), (result.Report.Result, result.Report.Reason));
        Assert.Null(result.Verified);
        var stranger = Verify(Files(sod, (1, Dg1), (15, Dg15)), PaperState.Trusting(Csca)).Report;
        Assert.Equal((CheckResult.Failed, "pa.dataGroupNotSigned"), (stranger.Result, stranger.Reason));
    }

    [Theory]
    [InlineData("1.3.101.112")] // Ed25519
    [InlineData("2.16.840.1.101.3.4.3.18")] // ML-DSA-65
    [InlineData("2.16.840.1.101.3.4.3.10")] // ECDSA with SHA3-256
    public void A_signature_of_a_kind_that_is_not_known_is_undetermined_alone_and_does_no_harm_beside_another(string algorithm)
    {
        var unknown = PaperSigner.Ec(Signer, SignerKey) with { Algorithm = PaperSigner.Identifier(algorithm) };
        var groups = new Dictionary<int, byte[]> { [1] = Dg1 };
        var alone = Verify(Files(unknown.SignLds(groups), (1, Dg1)), PaperState.Trusting(Csca)).Report;
        Assert.Equal((CheckResult.Undetermined, "pa.algorithmUnknown"), (alone.SodSignature, alone.Reason));
        var beside = Verify(Files((PaperSigner.Ec(Signer, SignerKey) with { Before = [unknown] }).SignLds(groups), (1, Dg1)), PaperState.Trusting(Csca));
        Assert.Equal((CheckResult.Successful, true), (beside.Report.Result, beside.Report.Remarks!.Contains("pa.severalSigners")));
        Assert.NotNull(beside.Verified);
    }

    [Fact]
    public void The_security_object_of_LDS_1_8_holds_with_another_hash_than_the_signature_and_without_attributes()
    {
        var signer = PaperSigner.Ec(Signer, SignerKey) with { Version = "0108", LdsDigest = PaperSigner.Sha512 };
        var groups = new Dictionary<int, byte[]> { [1] = Dg1 };
        foreach (var each in (PaperSigner[])[signer, signer with { Plain = true }])
        {
            Assert.Equal(CheckResult.Successful, Verify(Files(each.SignLds(groups), (1, Dg1)), PaperState.Trusting(Csca)).Report.Result);
            var altered = each.SignLds(groups);
            altered[altered.AsSpan().IndexOf(SHA512.HashData(Dg1))] ^= 1;
            var report = Verify(Files(altered, (1, Dg1)), PaperState.Trusting(Csca)).Report;
            Assert.Equal((CheckResult.Failed, each.Plain ? "pa.signature" : "pa.messageDigest"), (report.SodSignature, report.Reason));
        }
    }

    [Theory]
    [InlineData(-10, -2, -3, "Undetermined", "pa.signerExpired")] // valid when it signed, expired since
    [InlineData(-10, -5, -3, "Failed", "pa.signerNotValidWhenSigned")]
    [InlineData(-2, 5, -3, "Failed", "pa.signerNotValidWhenSigned")]
    [InlineData(1, 5, 2, "Failed", "pa.signerNotYetValid")]
    public void Validity_is_judged_when_signed_and_when_inspected(int from, int to, int signing, string chain, string reason)
    {
        var old = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", CscaKey, from: PaperState.Now.AddYears(-20));
        var signer = PaperState.Signer(old, CscaKey, SignerKey, from: PaperState.Now.AddYears(from), to: PaperState.Now.AddYears(to));
        var report = Verify(Files(Sod(signer, PaperState.Now.AddYears(signing)), (1, Dg1)), PaperState.Trusting(old)).Report;
        Assert.Equal((chain, reason), (report.Chain.ToString(), report.Reason));
    }

    [Fact]
    public void A_signer_that_the_store_brings_is_found_by_its_key_identifier()
    {
        var signer = PaperState.Signer(Csca, CscaKey, SignerKey, identified: true);
        var sod = (PaperSigner.Ec(signer, SignerKey) with { Bare = true }).SignLds(new Dictionary<int, byte[]> { [1] = Dg1 });
        Assert.Equal(CheckResult.Successful, Verify(Files(sod, (1, Dg1)), PaperState.Trusting(Csca, signer)).Report.Result);
        var without = Verify(Files(sod, (1, Dg1)), PaperState.Trusting(Csca)).Report;
        Assert.Equal((CheckResult.Undetermined, "pa.noSigner"), (without.Result, without.Reason));
    }

    [Fact]
    public void A_thousand_certificates_of_strange_curves_do_not_hold_the_lane_up()
    {
        // The largest curve taken, with a base point that no table knows: each signature is computed on, point by point.
        var known = StandardisedDomains.FindCurve("1.3.132.0.35")!.Curve;
        var curve = new EcCurve(known.P, known.A, known.B, known.Multiply(known.Generator, 7), known.Order);
        var slow = new PaperCertificate { KeyInfo = PaperCurve.PublicKey(curve, curve.Multiply(curve.Generator, 12345)) };
        var beside = Enumerable.Range(0, 1000).Select(i => (slow with { Serial = [0x11, (byte)(i >> 8), (byte)i] }).Encode()).ToList();
        var sod = (PaperSigner.Ec(Signer, PaperState.NewKey()) with { Beside = beside }).SignLds(new Dictionary<int, byte[]> { [1] = Dg1 });
        var report = Verify(Files(sod, (1, Dg1)), PaperState.Trusting(Csca)).Report;
        Assert.Equal((CheckResult.Failed, "pa.signature"), (report.SodSignature, report.Reason));
        Assert.True(report.Millis < 2000, $"{report.Millis} ms");
    }

    [Fact]
    public void A_revoked_signer_fails_and_the_newest_list_decides()
    {
        var store = PaperState.Trusting(Csca).With(Lists(PaperState.Revocations(Csca, CscaKey, PaperState.Now.AddDays(-40))));
        var before = Verify(Files(Sod(Signer), (1, Dg1)), store);
        Assert.Equal(CheckResult.Successful, before.Report.Result);
        Assert.DoesNotContain("pa.noCrl", before.Report.Remarks!);
        var after = Verify(Files(Sod(Signer), (1, Dg1)), store.With(Lists(PaperState.Revocations(Csca, CscaKey, PaperState.Now, Signer))));
        Assert.Equal((CheckResult.Failed, "pa.signerRevoked"), (after.Report.Chain, after.Report.Reason));
    }

    [Fact]
    public void A_revocation_list_that_the_authority_did_not_sign_counts_for_nothing()
    {
        var impostor = PaperState.NewKey();
        var forged = PaperState.Revocations(PaperState.Authority("CN=CSCA, O=Utopia, C=UT", impostor), impostor, PaperState.Now, Signer);
        var report = Verify(Files(Sod(Signer), (1, Dg1)), PaperState.Trusting(Csca).With(Lists(forged))).Report;
        Assert.Equal(CheckResult.Successful, report.Chain);
        Assert.Contains("pa.noCrl", report.Remarks!);
    }

    [Theory]
    [InlineData("UTO", "UT", null, "Successful")]
    [InlineData("D", "DE", null, "Successful")]
    [InlineData("DEU", "DE", null, "Successful")]
    [InlineData("GBD", "GB", null, "Successful")]
    [InlineData("RKS", "KS", null, "Successful")]
    [InlineData("UNO", "UN", null, "Successful")]
    [InlineData("EUE", "EU", null, "Successful")]
    [InlineData("XOM", "ZZ", "XOM", "Successful")] // told by the certificate itself
    [InlineData("FRA", "DE", null, "Failed")]
    [InlineData("FRA", "DE", "D", "Failed")]
    [InlineData("XYZ", "DE", null, "Undetermined")]
    public void The_State_of_DG1_must_be_the_State_of_the_authority(string state, string country, string? told, string expected)
    {
        var csca = PaperState.Authority($"CN=CSCA, C={country}", CscaKey, state: told);
        var signer = PaperState.Signer(csca, CscaKey, SignerKey);
        var dg1 = PaperState.Dg1(state);
        var sod = PaperSigner.Ec(signer, SignerKey).SignLds(new Dictionary<int, byte[]> { [1] = dg1 });
        var result = Verify(Files(sod, (1, dg1)), PaperState.Trusting(csca));
        Assert.Equal(CheckResult.Successful, result.Report.Result);
        Assert.Equal(expected, result.IssuingStateMatches.Result.ToString());
        Assert.Equal(expected == "Failed", result.Verified is null);
    }

    static PassiveAuthenticationResult Verify(Lds lds, TrustStore store) => PassiveAuthentication.Verify(lds, store, PaperState.Now);

    static TrustMaterial Lists(byte[] list)
    {
        Assert.True(RevocationList.TryParse(list, out var read));
        return new("paper", [], [read], []);
    }

    static byte[] Sod(X509Certificate2 signer, DateTimeOffset? signed = null) =>
        PaperSigner.Ec(signer, SignerKey).SignLds(new Dictionary<int, byte[]> { [1] = Dg1, [14] = Dg14, [15] = Dg15 }, signed);

    static Lds Files(byte[] sod, params (int Number, byte[] Content)[] groups)
    {
        var files = new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Sod] = sod };
        foreach (var (number, content) in groups) files[(LdsFile)number] = content;
        return new(files);
    }
}
