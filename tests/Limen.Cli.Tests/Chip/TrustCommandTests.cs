using System.Text.Json;
using Limen.Documents;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary><c>limen trust</c>, <c>limen chip verify</c> and <c>limen vds verify</c> as other programs run them.</summary>
public sealed class TrustCommandTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("limen-trust-").FullName;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Real_lists_are_imported_once_and_real_objects_judged_by_them()
    {
        var lists = Shared.File("documents", "masterlists");
        Assert.SkipWhen(lists is null, Shared.Absent);
        var (code, output, _) = await Run("trust", "import", lists, "--json");
        Assert.Equal(0, code);
        Assert.Equal(627, Lines(output).Sum(line => line.GetProperty("added").GetInt32()));
        (code, output, _) = await Run("trust", "import", lists, "--json");
        Assert.Equal((0, 0), (code, Lines(output).Sum(line => line.GetProperty("added").GetInt32())));
        (code, output, _) = await Run("trust", "verify", "--json");
        Assert.Equal(0, code);
        Assert.Equal("""{"certificates":627,"states":129,"verified":616,"noIssuer":11,"failed":0}""", output.Trim());

        var (exit, report) = await Verify("b40562746504.sod");
        Assert.Equal(0, exit);
        Assert.Equal(["access", "passiveAuthentication", "activeAuthentication", "chipAuthentication", "terminalAuthentication", "mrzMatchesDg1",
            "issuingStateMatches", "dataGroups", "millis"], report.EnumerateObject().Select(member => member.Name));
        Assert.Equal("successful", report.GetProperty("passiveAuthentication").GetProperty("sodSignature").GetString());
        Assert.Equal("successful", report.GetProperty("passiveAuthentication").GetProperty("chain").GetString());
        (exit, report) = await Verify("12277a62f28a.sod");
        Assert.Equal((1, "failed"), (exit, report.GetProperty("passiveAuthentication").GetProperty("sodSignature").GetString()));
    }

    [Fact]
    public async Task Without_authorities_a_genuine_document_is_undetermined()
    {
        var specimen = Shared.File("documents", "specimens", "loes2006");
        Assert.SkipWhen(specimen is null, Shared.Absent);
        var (code, output, _) = await Run("chip", "verify", specimen, "--json", "--at", "2010-06-01");
        var report = Lines(output).Single();
        Assert.Equal((3, "undetermined"), (code, report.GetProperty("passiveAuthentication").GetProperty("result").GetString()));
        Assert.Equal("notSupported", report.GetProperty("chipAuthentication").GetProperty("result").GetString());
        Assert.Equal([1, 2, 15], report.GetProperty("dataGroups").EnumerateArray().Select(group => group.GetInt32()));
        Assert.Equal("successful", report.GetProperty("passiveAuthentication").GetProperty("dataGroups").GetProperty("15").GetString());
    }

    [Theory]
    [InlineData("EF_SOD.bin", "DG1.bin", "DG14.bin", "DG2.bin")]
    [InlineData("011D.bin", "0101.bin", "010E.bin", "0102.bin")]
    [InlineData("ef_sod.bin", "dg1.bin", "dg14.bin", "dg2.bin")]
    public async Task A_folder_is_verified_whatever_its_names_and_what_lies_beside(string sod, string first, string fourteenth, string face)
    {
        var passport = EmulatedPassport.Issue(new() { ChipAuthentication = [new("2.2", 13)], DataGroups = new Dictionary<int, byte[]> { [2] = [0x75, 0x02, 0x02, 0x00] } });
        var csca = Path.Combine(data, "csca.cer");
        await File.WriteAllBytesAsync(csca, passport.State.Csca, Cancel);
        Assert.Equal(0, (await Run("trust", "import", csca)).Code);
        var folder = Directory.CreateDirectory(Path.Combine(data, "files")).FullName;
        await WriteAsync((sod, passport.Files[LdsFile.Sod]), (first, passport.Files[LdsFile.Dg1]), (fourteenth, passport.Files[LdsFile.Dg14]),
            (face, passport.Files[LdsFile.Dg2]), ("DG2.JPG", [0xFF, 0xD8]), ("DG1.json", [0x7B]), ("Thumbs.db", [1]), ("DG17.bin", [1]));

        var (code, output, _) = await Run("chip", "verify", folder, "--json", "--at", "2026-06-01");
        var report = Lines(output).Single();
        Assert.Equal(0, code);
        Assert.Equal("""{"1":"successful","2":"successful","14":"successful"}""", report.GetProperty("passiveAuthentication").GetProperty("dataGroups").GetRawText());
        Assert.Equal("[1,2,14]", report.GetProperty("dataGroups").GetRawText());
        Assert.Equal(("none", "notPerformed"), (report.GetProperty("access").GetProperty("protocol").GetString(), Result(report, "access")));
        Assert.Equal(["successful", "notSupported", "notPerformed", "notSupported", "notPerformed", "successful"], ((string[])["passiveAuthentication",
            "activeAuthentication", "chipAuthentication", "terminalAuthentication", "mrzMatchesDg1", "issuingStateMatches"]).Select(check => Result(report, check)));

        File.Delete(Path.Combine(folder, face));
        (code, output, _) = await Run("chip", "verify", folder, "--json", "--at", "2026-06-01");
        report = Lines(output).Single().GetProperty("passiveAuthentication");
        Assert.Equal((0, "notPerformed"), (code, report.GetProperty("dataGroups").GetProperty("2").GetString()));

        await WriteAsync((first, [.. passport.Files[LdsFile.Dg1].AsSpan(0, 92), (byte)'9']));
        (code, output, _) = await Run("chip", "verify", folder, "--json", "--at", "2026-06-01");
        report = Lines(output).Single().GetProperty("passiveAuthentication");
        Assert.Equal((1, "failed", "successful", "pa.dataGroupHash"),
            (code, report.GetProperty("dataGroups").GetProperty("1").GetString(), report.GetProperty("chain").GetString(), report.GetProperty("reason").GetString()));

        File.Delete(Path.Combine(folder, sod));
        (code, output, _) = await Run("chip", "verify", folder, "--json", "--at", "2026-06-01");
        report = Lines(output).Single().GetProperty("passiveAuthentication");
        Assert.Equal((3, "notPerformed", "pa.noSod"), (code, report.GetProperty("result").GetString(), report.GetProperty("reason").GetString()));

        async Task WriteAsync(params (string Name, byte[] Content)[] files)
        {
            foreach (var (name, content) in files) await File.WriteAllBytesAsync(Path.Combine(folder, name), content, Cancel);
        }
    }

    [Theory]
    [InlineData(4, "chip", "verify", "no-such-folder")]
    [InlineData(4, "trust", "import", "no-such-file.ml")]
    [InlineData(4, "vds", "verify", "no-such-file")]
    [InlineData(2, "chip", "verify")]
    [InlineData(2, "chip", "verify", ".", "--at", "yesterday")]
    [InlineData(2, "trust", "import")]
    [InlineData(0, "trust")]
    [InlineData(0, "trust", "verify")]
    public async Task Bad_calls_end_with_their_code(int expected, params string[] arguments) => Assert.Equal(expected, (await Run(arguments)).Code);

    [Fact]
    public async Task A_folder_without_files_is_undetermined_and_garbage_fails()
    {
        Assert.Equal(3, (await Run("chip", "verify", data)).Code);
        File.WriteAllText(Path.Combine(data, "EF_SOD.bin"), "garbage");
        var (code, output, _) = await Run("chip", "verify", data, "--json");
        Assert.Equal((1, "pa.sodMalformed"), (code, Lines(output).Single().GetProperty("passiveAuthentication").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Garbage_for_the_store_is_told_and_the_rest_is_taken()
    {
        var file = Path.Combine(data, "garbage.ml");
        File.WriteAllText(file, "\u0001garbage");
        var (code, output, _) = await Run("trust", "import", file, "--json");
        Assert.Equal((1, 1), (code, Lines(output).Single().GetProperty("unreadable").GetInt32()));
    }

    [Fact]
    public async Task A_seal_is_read_from_hex_on_standard_input()
    {
        // tsenger/vdstools: an emergency travel document of Utopia.
        const string seal = "DC03D9C5D9CAC8A73A990F71347D4E375E0302308A0D62B9D917A4CCA93CA4D0EDFC133C133C133C133C133C3FEF3A2938EE43F1593D1AE52DBB26751FE64B7C133C136B"
            + "FF4022F8BD19ECCBA4EF24F204787796DD914FEC61F605B153B22A6EF307D3869938A4E7E908F0A63B8379880B395C7FDBAC720D7F2836D08E1DA62611614A00120B";
        var (code, output, _) = await LimenProcess.RunAsync(seal, "vds", "verify", "-", "--json", "--data", data);
        var report = Lines(output).Single();
        Assert.Equal((3, "emergencyTravelDocument", "vds.noSigner"), (code, report.GetProperty("type").GetString(), report.GetProperty("reason").GetString()));
        (code, output, _) = await LimenProcess.RunAsync("no seal at all", "vds", "verify", "-", "--json", "--data", data);
        Assert.Equal((1, "vds.unreadable"), (code, Lines(output).Single().GetProperty("reason").GetString()));
    }

    public void Dispose() => Directory.Delete(data, recursive: true);

    async Task<(int, JsonElement)> Verify(string sod)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, sod)).FullName;
        File.Copy(Shared.File("documents", "sod", sod)!, Path.Combine(folder, "EF_SOD.bin"), overwrite: true);
        var (code, output, _) = await Run("chip", "verify", folder, "--json", "--at", "2026-11-01");
        return (code, Lines(output).Single());
    }

    Task<(int Code, string Output, string Error)> Run(params string[] arguments) => LimenProcess.RunAsync("", [.. arguments, "--data", data]);

    static string? Result(JsonElement report, string check) => report.GetProperty(check).GetProperty("result").GetString();

    static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
