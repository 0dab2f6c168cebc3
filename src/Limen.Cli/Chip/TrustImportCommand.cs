using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen trust import FILE...</c>.</summary>
static class TrustImportCommand
{
    const int Fine = 0, Found = 1;

    const string Help = """
        Import master lists (.ml), ICAO PKD LDIF, certificates and revocation lists (DER or PEM, one or many to a file). Importing twice changes nothing.
        Folders are searched for files. The signer of a list is checked and told; a list with a broken signature is refused unless --unverified.
        Exit codes: 0 everything taken, 1 something refused or unreadable, 2 usage, 4 a file or the store cannot be read or written.
        """;

    public static Command Create(Option<string> data, Option<bool> json)
    {
        var files = new Argument<string[]>("FILE") { Description = "Files or folders.", Arity = ArgumentArity.OneOrMore };
        var unverified = new Option<bool>("--unverified") { Description = "Take lists whose signature is broken." };
        var command = new Command("import", Help) { files, unverified };
        command.SetAction((parsed, cancel) => Task.FromResult(Guarded.Run("trust import", parsed, () => Run(
            parsed.GetValue(files)!, parsed.GetValue(unverified), new(parsed.GetValue(data)!), parsed.GetValue(json),
            parsed.InvocationConfiguration, cancel))));
        return command;
    }

    static int Run(string[] paths, bool unverified, TrustFolder folder, bool json, InvocationConfiguration streams, CancellationToken cancel)
    {
        var store = folder.Load(streams.Error.WriteLine);
        var code = Fine;
        // A certificate may vouch for a list, so certificates come first whatever the order given.
        foreach (var path in paths.SelectMany(Expand).OrderBy(IsList))
        {
            using var content = File.OpenRead(path);
            var imported = TrustImport.Read(Path.GetFileName(path), content, store, unverified, cancel);
            var grown = store.With(imported.Material);
            Tell(path, imported, grown.Certificates.Count - store.Certificates.Count, json, streams.Output);
            if (imported.Refused + imported.Unreadable > 0 || Nothing(imported)) code = Found;
            store = grown;
        }
        folder.Save(store);
        return code;
    }

    static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [path];

    static bool IsList(string path) => Path.GetExtension(path).ToLowerInvariant() is ".ml" or ".ldif" or ".dl";

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
