namespace Limen.Documents.Tests;

public class SecurityInfosTests
{
    [Fact] // gmrtd's EF.CardAccess of a German passport
    public void Pace_variants_are_listed_in_order()
    {
        var lds = With(LdsFile.CardAccess, Convert.FromHexString("31283012060A04007F0007020204020202010202010D3012060A04007F0007020204060202010202010D"));
        Assert.Equal([("0.4.0.127.0.7.2.2.4.2.2", 2, 13), ("0.4.0.127.0.7.2.2.4.6.2", 2, 13)], lds.CardAccess!.Pace.Select(pace => (pace.Protocol, pace.Version, pace.ParameterId!.Value)));
    }

    [Fact]
    public void Chip_authentication_keys_are_read_whole()
    {
        var infos = With(LdsFile.Dg14, HexVectors.Of("gmrtd_hex.json", "TestNewDG14")[0]).Dg14!;
        var key = Assert.Single(infos.ChipAuthenticationKeys);
        Assert.Equal("0.4.0.127.0.7.2.2.1.2", key.Protocol);
        Assert.True(PublicKey.TryParse(key.SubjectPublicKeyInfo, out var read));
        Assert.Equal("EC brainpoolP384r1", read.Name);
    }

    [Fact]
    public void What_CardAccess_offers_must_stand_in_DG14()
    {
        Assert.True(SecurityInfos.TryParse(Convert.FromHexString("31143012060A04007F0007020204020202010202010D"), out var offered));
        Assert.True(SecurityInfos.TryParse(Convert.FromHexString("31283012060A04007F0007020204060202010202010D3012060A04007F0007020204020202010202010D"), out var signed));
        Assert.True(signed.Contains(offered));
        Assert.False(offered.Contains(signed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3000")]
    [InlineData("31020500")]
    [InlineData("31143012060A04007F00070202040202020102020")]
    public void Anything_else_is_refused(string hex) =>
        Assert.False(SecurityInfos.TryParse(Convert.FromHexString(hex[..(hex.Length / 2 * 2)]), out _));

    [Fact]
    public void The_German_CardSecurity_is_traced_to_its_authority_and_an_altered_one_is_not()
    {
        Assert.SkipWhen(RealTrust.Path(RealTrust.Files[0]) is null, Limen.TestKit.Shared.Absent);
        // gmrtd alters the content type of a genuine file; undone, the file is whole again.
        var altered = HexVectors.Of("gmrtd_hex.json", "TestNewCardSecurityErrors")[0];
        Assert.Null(With(LdsFile.CardSecurity, altered).CardSecurity);
        var genuine = Convert.FromHexString(Convert.ToHexString(altered).Replace("04007F0007030202", "04007F0007030201"));
        var (check, verified) = CardSecurityAuthentication.Verify(With(LdsFile.CardSecurity, genuine), RealTrust.Store, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal((CheckResult.Successful, null), (check.Result, check.Reason));
        Assert.NotEmpty(verified!.SecurityInfos.ChipAuthenticationKeys);
        genuine[^1] ^= 1;
        Assert.Equal(CheckResult.Failed, CardSecurityAuthentication.Verify(With(LdsFile.CardSecurity, genuine), RealTrust.Store, new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)).Check.Result);
    }

    static Lds With(LdsFile file, byte[] content) => new(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [file] = content });
}
