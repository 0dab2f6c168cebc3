using System.Diagnostics;
using System.Globalization;
using System.Text;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>
/// Mutated specimens bring no exception, none takes longer than 200 ms, none asks for much memory. LIMEN_SOAK sets how many inputs of all kinds
/// together; <c>eng/soak</c> runs a million.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    const int Kinds = 7, MostMillis = 200;
    const long MostBytes = 64 << 20;

    static int Runs => int.TryParse(Environment.GetEnvironmentVariable("LIMEN_SOAK"), NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many / Kinds : 1_500;

    [Fact]
    public void Security_objects()
    {
        var store = Real;
        Soak(Folder("sod"), bytes => PassiveAuthentication.Verify(new(One(LdsFile.Sod, bytes)), store, PaperState.Now));
    }

    [Fact]
    public void Data_groups()
    {
        var files = Folder("specimens", "bsi2008").Concat(Folder("specimens", "loes2006")).Concat(Folder("specimens", "biometric-samples"))
            .Concat(HexVectors.Of("gmrtd_hex.json", "dg11_test.go")).Concat(HexVectors.Of("gmrtd_hex.json", "dg12_test.go"))
            .Concat(HexVectors.Of("gmrtd_hex.json", "dg16_test.go")).Concat(HexVectors.Of("gmrtd_hex.json", "dg14_test.go"))
            .Where(bytes => bytes.Length is > 0 and < 40_000).ToList();
        Soak(files, bytes =>
        {
            foreach (var file in Enum.GetValues<LdsFile>()) ReadAll(new(One(file, bytes)));
        });
    }

    [Fact]
    public void Certificates()
    {
        var certificates = Real.Certificates.Values.Where((_, i) => i % 13 == 0).Select(entry => entry.Certificate.Der.ToArray()).ToList();
        Soak(certificates, bytes =>
        {
            if (!Certificate.TryParse(bytes, out var certificate)) return;
            CertificatePath.Find(certificate, Real, PaperState.Now, PaperState.Now);
            certificate.VerifyWith(certificate);
        });
    }

    [Fact]
    public void Revocation_and_signed_lists()
    {
        var key = PaperState.NewKey();
        var csca = PaperState.Authority("CN=CSCA, C=UT", key);
        byte[] list = [0x02, 0x01, 0x00, .. PaperState.Tagged(0x31, csca.RawData)];
        byte[][] originals = [PaperState.Revocations(csca, key, PaperState.Now, csca), PaperSigner.Ec(csca, key).SignCms("2.23.136.1.1.2", PaperState.Tagged(0x30, list))];
        Soak(originals, bytes => TrustStore.Empty.With(Import(bytes).Material));
    }

    [Fact]
    public void Ldif_and_pem()
    {
        var certificate = PaperState.Authority("CN=CSCA, C=UT", PaperState.NewKey());
        var base64 = Convert.ToBase64String(certificate.RawData);
        var folded = string.Join("\n ", base64.Chunk(76).Select(line => new string(line)));
        Soak([Encoding.ASCII.GetBytes($"version: 1\n\ndn: c=UT\ncACertificate;binary:: {folded}\n\n"), Encoding.ASCII.GetBytes(certificate.ExportCertificatePem())],
            bytes => Import(bytes));
    }

    [Fact]
    public void Card_security() => Soak(HexVectors.Of("gmrtd_hex.json", "card_security_test.go"), bytes =>
    {
        CardSecurityAuthentication.Verify(new(One(LdsFile.CardSecurity, bytes)), TrustStore.Empty, PaperState.Now);
    });

    [Fact]
    public void Seals()
    {
        var originals = HexVectors.Of("vdstools_hex.json", "VdsRawBytesCommon.kt");
        originals.Add(Encoding.UTF8.GetBytes("""{"data":{"hdr":{"t":"icao.test","is":"UTO"},"msg":{"a":[1,2.5e3,"x"]}},"sig":{"alg":"ES256","cer":"MIIB","sigvl":"AAAA"}}"""));
        using var key = PaperState.NewKey();
        var store = PaperState.Trusting(PaperState.Authority("CN=CSCA, C=UT", key));
        Soak(originals, bytes =>
        {
            if (Seal.TryRead(bytes, out var seal)) SealVerification.Verify(seal, store, PaperState.Now);
            if (SealNc.TryRead(Encoding.UTF8.GetString(bytes), out var open)) open.Verify(store, PaperState.Now);
        });
    }

    void Soak(IReadOnlyList<byte[]> originals, Action<byte[]> act)
    {
        var random = new Random(9303);
        var slowest = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            var mutant = Mutant.Of(originals[run % originals.Count], random);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var millis = Millis(act, mutant);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            // A busy machine may take the processor away: what is slow must be slow every time.
            for (var again = 0; again < 3 && millis > MostMillis; again++) millis = Math.Min(millis, Millis(act, mutant));
            slowest = Math.Max(slowest, millis);
            Assert.True(millis <= MostMillis, $"{millis} ms: {Convert.ToHexString(mutant)}");
            Assert.True(allocated <= MostBytes, $"{allocated >> 20} MiB: {Convert.ToHexString(mutant)}");
        }
        output.WriteLine($"{Runs} inputs, the slowest {slowest:0.0} ms");
    }

    static double Millis(Action<byte[]> act, byte[] mutant)
    {
        var started = Stopwatch.GetTimestamp();
        try { act(mutant); }
        catch (Exception broken) { throw new InvalidOperationException(Convert.ToHexString(mutant), broken); }
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    static TrustStore Real
    {
        get
        {
            Assert.SkipWhen(RealTrust.Path(RealTrust.Files[0]) is null, Shared.Absent);
            return RealTrust.Store;
        }
    }

    static List<byte[]> Folder(params ReadOnlySpan<string> parts)
    {
        var folder = Shared.File(["documents", .. parts]);
        Assert.SkipWhen(folder is null, Shared.Absent);
        return [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    static Dictionary<LdsFile, ReadOnlyMemory<byte>> One(LdsFile file, byte[] content) => new() { [file] = content };

    static TrustImported Import(byte[] content) =>
        TrustImport.Read("mutant", new MemoryStream(content), TrustStore.Empty, true, TestContext.Current.CancellationToken);

    static void ReadAll(Lds lds)
    {
        object?[] all =
        [
            lds.Dg1, lds.Dg2?.Faces.Count, lds.Dg3, lds.Dg4, lds.Dg5, lds.Dg7, lds.Dg11?.FullName, lds.Dg11?.OtherNames, lds.Dg11?.DateOfBirth, lds.Dg11?.ProofOfCitizenship,
            lds.Dg12?.DateOfIssue, lds.Dg12?.PersonalisedAt, lds.Dg12?.Front, lds.Dg13, lds.Dg14, lds.Dg15, lds.Dg16, lds.Com, lds.CardAccess, lds.CardSecurity, lds.Dir, lds.Remarks,
        ];
        Assert.NotEmpty(all);
    }
}
