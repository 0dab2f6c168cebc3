using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>
/// The platform's SignedCms as a second opinion on every signed object given, genuine and mutated. What it accepts must be accepted here; what
/// is accepted here and not by it must still be the very content and signature that the issuer made.
/// </summary>
public class SignedCmsTests(ITestOutputHelper output)
{
    const int Mutants = 150;
    static readonly DateTimeOffset At = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    static List<string> Objects => [.. Directories().SelectMany(folder => Directory.GetFiles(folder)).Where(IsSigned).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Fact]
    public void Both_judge_the_objects_given_alike()
    {
        Assert.SkipWhen(!Directories().Any(), Shared.Absent);
        foreach (var file in Objects)
        {
            var signed = Load(file);
            var (theirs, ours) = (Accepts(signed), Judge(signed));
            output.WriteLine($"{file}: SignedCms {(theirs ? "accepts" : "refuses")}, here {ours}");
            if (theirs) Assert.Equal((file, CheckResult.Successful), (file, ours));
        }
    }

    [Fact]
    public void Neither_is_deceived_by_a_change_that_the_other_sees()
    {
        Assert.SkipWhen(!Directories().Any(), Shared.Absent);
        var random = new Random(20261122);
        var tally = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Objects.Where(file => file.EndsWith(".sod", StringComparison.Ordinal)))
        {
            var original = Load(file);
            Assert.True(SignedData.TryParse(original, out var genuine));
            for (var i = 0; i < Mutants; i++)
            {
                var mutant = Mutant.Of([.. original], random);
                var (theirs, ours) = (Accepts(mutant), Judge(mutant));
                var standing = $"SignedCms {(theirs ? "accepts" : "refuses")}, here {ours?.ToString() ?? "unreadable"}{(theirs && ours != CheckResult.Successful ? Why(mutant) : "")}";
                tally[standing] = tally.GetValueOrDefault(standing) + 1;
                if (theirs) Assert.NotEqual((file, i, CheckResult.Failed), (file, i, ours));
                if (theirs || ours != CheckResult.Successful) continue;
                Assert.True(SignedData.TryParse(mutant, out var read));
                Assert.Equal(genuine.Content.ToArray(), read.Content.ToArray());
            }
        }
        foreach (var (standing, count) in tally) output.WriteLine($"{count}: {standing}");
    }

    static string Why(ReadOnlyMemory<byte> encoded) =>
        SignedData.TryParse(encoded, out var signed) ? $" {SignedObject.Judge(signed, TrustStore.Empty, At).FirstReason}" : "";

    static CheckResult? Judge(ReadOnlyMemory<byte> encoded) =>
        SignedData.TryParse(encoded, out var signed) ? SignedObject.Judge(signed, TrustStore.Empty, At).Signature : null;

    static bool Accepts(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            var cms = new SignedCms();
            cms.Decode(encoded.ToArray());
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException) { return false; }
    }

    static byte[] Load(string file)
    {
        var octets = File.ReadAllBytes(Directories().Select(folder => Path.Combine(folder, file)).First(File.Exists));
        return BerElement.TryRead(octets, out var outer, out _) && outer.Tag == LdsFile.Sod.Tag() ? outer.Value.ToArray() : octets;
    }

    static bool IsSigned(string file) => Path.GetExtension(file) is ".sod" or ".ml";

    static IEnumerable<string> Directories() => new[] { Shared.File("documents", "sod"), Shared.File("documents", "masterlists") }.OfType<string>();
}
