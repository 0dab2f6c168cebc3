using System.Diagnostics;
using System.Security.Cryptography;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>Through the system's own pcscd and a virtual reader.</summary>
public class RealReaderTests(RealReader reader) : IClassFixture<RealReader>
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("BAC")]
    [InlineData("PACE-GM")]
    [InlineData("PACE-IM")]
    [InlineData("PACE-CAM")]
    public async Task The_emulated_passport_is_read_and_proven_through_the_real_service(string protocol)
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var passport = EmulatedPassport.Issue(Plan(protocol));
        await using var inserted = await VpcdCard.InsertAsync(passport.Card(), reader.Port);
        await using var card = await ConnectAsync();
        var reading = await Sample.ReadAsync(card, passport.MrzKey);
        Assert.Null(reading.Failure);
        Assert.Equal(protocol, reading.Access.Protocol);
        var inspection = Sample.Inspect(passport, reading);
        Assert.Equal(CheckResult.Successful, inspection.Result);
        Assert.Equal(CheckResult.Successful, inspection.ChipAuthentication.Result);
        Assert.Equal(passport.Files[LdsFile.Dg2], reading.Lds.Files[LdsFile.Dg2].ToArray());
    }

    // Debian's vsmartcard-vpicc with the public BSI specimen: a card this project did not write.
    [Fact]
    public async Task A_card_of_another_make_is_read_by_BAC_and_active_authentication()
    {
        Assert.SkipWhen(reader.Absent is not null, reader.Absent ?? "");
        var specimen = Shared.File("documents", "specimens", "bsi2008");
        var script = Shared.File("..", "tools", "epass-card", "epass.py");
        Assert.SkipWhen(specimen is null || script is null, Shared.Absent);
        Assert.SkipWhen(!File.Exists("/usr/bin/vicc"), "Debian's package vsmartcard-vpicc is not installed");
        using var folder = new SpecimenFolder(specimen!);
        var other = reader.Run("/usr/bin/python3", "-u", script!, folder.Path, reader.Port.ToString());
        try
        {
            await using var card = await ConnectAsync();
            Assert.True(BerElement.TryRead(File.ReadAllBytes(Path.Combine(folder.Path, "0101.bin")), out var dg1, out _));
            Assert.True(dg1.TryFind(0x5F1F, out var mrz));
            Assert.True(AccessKey.TryFromMrz(System.Text.Encoding.ASCII.GetString(mrz.Value.Span), out var key));
            var reading = await Sample.ReadAsync(card, key);
            Assert.Null(reading.Failure);
            Assert.Equal(("BAC", CheckResult.Successful), (reading.Access.Protocol, reading.Access.Result));
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "0102.bin")), reading.Lds.Files[LdsFile.Dg2].ToArray());
            var inspection = ChipProof.Inspect(reading, folder.State.Trusted(Sample.Now), Sample.Now);
            Assert.Equal(CheckResult.Successful, inspection.PassiveAuthentication.SodSignature);
            Assert.Equal(CheckResult.Successful, inspection.PassiveAuthentication.Chain);
            Assert.Equal(CheckResult.Successful, inspection.ActiveAuthentication.Result);
        }
        finally { await reader.EndAsync(other); }
    }

    /// <summary>The specimen's face and MRZ under the names the other card serves, signed anew with an active authentication key of its own.</summary>
    sealed class SpecimenFolder : IDisposable
    {
        public SpecimenFolder(string specimen)
        {
            using var rsa = RSA.Create(1024);
            File.WriteAllText(System.IO.Path.Combine(Path, "aa.pem"), rsa.ExportPkcs8PrivateKeyPem());
            var groups = new Dictionary<int, byte[]>
            {
                [1] = File.ReadAllBytes(System.IO.Path.Combine(specimen, "Datagroup1.bin")),
                [2] = File.ReadAllBytes(System.IO.Path.Combine(specimen, "Datagroup2.bin")),
                [15] = Tlv.Encode(0x6F, rsa.ExportSubjectPublicKeyInfo()),
            };
            foreach (var (number, octets) in groups) Write((LdsFile)number, octets);
            Write(LdsFile.Sod, State.NewSigner().SignLds(groups, Sample.Now));
            Write(LdsFile.Com, Convert.FromHexString("60155F0104303130375F36063034303030305C0361756F"));
        }

        public InventedState State { get; } = new("DE");

        void Write(LdsFile file, byte[] octets) => File.WriteAllBytes(System.IO.Path.Combine(Path, $"{file.FileId():X4}.bin"), octets);

        public string Path { get; } = Directory.CreateTempSubdirectory("limen-specimen").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }

    static PassportPlan Plan(string protocol) => new()
    {
        Pace = protocol switch { "PACE-GM" => [new("2.2", 13)], "PACE-IM" => [new("4.2", 13)], "PACE-CAM" => [new("6.2", 13)], _ => [] },
        ChipAuthentication = protocol == "PACE-CAM" ? [new("2.2", 13, 13)] : [new("2.2", 13)],
        ActiveAuthentication = ActiveAuthenticationKind.RsaSha256,
        DataGroups = Sample.Face(15_000),
        Quirks = new() { Extended = true },
    };

    static async Task<ICardTransport> ConnectAsync()
    {
        Assert.Equal(ChipError.None, CardReaders.TryOpen(out var readers));
        using (readers)
        {
            for (var waited = Stopwatch.StartNew(); waited.Elapsed < Deadline; await Task.Delay(20, Cancel))
                if (await readers!.ConnectAsync(RealReader.Name, Deadline, Cancel) is { Card: { } card }) return card;
        }
        throw new InvalidOperationException("No card came into the virtual reader.");
    }
}
