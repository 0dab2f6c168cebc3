using Limen.TestKit;

namespace Limen.Documents.Tests;

public class FileInspectionTests
{
    const CheckResult NotPerformed = CheckResult.NotPerformed, NotSupported = CheckResult.NotSupported;

    static readonly EmulatedPassport Everything = EmulatedPassport.Issue(new()
    {
        ChipAuthentication = [new("2.2", 13)],
        ActiveAuthentication = ActiveAuthenticationKind.EcBrainpoolP256,
        Cvca = new InventedCvca(),
    });

    static readonly EmulatedPassport Bare = EmulatedPassport.Issue(new());

    [Fact]
    public void What_the_files_do_not_tell_of_is_not_performed_rather_than_not_supported()
    {
        Assert.Equal((NotPerformed, NotPerformed, NotPerformed), Proofs(Everything)); // nothing read
        Assert.Equal((NotPerformed, NotPerformed, NotPerformed), Proofs(Everything, LdsFile.Dg1));
        Assert.Equal((NotPerformed, NotPerformed, NotPerformed), Proofs(Everything, LdsFile.Sod)); // its hashes list DG14 and DG15
        Assert.Equal((NotPerformed, NotPerformed, NotPerformed), Proofs(Everything, LdsFile.Com));
        Assert.Equal((NotPerformed, NotPerformed, NotPerformed), Proofs(Everything, LdsFile.Sod, LdsFile.Dg14, LdsFile.Dg15));
    }

    [Fact]
    public void What_the_chip_lists_without_is_not_supported()
    {
        Assert.Equal((NotSupported, NotSupported, NotSupported), Proofs(Bare, LdsFile.Sod));
        Assert.Equal((NotSupported, NotSupported, NotSupported), Proofs(Bare, LdsFile.Com, LdsFile.Dg1));
        var paceAlone = EmulatedPassport.Issue(new() { Pace = [new("2.2", 13)] });
        Assert.Equal((NotSupported, NotSupported, NotSupported), Proofs(paceAlone, LdsFile.Sod, LdsFile.Dg14));
    }

    static (CheckResult Active, CheckResult Chip, CheckResult Terminal) Proofs(EmulatedPassport passport, params LdsFile[] read)
    {
        var files = passport.Files.Where(file => read.Contains(file.Key)).ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value);
        var inspection = FileInspection.Of(new(files), passport.Trusted(Sample.Now), Sample.Now);
        return (inspection.ActiveAuthentication.Result, inspection.ChipAuthentication.Result, inspection.TerminalAuthentication.Result);
    }
}
