using System.Security.Cryptography;

namespace Limen.Documents.Tests;

public class PathTests
{
    const string Name = "CN=CSCA, O=Utopia, C=UT";
    static readonly ECDsa OldKey = PaperState.NewKey(), NewKey = PaperState.NewKey(), SignerKey = PaperState.NewKey();

    [Fact]
    public void A_link_certificate_alone_carries_the_new_key()
    {
        var old = PaperState.Authority(Name, OldKey);
        var link = PaperState.Authority(Name, NewKey, issuerKey: OldKey);
        var signer = PaperState.Read(PaperState.Signer(link, NewKey, SignerKey));
        var path = CertificatePath.Find(signer, PaperState.Trusting(old, link), PaperState.Now, null);
        Assert.Equal((CheckResult.Successful, PaperState.Read(link).Sha256), (path.Result, path.Csca!.Sha256));
    }

    [Fact]
    public void Of_root_and_link_with_one_key_the_root_is_named()
    {
        var root = PaperState.Authority(Name, NewKey);
        var link = PaperState.Authority(Name, NewKey, issuerKey: OldKey, to: PaperState.Now.AddYears(20));
        var signer = PaperState.Read(PaperState.Signer(link, NewKey, SignerKey));
        Assert.Equal(PaperState.Read(root).Sha256, CertificatePath.Find(signer, PaperState.Trusting(link, root), PaperState.Now, null).Csca!.Sha256);
    }

    [Fact]
    public void Every_key_of_a_name_is_tried_where_no_identifier_tells()
    {
        var keys = Enumerable.Range(0, 5).Select(_ => PaperState.NewKey()).ToList();
        var authorities = keys.Select(key => PaperState.Authority(Name, key, identifiers: false)).ToArray();
        var signer = PaperState.Read(PaperState.Signer(authorities[3], keys[3], SignerKey));
        var path = CertificatePath.Find(signer, PaperState.Trusting(authorities), PaperState.Now, null);
        Assert.Equal((CheckResult.Successful, PaperState.Read(authorities[3]).Sha256), (path.Result, path.Csca!.Sha256));
    }

    [Theory]
    [InlineData("C=UT, O=Utopia, CN=CSCA", false)] // another order
    [InlineData("CN=csca, O=UTOPIA, C=ut", false)] // another case
    [InlineData("CN=CSCA, O=\"  Utopia \", C=UT", false)] // more blanks
    [InlineData("CN=CSCA Utopia, C=UT", true)] // another name: found by country, and told
    public void An_issuer_written_otherwise_is_found(string written, bool remarked)
    {
        var csca = PaperState.Authority(Name, NewKey, identifiers: false);
        var signer = PaperState.Read(PaperState.Signer(csca, NewKey, SignerKey, issuerName: written));
        var path = CertificatePath.Find(signer, PaperState.Trusting(csca), PaperState.Now, null);
        Assert.Equal((CheckResult.Successful, remarked), (path.Result, path.Remarks.Contains("pa.issuerName")));
    }

    [Fact]
    public void A_signer_cannot_vouch_for_another()
    {
        var csca = PaperState.Authority(Name, NewKey);
        var signer = PaperState.Signer(csca, NewKey, SignerKey);
        var under = PaperState.Read(PaperState.Signer(signer, SignerKey, PaperState.NewKey()));
        var path = CertificatePath.Find(under, PaperState.Trusting(csca, signer), PaperState.Now, null);
        Assert.Equal((CheckResult.Undetermined, "pa.noCsca"), (path.Result, path.Reason));
    }
}
