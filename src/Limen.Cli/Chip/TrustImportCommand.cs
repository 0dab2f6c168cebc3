using System.CommandLine;
using Limen.Documents;
using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen trust import FILE...</c>.</summary>
static class TrustImportCommand
{
    const int Fine = 0, Found = 1;

    const string Help = """
        Import master lists (.ml), ICAO PKD LDIF, certificates and revocation lists (DER or PEM, one or many to a file). Importing twice changes nothing.
        Folders are searched for files. The signer of a list is checked and told; one with a broken signature, and a
        deviation list whose signer no trusted authority made for that, is refused unless --unverified.
        Exit codes: 0 everything taken, 1 something refused or unreadable, 2 usage, 4 a file or the store cannot be read or written.
        """;

    public static Command Create(NodeTrust trust, Option<bool> json)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files or folders.", Arity = ArgumentArity.OneOrMore };
        var unverified = new Option<bool>("--unverified") { Description = "Take lists whose signature is broken, and deviation lists whose signer may not speak." };
        var command = new Command("import", Help) { files, unverified };
        command.SetAction((parsed, cancel) => StoreOptions.WithStoreAsync(trust.Where(parsed), parsed.InvocationConfiguration.Error,
            store => Guarded.RunAsync("trust import", parsed, () => RunAsync(
                parsed.GetValue(files)!, parsed.GetValue(unverified), store.Trust, parsed.GetValue(json), parsed.InvocationConfiguration.Output, cancel)),
            cancel));
        return command;
    }

    static async Task<int> RunAsync(string[] paths, bool unverified, TrustRecords trust, bool json, TextWriter output, CancellationToken cancel)
    {
        var code = Fine;
        // A certificate may vouch for a list, so certificates come first whatever the order given.
        foreach (var path in paths.SelectMany(Expand).OrderBy(TrustImport.Place))
        {
            await using var content = File.OpenRead(path);
            var report = await trust.ImportAsync(Path.GetFileName(path), content, unverified, Environment.UserName, cancel);
            Tell(path, report.Imported, report.Added, json, output);
            if (report.Imported.Refused + report.Imported.Unreadable > 0 || Nothing(report.Imported)) code = Found;
        }
        return code;
    }

    static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];

    static bool Nothing(TrustImported imported) =>
        imported.Material.Certificates.Count + imported.Material.Revocations.Count + imported.Material.Deviations.Count == 0;

    static void Tell(string path, TrustImported imported, int added, bool json, TextWriter output)
    {
        var material = imported.Material;
        if (json)
        {
            output.WriteLine(ChipJson.Of(new
            {
                File = path,
                Certificates = material.Certificates.Count,
                Added = added,
                Revocations = material.Revocations.Count,
                Deviations = material.Deviations.Count,
                imported.Refused,
                imported.Unreadable,
                imported.Notices,
            }));
            return;
        }
        output.WriteLine($"{path}: {material.Certificates.Count} certificates ({added} new), {material.Revocations.Count} revocation lists, "
            + $"{material.Deviations.Count} deviation lists");
        foreach (var notice in imported.Notices) output.WriteLine($"  {notice.Code}: {notice.Detail}");
    }
}
