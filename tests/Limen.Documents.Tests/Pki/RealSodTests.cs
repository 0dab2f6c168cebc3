using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Security objects of real documents against the German and Dutch master lists; the altered ones must fail.</summary>
public class RealSodTests(ITestOutputHelper output)
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("02ca3a696563", "US")] // indefinite lengths
    [InlineData("3d9211731504", "CN")] // signs plain data
    [InlineData("5232120d71b8", "NZ")]
    [InlineData("96cc47e36dc1", "AT")] // explicit parameters from here on
    [InlineData("b40562746504", "GB")]
    [InlineData("e66f75f1ff56", "FI")]
    [InlineData("f89509f1a3a1", "RU")]
    public void A_genuine_object_is_traced_to_its_State(string file, string country)
    {
        var report = Verify(file);
        Assert.Equal(CheckResult.Successful, report.SodSignature);
        Assert.Equal(CheckResult.Successful, report.Chain);
        Assert.Equal(CheckResult.Successful, report.Result);
        Assert.Contains($"C={country}", report.Csca, StringComparison.Ordinal);
        Assert.Null(report.Reason);
        Assert.All(report.DataGroups.Values, group => Assert.Equal(CheckResult.NotPerformed, group));
    }

    [Theory]
    [InlineData("12277a62f28a", "pa.signature")]
    [InlineData("1bacdf2eee3e", "pa.signature")]
    [InlineData("3fb0edfc1f29", "pa.messageDigest")]
    public void An_altered_object_fails_by_its_signature_not_by_its_chain(string file, string reason)
    {
        var report = Verify(file);
        Assert.Equal(CheckResult.Failed, report.SodSignature);
        Assert.Equal(CheckResult.Successful, report.Chain);
        Assert.Equal(CheckResult.Failed, report.Result);
        Assert.Equal(reason, report.Reason);
    }

    [Fact]
    public void Without_the_States_authority_nothing_is_proven_and_nothing_is_false()
    {
        var path = Shared.File("documents", "sod", "b40562746504.sod");
        Assert.SkipWhen(path is null, Shared.Absent);
        var result = PassiveAuthentication.Verify(SodOnly(path), TrustStore.Empty, At);
        Assert.Equal(CheckResult.Successful, result.Report.SodSignature);
        Assert.Equal(CheckResult.Undetermined, result.Report.Chain);
        Assert.Equal("pa.noCsca", result.Report.Reason);
        Assert.Null(result.Verified);
    }

    PassiveAuthenticationReport Verify(string file)
    {
        var path = Shared.File("documents", "sod", file + ".sod");
        Assert.SkipWhen(path is null, Shared.Absent);
        var report = PassiveAuthentication.Verify(SodOnly(path), RealTrust.Store, At).Report;
        output.WriteLine(report.ToString());
        return report;
    }

    static Lds SodOnly(string path) => new(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Sod] = File.ReadAllBytes(path) });
}
