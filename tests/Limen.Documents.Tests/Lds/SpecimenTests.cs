using Limen.TestKit;

namespace Limen.Documents.Tests;

public class SpecimenTests
{
    static readonly DateTimeOffset At = new(2010, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_BSI_specimen_is_read_and_its_hashes_hold()
    {
        var lds = Folder("bsi2008");
        Assert.Equal([1, 2, 3, 4, 14, 15], lds.DataGroups);
        Assert.Equal(("D", 2, 44), (lds.Dg1!.IssuingState.Value, lds.Dg1.Lines.Count, lds.Dg1.Lines[0].Length));
        Assert.Equal([1, 2, 3, 14], lds.Com!.DataGroups);
        Assert.Equal(("0107", "040000"), (lds.Com.LdsVersion, lds.Com.UnicodeVersion));
        var face = Assert.Single(lds.Dg2!.Faces);
        Assert.Equal((BiometricEncoding.Iso19794, "image/jp2", 413, 531), (face.Encoding, face.Image.MimeType, face.Image.Width, face.Image.Height));
        Assert.Equal((2, 2), (lds.Dg3!.Count, lds.Dg4!.Count));
        Assert.Single(lds.Dg14!.ChipAuthenticationKeys);
        var report = PassiveAuthentication.Verify(lds, TrustStore.Empty, At).Report;
        Assert.Equal(CheckResult.Successful, report.SodSignature);
        Assert.All(new[] { 1, 2, 3, 14 }, number => Assert.Equal(CheckResult.Successful, report.DataGroups[number]));
        // DG4 and DG15 are not in this specimen's EF.SOD.
        Assert.All(new[] { 4, 15 }, number => Assert.Equal(CheckResult.Failed, report.DataGroups[number]));
    }

    [Fact]
    public void The_Dutch_trial_passport_is_read_and_its_hashes_hold()
    {
        var lds = Folder("loes2006");
        Assert.Equal("NLD", lds.Dg1!.IssuingState.Value);
        Assert.Equal("image/jp2", Assert.Single(lds.Dg2!.Faces).Image.MimeType);
        var result = PassiveAuthentication.Verify(lds, TrustStore.Empty, At);
        Assert.Equal(CheckResult.Successful, result.Report.SodSignature);
        Assert.All(result.Report.DataGroups.Values, group => Assert.Equal(CheckResult.Successful, group));
        Assert.Equal((CheckResult.Undetermined, "pa.noCsca"), (result.Report.Result, result.Report.Reason));
    }

    [Theory]
    [InlineData("dg2_silver_all_fields.bin")]
    [InlineData("dg2_silver_mandatory_fields.bin")]
    public void A_face_in_the_encoding_of_2019_is_found(string file)
    {
        var path = Shared.File("documents", "specimens", "biometric-samples", file);
        Assert.SkipWhen(path is null, Shared.Absent);
        var face = Assert.Single(new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Dg2] = File.ReadAllBytes(path) }).Dg2!.Faces);
        Assert.Equal((BiometricEncoding.Iso39794, "image/jp2", 413, 531), (face.Encoding, face.Image.MimeType, face.Image.Width, face.Image.Height));
        Assert.Equal(File.ReadAllBytes(Shared.File("documents", "specimens", "biometric-samples", "silver.jp2")!), face.Image.Bytes.ToArray());
    }

    [Fact]
    public void A_signature_as_displayed_is_found()
    {
        var bytes = HexVectors.Of("gmrtd_hex.json", "TestNewDG7")[0];
        var image = Assert.Single(new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Dg7] = bytes }).Dg7!.Images);
        Assert.Equal(("image/jpeg", 5099), (image.MimeType, image.Bytes.Length));
    }

    [Fact]
    public void Octets_after_the_end_of_a_file_do_not_change_its_hash()
    {
        var whole = Folder("loes2006");
        var files = whole.Files.ToDictionary(file => file.Key, file => file.Value);
        files[LdsFile.Dg1] = (byte[])[.. files[LdsFile.Dg1].Span, 0, 0, 0x90, 0];
        var lds = new Lds(files);
        Assert.Contains(new LdsRemark(LdsFile.Dg1, "lds.trailingBytes"), lds.Remarks);
        Assert.Equal(CheckResult.Successful, PassiveAuthentication.Verify(lds, TrustStore.Empty, At).Report.DataGroups[1]);
    }

    static Lds Folder(string name)
    {
        var folder = Shared.File("documents", "specimens", name);
        Assert.SkipWhen(folder is null, Shared.Absent);
        var files = new Dictionary<LdsFile, ReadOnlyMemory<byte>>();
        foreach (var path in Directory.GetFiles(folder))
            if (LdsFiles.TryFromName(path, out var file)) files[file] = File.ReadAllBytes(path);
        return new(files);
    }
}
