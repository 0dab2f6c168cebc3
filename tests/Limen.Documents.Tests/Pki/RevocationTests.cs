using System.Security.Cryptography;

namespace Limen.Documents.Tests;

/// <summary>Which revocation list counts for whom, and what lists that Doc 9303-12 does not want still say.</summary>
public class RevocationTests
{
    static readonly byte[] Utopia = PaperCertificate.Name((0x13, "UT"), (0x0C, "CSCA"));
    static readonly ECDsa Old = PaperState.NewKey(), New = PaperState.NewKey();
    static readonly PaperCertificate OldRoot = Root(Old), NewRoot = Root(New), Link = Root(New) with { Sign = By(Old), Serial = [0x09] };
    static readonly Certificate OldSigner = Signer(Old, 0x21), NewSigner = Signer(New, 0x22);

    [Fact]
    public void Each_key_of_a_name_has_its_own_newest_list()
    {
        var store = Trusting([OldRoot, NewRoot], List(Old, "2601", 0x21), List(Old, "2512"), List(New, "2610"), List(New, "2510", 0x22));
        Assert.Equal("pa.signerRevoked", Judge(OldSigner, store).Reason); // by the older list, which is the newest of its key
        Assert.Equal((CheckResult.Successful, null), Outcome(NewSigner, store)); // was lifted by the newer one
    }

    [Fact]
    public void A_key_of_the_same_name_that_no_link_leads_to_revokes_nothing_of_another()
    {
        var store = Trusting([OldRoot, NewRoot], List(Old, "2610"), List(New, "2610", 0x21));
        Assert.Equal((CheckResult.Successful, null), Outcome(OldSigner, store));
        var alone = Judge(OldSigner, Trusting([OldRoot, NewRoot], List(New, "2610", 0x21)));
        Assert.Equal((CheckResult.Successful, true), (alone.Result, alone.Remarks.Contains("pa.noCrl")));
    }

    [Fact]
    public void The_list_by_the_new_key_counts_for_what_the_old_one_signed_where_a_link_leads_to_it()
    {
        var store = Trusting([OldRoot, NewRoot, Link], List(Old, "2601"), List(New, "2610", 0x21));
        Assert.Equal("pa.signerRevoked", Judge(OldSigner, store).Reason);
        var alone = Judge(NewSigner, Trusting([OldRoot, NewRoot, Link], List(Old, "2610", 0x22)));
        Assert.Equal((CheckResult.Successful, true), (alone.Result, alone.Remarks.Contains("pa.noCrl"))); // an old key says nothing of the new one's
    }

    [Fact]
    public void A_list_in_another_spelling_of_the_name_is_known_by_its_key()
    {
        var list = new PaperRevocations { Issuer = PaperCertificate.Name((0x0C, "ut"), (0x1E, "The CSCA")), Sign = By(Old), Serials = [0x21] };
        Assert.Equal("pa.signerRevoked", Judge(OldSigner, Trusting([OldRoot], list)).Reason);
    }

    [Theory]
    [InlineData("300D0603551D1B0101FF0403020101")] // a list of changes
    [InlineData("300F0603551D1C0101FF040530038201FF")] // authorities only
    [InlineData("300C06032A03040101FF04020500")] // critical and unknown
    public void A_list_that_is_not_whole_revokes_and_hides_no_older_one(string extension)
    {
        var partial = List(Old, "2610", 0x23) with { Extensions = Convert.FromHexString(extension) };
        var store = Trusting([OldRoot], List(Old, "2601", 0x21), partial);
        Assert.Equal("pa.signerRevoked", Judge(Signer(Old, 0x23), store).Reason);
        Assert.Equal("pa.signerRevoked", Judge(OldSigner, store).Reason);
        Assert.Equal((CheckResult.Successful, null), Outcome(Signer(Old, 0x24), store));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("300A0603551D140403020105", true)] // its number
    [InlineData("300D0603551D140101FF0403020105", true)] // its number, critical
    [InlineData("300906032A030404020500", true)] // unknown, not critical
    [InlineData("300C06032A03040101FF04020500", false)] // unknown and critical
    [InlineData("300D0603551D1B0101FF0403020101", false)] // a list of changes
    [InlineData("300F0603551D1C0101FF040530038101FF", true)] // signers only
    [InlineData("300F0603551D1C0101FF040530038201FF", false)] // authorities only
    [InlineData("30100603551D1C0101FF0406300483020560", false)] // some reasons only
    [InlineData("300F0603551D1C0101FF040530038401FF", true)] // of other issuers too
    [InlineData("300F0603551D1C0101FF040530038501FF", false)] // attribute certificates only
    [InlineData("301D0603551D1C0101FF04133011A00FA00D860B687474703A2F2F612F622F", true)] // where it is published
    public void A_list_says_whether_it_is_whole(string extension, bool whole) =>
        Assert.Equal(whole, Read(List(Old, "2610") with { Extensions = Convert.FromHexString(extension) }).IsWhole);

    [Fact]
    public void An_entry_of_another_issuer_and_those_after_it_revoke_nothing_of_ours()
    {
        var (others, ours) = (Naming(PaperCertificate.Name((0x13, "UT"), (0x0C, "Visa CA"))), Naming(Utopia));
        byte[] entries = [.. Entry(0x20), .. Entry(0x21, others), .. Entry(0x22), .. Entry(0x23, ours), .. Entry(0x24)];
        var list = Read(List(Old, "2610") with { Entries = entries });
        bool[] revoked = [.. new byte[] { 0x20, 0x21, 0x22, 0x23, 0x24 }.Select(serial => list.Revokes(Signer(Old, serial)))];
        Assert.Equal([true, false, false, true, true], revoked);
        Assert.True(list.IsWhole);
    }

    [Fact]
    public void An_entry_lifted_by_a_list_of_changes_is_not_revoked_by_it_and_one_with_something_critical_is()
    {
        var lifted = PaperCertificate.Extension(21, [0x0A, 0x01, 0x08]);
        byte[] compromised = PaperCertificate.Extension(21, [0x0A, 0x01, 0x01]);
        var unknown = Convert.FromHexString("300C06032A03040101FF04020500");
        var list = Read(List(Old, "2610") with { Entries = [.. Entry(0x21, lifted), .. Entry(0x22, compromised), .. Entry(0x23, unknown)] });
        Assert.Equal((false, true, true), (list.Revokes(Signer(Old, 0x21)), list.Revokes(Signer(Old, 0x22)), list.Revokes(Signer(Old, 0x23))));
        Assert.False(list.IsWhole);
    }

    [Fact]
    public void An_empty_list_is_one_and_an_overdue_one_is_remarked()
    {
        foreach (var list in (PaperRevocations[])[List(Old, "2610"), List(Old, "2610") with { Entries = [], KeepsEmpty = true }])
            Assert.DoesNotContain("pa.noCrl", Judge(OldSigner, Trusting([OldRoot], list)).Remarks);
        var overdue = Judge(OldSigner, Trusting([OldRoot], List(Old, "2601") with { Next = PaperCertificate.Time(0x17, "260301000000Z") }));
        Assert.Equal((CheckResult.Successful, true), (overdue.Result, overdue.Remarks.Contains("pa.crlExpired")));
    }

    [Fact]
    public void A_list_whose_entries_are_torn_is_no_list() =>
        Assert.False(RevocationList.TryParse((List(Old, "2610") with { Entries = [0x30, 0x20, 0x02, 0x01, 0x21] }).Encode(), out _));

    [Fact]
    public void The_number_of_a_link_is_not_looked_up_among_those_of_another_name()
    {
        var renamed = Link with { Subject = PaperCertificate.Name((0x13, "UT"), (0x0C, "CSCA of the Republic")) };
        var signer = (SignerOf(New, 0x22) with { Issuer = renamed.Subject }).Read();
        var list = List(New, "2610", 0x09) with { Issuer = renamed.Subject };
        Assert.Equal((CheckResult.Successful, null), Outcome(signer, Trusting([OldRoot, renamed], list)));
    }

    static PaperCertificate Root(ECDsa key) => new()
    {
        Issuer = Utopia,
        Subject = Utopia,
        KeyInfo = key.ExportSubjectPublicKeyInfo(),
        Sign = By(key),
        Extensions = PaperCertificate.Extension(19, [0x30, 0x03, 0x01, 0x01, 0xFF]),
    };

    static Certificate Signer(ECDsa issuer, byte serial) => SignerOf(issuer, serial).Read();

    static PaperCertificate SignerOf(ECDsa issuer, byte serial) => new()
    {
        Serial = [serial],
        Issuer = Utopia,
        Subject = PaperCertificate.Name((0x13, "UT"), (0x0C, "Signer")),
        Sign = By(issuer),
        Extensions = PaperCertificate.Extension(15, [0x03, 0x02, 0x07, 0x80]),
    };

    static Func<byte[], byte[]> By(ECDsa key) => bytes => key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    static PaperRevocations List(ECDsa key, string month, params byte[] serials) =>
        new() { Issuer = Utopia, Sign = By(key), This = PaperCertificate.Time(0x17, month + "01000000Z"), Serials = serials };

    static byte[] Entry(byte serial, params byte[] extensions) => PaperRevocations.Entry(serial, extensions);

    // RFC 5280 §5.3.3: general names with one directory name, critical.
    static byte[] Naming(byte[] issuer) => PaperState.Tagged(0x30,
        [0x06, 0x03, 0x55, 0x1D, 29, 0x01, 0x01, 0xFF, .. PaperState.Tagged(0x04, PaperState.Tagged(0x30, PaperState.Tagged(0xA4, issuer)))]);

    static RevocationList Read(PaperRevocations list)
    {
        Assert.True(RevocationList.TryParse(list.Encode(), out var read));
        return read;
    }

    static TrustStore Trusting(PaperCertificate[] certificates, params PaperRevocations[] lists) =>
        TrustStore.Empty.With(new("paper", [.. certificates.Select(each => each.Read())], [.. lists.Select(Read)], []));

    static PathVerdict Judge(Certificate signer, TrustStore store) => CertificatePath.Find(signer, store, PaperState.Now, null);

    static (CheckResult, string?) Outcome(Certificate signer, TrustStore store)
    {
        var path = Judge(signer, store);
        Assert.DoesNotContain("pa.noCrl", path.Remarks);
        return (path.Result, path.Reason);
    }
}
