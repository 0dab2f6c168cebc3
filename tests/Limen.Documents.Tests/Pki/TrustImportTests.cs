using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Limen.Documents.Tests;

public class TrustImportTests
{
    const string MasterListSigner = "2.23.136.1.1.3", DeviationSigner = "2.23.136.1.1.8", MlDsa = "2.16.840.1.101.3.4.3.18";

    static readonly ECDsa Key = PaperState.NewKey();
    static readonly X509Certificate2 Csca = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", Key), Other = PaperState.Authority("CN=CSCA, O=Elsewhere, C=XE", PaperState.NewKey());

    [Fact]
    public void Certificates_come_in_DER_one_after_the_other()
    {
        byte[] bundle = [.. Csca.RawData, .. Other.RawData];
        Assert.Equal(2, Import(bundle).Material.Certificates.Count);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Certificates_come_in_PEM_with_text_between(string end)
    {
        var text = $"Subject: Utopia{end}{Csca.ExportCertificatePem().Replace("\n", end)}{end}and{end}{Other.ExportCertificatePem()}";
        Assert.Equal(2, Import(Encoding.ASCII.GetBytes(text)).Material.Certificates.Count);
    }

    [Fact]
    public void A_bare_base64_certificate_is_read() =>
        Assert.Single(Import(Encoding.ASCII.GetBytes(Convert.ToBase64String(Csca.RawData, Base64FormattingOptions.InsertLineBreaks))).Material.Certificates);

    [Fact]
    public void An_unsigned_bundle_is_read()
    {
        var bundle = new X509Certificate2Collection { Csca, Other }.Export(X509ContentType.Pkcs7);
        Assert.Equal(2, Import(bundle!).Material.Certificates.Count);
    }

    [Fact]
    public void A_certificate_with_a_key_of_an_unknown_kind_is_kept_and_vouches_for_nothing()
    {
        var bytes = Convert.FromHexString(Convert.ToHexString(Csca.RawData).Replace("06072A8648CE3D0201", "06072A8648CE3D0299"));
        Assert.True(Certificate.TryParse(bytes, out var certificate));
        Assert.Equal(SignatureVerdict.Unsupported, certificate.VerifyWith(certificate));
    }

    [Fact]
    public void An_LDIF_brings_certificates_revocation_and_master_lists_whatever_their_attribute()
    {
        var ldif = new StringBuilder("# PKD\nversion: 1\n\n");
        Entry(ldif, "userCertificate;binary", PaperState.Signer(Csca, Key, PaperState.NewKey()).RawData, 64);
        Entry(ldif, "certificateRevocationList;binary", PaperState.Revocations(Csca, Key, PaperState.Now), 76);
        Entry(ldif, "pkdMasterListContent", MasterList(Csca, Other), 1000);
        var imported = Import(Encoding.ASCII.GetBytes(ldif.ToString()));
        Assert.Equal((3, 1, 0), (imported.Material.Certificates.Count, imported.Material.Revocations.Count, imported.Unreadable));
        Assert.Equal("trust.listSelfContained", Assert.Single(imported.Notices).Code);
    }

    [Fact]
    public void What_is_broken_in_an_LDIF_is_told_and_the_rest_is_taken()
    {
        var ldif = new StringBuilder("dn: c=UT\n");
        Entry(ldif, "userCertificate;binary", [.. Csca.RawData.AsSpan(0, 200)], 76);
        ldif.Append("dn: c=XX\nuserCertificate;binary:: ").Append('M', 200).Append("!!!\n\n");
        Entry(ldif, "cACertificate;binary", Other.RawData, 76);
        var imported = Import(Encoding.ASCII.GetBytes(ldif.ToString()));
        Assert.Equal((1, 2), (imported.Material.Certificates.Count, imported.Unreadable));
        Assert.All(imported.Notices, notice => Assert.Equal("trust.unreadable", notice.Code));
    }

    [Fact]
    public void A_deviation_list_of_the_State_makes_a_known_fault_uncertain_not_good()
    {
        var store = TrustStore.Empty.With(Import(Csca.RawData).Material);
        var signerKey = PaperState.NewKey();
        var signer = PaperState.Signer(Csca, Key, signerKey);
        var dg1 = PaperState.Dg1("UTO");
        var sod = PaperSigner.Ec(signer, signerKey).SignLds(new Dictionary<int, byte[]> { [1] = PaperState.Dg1("UTX") });
        var lds = new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Sod] = sod, [LdsFile.Dg1] = dg1 });
        Assert.Equal(CheckResult.Failed, PassiveAuthentication.Verify(lds, store, PaperState.Now).Report.DataGroups[1]);
        var list = DeviationList();
        var told = Import(list, store);
        Assert.Equal("trust.listVerified", Assert.Single(told.Notices).Code);
        var unvouched = Import(list);
        Assert.Equal((0, 1), (unvouched.Material.Deviations.Count, unvouched.Refused));
        var after = PassiveAuthentication.Verify(lds, store.With(told.Material), PaperState.Now);
        Assert.Equal((CheckResult.Undetermined, "pa.knownDeviation"), (after.Report.DataGroups[1], after.Report.Reason));
        Assert.Null(after.Verified);
    }

    [Fact]
    public void A_deviation_list_speaks_for_the_State_that_signed_it_whatever_certificates_it_carries()
    {
        var otherKey = PaperState.NewKey();
        var other = PaperState.Authority("CN=CSCA, O=Elsewhere, C=XE", otherKey);
        var (key, foreignKey) = (PaperState.NewKey(), PaperState.NewKey());
        var (signer, foreign) = (PaperState.Signer(Csca, Key, key, purpose: DeviationSigner), PaperState.Signer(other, otherKey, foreignKey, purpose: DeviationSigner));
        var ours = (PaperSigner.Ec(signer, key) with { Beside = [foreign.RawData] }).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2"));
        var theirs = (PaperSigner.Ec(foreign, foreignKey) with { Beside = [signer.RawData] }).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2"));
        var store = PaperState.Trusting(Csca, other);
        Assert.Equal("UT", Assert.Single(Import(ours, store).Material.Deviations).Country);
        Assert.Equal("XE", Assert.Single(Import(theirs, store).Material.Deviations).Country);
    }

    [Theory]
    [InlineData(null)] // a document signer's
    [InlineData(MasterListSigner)]
    public void A_deviation_list_signed_by_a_certificate_for_other_things_is_told_and_refused_unless_taken_unverified(string? purpose)
    {
        var (store, list) = (PaperState.Trusting(Csca), DeviationList(purpose));
        var refused = Import(list, store);
        Assert.Equal((0, 1), (refused.Material.Deviations.Count, refused.Refused));
        Assert.Equal(["trust.listSignerPurpose", "trust.listRefused"], refused.Notices.Select(notice => notice.Code));
        var taken = Import(list, store, allowUnverified: true);
        Assert.Equal((1, 0), (taken.Material.Deviations.Count, taken.Refused));
        Assert.Equal(["trust.listSignerPurpose"], taken.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void A_deviation_list_that_the_authority_signed_itself_is_taken()
    {
        var list = PaperSigner.Ec(Csca, Key).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2"));
        Assert.Single(Import(list, PaperState.Trusting(Csca)).Material.Deviations);
    }

    [Fact]
    public void A_master_list_signed_by_a_certificate_for_other_things_is_taken_and_told_as_vouched_for_by_nobody()
    {
        foreach (var purpose in (string?[])[null, DeviationSigner])
        {
            var imported = Import(MasterListBy(purpose, Csca, Other), PaperState.Trusting(Csca));
            Assert.Equal((2, 0), (imported.Material.Certificates.Count, imported.Refused));
            Assert.Equal("trust.listSignerPurpose", Assert.Single(imported.Notices).Code);
        }
    }

    [Theory]
    [InlineData(false, "trust.listVerified")]
    [InlineData(true, "trust.listSignerUnknown")] // neither the list nor the store has its certificate
    public void A_master_list_names_its_signer_in_either_way_and_may_leave_its_certificate_out(bool left, string told)
    {
        var key = PaperState.NewKey();
        var signer = PaperState.Signer(Csca, Key, key, purpose: MasterListSigner, identified: true);
        byte[] content = [0x02, 0x01, 0x00, .. PaperState.Tagged(0x31, Other.RawData)];
        var list = (PaperSigner.Ec(signer, key) with { Bare = true }).SignCms("2.23.136.1.1.2", PaperState.Tagged(0x30, content));
        var imported = Import(list, left ? PaperState.Trusting(Csca) : PaperState.Trusting(Csca, signer));
        Assert.Equal((1, told), (imported.Material.Certificates.Count, Assert.Single(imported.Notices).Code));
        list[^1] ^= 1;
        Assert.Equal(left ? 0 : 1, Import(list, left ? PaperState.Trusting(Csca) : PaperState.Trusting(Csca, signer)).Refused);
    }

    [Fact]
    public void A_list_signed_in_a_way_that_is_not_known_is_told_as_that_and_not_as_broken()
    {
        var key = PaperState.NewKey();
        PaperSigner By(string purpose) => PaperSigner.Ec(PaperState.Signer(Csca, Key, key, purpose: purpose), key) with { Algorithm = PaperSigner.Identifier(MlDsa) };
        byte[] content = [0x02, 0x01, 0x00, .. PaperState.Tagged(0x31, Other.RawData)];
        var imported = Import(By(MasterListSigner).SignCms("2.23.136.1.1.2", PaperState.Tagged(0x30, content)), PaperState.Trusting(Csca));
        Assert.Equal((1, 0, "trust.listNotSupported"), (imported.Material.Certificates.Count, imported.Refused, Assert.Single(imported.Notices).Code));
        var deviations = Import(By(DeviationSigner).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2")), PaperState.Trusting(Csca));
        Assert.Equal((0, 1), (deviations.Material.Deviations.Count, deviations.Refused));
        Assert.Equal(["trust.listNotSupported", "trust.listRefused"], deviations.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void Of_several_signers_of_a_list_the_one_that_can_be_checked_counts_and_gives_it_its_State()
    {
        var (key, otherKey) = (PaperState.NewKey(), PaperState.NewKey());
        var signer = PaperSigner.Ec(PaperState.Signer(Csca, Key, key, purpose: DeviationSigner), key);
        var foreign = PaperSigner.Ec(PaperState.Signer(Other, PaperState.NewKey(), otherKey, purpose: DeviationSigner), otherKey) with { Algorithm = PaperSigner.Identifier(MlDsa) };
        var list = (signer with { Before = [foreign] }).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2"));
        var imported = Import(list, PaperState.Trusting(Csca));
        Assert.Equal("UT", Assert.Single(imported.Material.Deviations).Country);
    }

    [Fact]
    public void What_one_LDIF_brings_at_once_is_taken_in_whatever_order_it_stands()
    {
        var crl = PaperState.Revocations(Csca, Key, PaperState.Now, PaperState.Signer(Csca, Key, PaperState.NewKey()));
        (string, byte[])[] objects = [("cACertificate;binary", Csca.RawData), ("pkdMasterListContent", MasterList(Other)),
            ("pkdDeviationListContent", DeviationList()), ("certificateRevocationList;binary", crl)];
        foreach (var order in Orders(objects.Length))
        {
            var ldif = new StringBuilder("version: 1\n\n");
            foreach (var (attribute, content) in order.Select(i => objects[i])) Entry(ldif, attribute, content, 76);
            var imported = Import(Encoding.ASCII.GetBytes(ldif.ToString()));
            Assert.Equal((2, 1, 1), (imported.Material.Certificates.Count, imported.Material.Revocations.Count, imported.Material.Deviations.Count));
            Assert.Equal((0, 0), (imported.Refused, imported.Unreadable));
            Assert.All(imported.Notices, notice => Assert.Equal("trust.listVerifiedByFile", notice.Code));
        }
    }

    [Fact]
    public void An_authority_that_a_master_list_brings_vouches_for_the_deviation_list_before_it()
    {
        var ldif = new StringBuilder("version: 1\n\n");
        Entry(ldif, "pkdDeviationListContent", DeviationList(), 76);
        Entry(ldif, "pkdMasterListContent", MasterList(Csca), 76);
        var imported = Import(Encoding.ASCII.GetBytes(ldif.ToString()));
        Assert.Equal((1, 1, 0), (imported.Material.Certificates.Count, imported.Material.Deviations.Count, imported.Refused));
        Assert.Equal(["trust.listSelfContained", "trust.listVerifiedByFile"], imported.Notices.Select(notice => notice.Code));
    }

    [Fact]
    public void A_broken_master_list_brings_nobody_who_could_vouch_for_another_list()
    {
        var broken = MasterList(Csca);
        broken[^1] ^= 1;
        var ldif = new StringBuilder("version: 1\n\n");
        Entry(ldif, "pkdMasterListContent", broken, 76);
        Entry(ldif, "pkdDeviationListContent", DeviationList(), 76);
        var imported = Import(Encoding.ASCII.GetBytes(ldif.ToString()));
        Assert.Equal((0, 0, 2), (imported.Material.Certificates.Count, imported.Material.Deviations.Count, imported.Refused));
    }

    [Fact]
    public void Files_are_read_in_the_order_in_which_they_can_vouch_for_each_other() =>
        Assert.Equal(["csca.cer", "A.ML", "all.ldif", "de.dl"], ((string[])["de.dl", "all.ldif", "A.ML", "csca.cer"]).OrderBy(TrustImport.Place));

    [Fact]
    public void A_bundle_cut_off_in_its_second_certificate_is_told()
    {
        byte[] bundle = [.. Csca.RawData, .. Other.RawData.AsSpan(0, 200)];
        var imported = Import(bundle);
        Assert.Equal((1, 1), (imported.Material.Certificates.Count, imported.Unreadable));
        byte[] ended = [.. Csca.RawData, (byte)'\n', 0, 0];
        Assert.Equal((1, 0), (Import(ended).Material.Certificates.Count, Import(ended).Unreadable));
    }

    [Fact]
    public void What_an_LDIF_says_in_a_comment_or_deletes_is_not_taken()
    {
        var (csca, other) = (Convert.ToBase64String(Csca.RawData), Convert.ToBase64String(Other.RawData));
        var ldif = $"# PKD\r\n  of Utopia\r\nVERSION: 1\r\n#userCertificate;binary:: {csca}\r\n\r\nDn: c=UT\r\nchangetype: modify\r\ndelete: userCertificate;binary\r\n"
            + $"userCertificate;binary:: {csca}\r\n-\r\nadd: userCertificate;binary\r\nuserCertificate;binary:: {other[..70]}\r\n {other[70..]}\r\n-\r\n";
        Assert.Equal("XE", Assert.Single(Import(Encoding.ASCII.GetBytes(ldif)).Material.Certificates).Country);
    }

    [Fact]
    public void An_LDIF_may_fold_a_line_anywhere()
    {
        var ldif = new StringBuilder("version: 1\ndn: c=UT\nuserCertificate;bin\n ary:\n : ").Append(Convert.ToBase64String(Csca.RawData)).Append("\n\n");
        Assert.Single(Import(Encoding.ASCII.GetBytes(ldif.ToString())).Material.Certificates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB")]
    [InlineData("0\u0082\u0001")]
    public void What_is_nothing_is_told(string content)
    {
        var imported = Import(Encoding.Latin1.GetBytes(content));
        Assert.Empty(imported.Material.Certificates);
        Assert.NotEqual(0, imported.Unreadable);
    }

    [Fact]
    public void A_long_LDIF_is_streamed_in_bounded_memory()
    {
        var certificate = Convert.ToBase64String(Csca.RawData);
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        using var stream = new RepeatedStream(Encoding.ASCII.GetBytes($"dn: c=UT\nuserCertificate;binary:: {certificate}\n\n"), 20 << 20);
        var imported = TrustImport.Read("long.ldif", stream, TrustStore.Empty, false, TestContext.Current.CancellationToken);
        Assert.Single(imported.Material.Certificates);
        Assert.True(GC.GetTotalMemory(true) - before < 8 << 20, $"{(GC.GetTotalMemory(false) - before) >> 10} KiB kept");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_line_without_end_does_not_fill_the_memory()
    {
        using var stream = new RepeatedStream([.. "dn: c=UT\nuserCertificate;binary:: "u8, .. new byte[4096].Select(_ => (byte)'M')], 1, 64 << 20);
        var imported = TrustImport.Read("endless.ldif", stream, TrustStore.Empty, false, TestContext.Current.CancellationToken);
        Assert.Empty(imported.Material.Certificates);
    }

    static TrustImported Import(byte[] content, TrustStore? known = null, bool allowUnverified = false) =>
        TrustImport.Read("paper", new MemoryStream(content), known ?? TrustStore.Empty, allowUnverified, TestContext.Current.CancellationToken);

    static IEnumerable<int[]> Orders(int count) => count == 0 ? [[]]
        : Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));

    static void Entry(StringBuilder ldif, string attribute, byte[] content, int width)
    {
        ldif.Append("dn: o=dsc,c=UT\nobjectClass: top\n").Append(attribute).Append(":: ");
        foreach (var (sign, i) in Convert.ToBase64String(content).Select((sign, i) => (sign, i))) ldif.Append(i > 0 && i % width == 0 ? "\n " : "").Append(sign);
        ldif.Append("\n\n");
    }

    static byte[] MasterList(params X509Certificate2[] certificates) => MasterListBy(MasterListSigner, certificates);

    static byte[] MasterListBy(string? purpose, params X509Certificate2[] certificates)
    {
        var key = PaperState.NewKey();
        byte[] set = [.. certificates.SelectMany(certificate => certificate.RawData)];
        byte[] list = [0x02, 0x01, 0x00, .. PaperState.Tagged(0x31, set)];
        return PaperSigner.Ec(PaperState.Signer(Csca, Key, key, purpose: purpose), key).SignCms("2.23.136.1.1.2", PaperState.Tagged(0x30, list));
    }

    static byte[] DeviationList(string? purpose = DeviationSigner)
    {
        var key = PaperState.NewKey();
        return PaperSigner.Ec(PaperState.Signer(Csca, Key, key, purpose: purpose), key).SignCms("2.23.136.1.1.7", Deviations("2.23.136.1.1.7.2.2"));
    }

    // Doc 9303-12 §8: version, deviations: documents (none named: all of the State) and descriptions with a kind.
    static byte[] Deviations(string kind)
    {
        var identifier = PaperSigner.Identifier(kind);
        byte[] entry = [.. PaperState.Tagged(0x30, []), .. PaperState.Tagged(0x31, identifier)];
        byte[] list = [0x02, 0x01, 0x00, .. PaperState.Tagged(0x31, PaperState.Tagged(0x30, entry))];
        return PaperState.Tagged(0x30, list);
    }
}
