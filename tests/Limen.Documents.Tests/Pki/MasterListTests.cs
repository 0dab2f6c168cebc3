using Limen.TestKit;

namespace Limen.Documents.Tests;

public class MasterListTests
{
    [Fact]
    public void Every_certificate_of_the_real_lists_loads_and_verifies_where_its_issuer_is_present()
    {
        Assert.SkipWhen(RealTrust.Path(RealTrust.Files[0]) is null, Shared.Absent);
        var verification = TrustVerification.Of(RealTrust.Store);
        Assert.Equal(627, verification.Certificates);
        Assert.Equal(616, verification.Count(CertificateStanding.Verified));
        Assert.Equal(0, verification.Count(CertificateStanding.Failed));
        // Eleven links from keys that neither list brings any more.
        Assert.Equal(11, verification.Count(CertificateStanding.NoIssuer));
    }

    [Theory]
    [InlineData("DE_ROOT_CA_CSCA07.cer", "DE_ML_2026-05-28-08-28-45.ml", 588)]
    [InlineData("NL_ROOT_CA.cer", "NL_ML_2026-07-22.ml", 411)]
    public void A_list_is_vouched_for_by_its_States_root_or_else_by_itself(string root, string list, int certificates)
    {
        Assert.SkipWhen(RealTrust.Path(root) is null, Shared.Absent);
        var withRoot = TrustStore.Empty.With(RealTrust.Import(root, TrustStore.Empty).Material);
        var imported = RealTrust.Import(list, withRoot);
        Assert.Equal((0, 0, certificates), (imported.Unreadable, imported.Refused, imported.Material.Certificates.Count));
        Assert.Equal("trust.listVerified", Assert.Single(imported.Notices).Code);
        Assert.Equal("trust.listSelfContained", Assert.Single(RealTrust.Import(list, TrustStore.Empty).Notices).Code);
    }

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        Assert.SkipWhen(RealTrust.Path(RealTrust.Files[0]) is null, Shared.Absent);
        var again = RealTrust.Store.With(RealTrust.Import(RealTrust.Files[3], RealTrust.Store).Material);
        Assert.Equal(RealTrust.Store.Certificates.Keys.Order(), again.Certificates.Keys.Order());
        Assert.All(again.Certificates, entry => Assert.Equal(RealTrust.Store.Certificates[entry.Key].Sources, entry.Value.Sources));
    }

    [Fact]
    public void A_list_with_a_broken_signature_is_told_and_refused_unless_allowed()
    {
        var path = RealTrust.Path(RealTrust.Files[2]);
        Assert.SkipWhen(path is null, Shared.Absent);
        var bytes = File.ReadAllBytes(path);
        bytes[^5] ^= 1;
        var refused = TrustImport.Read("altered.ml", new MemoryStream(bytes), TrustStore.Empty, false, TestContext.Current.CancellationToken);
        Assert.Equal("trust.listBroken", Assert.Single(refused.Notices).Code);
        Assert.Equal((1, 0), (refused.Refused, refused.Material.Certificates.Count));
        var allowed = TrustImport.Read("altered.ml", new MemoryStream(bytes), TrustStore.Empty, true, TestContext.Current.CancellationToken);
        Assert.Equal((0, 588), (allowed.Refused, allowed.Material.Certificates.Count));
    }
}
