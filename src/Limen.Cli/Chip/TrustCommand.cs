using System.CommandLine;
using Limen.Documents;

namespace Limen.Cli;

/// <summary><c>limen trust</c>: what this node trusts, by State.</summary>
static class TrustCommand
{
    const string Help = """
        Show what this node trusts, by State: certificates, algorithms, expiry and where they came from.
        Exit codes: 0 fine, 2 usage, 4 the store cannot be read.
        """;

    /// <summary>The command with <c>import</c> and <c>verify</c>, ready to be added to the root.</summary>
    public static Command Create()
    {
        var trust = new NodeTrust();
        var json = new Option<bool>("--json") { Description = "One JSON object a line.", Recursive = true };
        var command = new Command("trust", Help) { json, TrustImportCommand.Create(trust, json), TrustVerifyCommand.Create(trust, json) };
        trust.AddTo(command, recursive: true);
        command.SetAction((parsed, cancel) => trust.WithAsync("trust", parsed, store =>
        {
            foreach (var line in parsed.GetValue(json) ? Lines(store) : Text(store)) parsed.InvocationConfiguration.Output.WriteLine(line);
            return 0;
        }, cancel));
        return command;
    }

    static IEnumerable<string> Lines(TrustStore store) => Entries(store).Select(entry => ChipJson.Of(new
    {
        entry.Certificate.Country,
        entry.Certificate.Sha256,
        Subject = entry.Certificate.SubjectName,
        Issuer = entry.Certificate.IssuerName,
        Serial = entry.Certificate.SerialNumber,
        Key = entry.Certificate.KeyName,
        entry.Certificate.SignedWith,
        entry.Certificate.NotBefore,
        entry.Certificate.NotAfter,
        Authority = entry.Certificate.IsAuthority,
        entry.Sources,
    }));

    static IEnumerable<string> Text(TrustStore store)
    {
        foreach (var state in Entries(store).GroupBy(entry => entry.Certificate.Country))
        {
            yield return $"{(state.Key.Length == 0 ? "(no country)" : state.Key)}: {state.Count()} certificates";
            foreach (var (certificate, sources) in state)
                yield return $"  {(certificate.IsAuthority ? "CSCA  " : "signer")} {certificate.NotBefore:yyyy-MM-dd} to {certificate.NotAfter:yyyy-MM-dd}  "
                    + $"{certificate.KeyName}, {certificate.SignedWith}  {certificate.SubjectName}  [{string.Join(", ", sources)}]";
        }
        foreach (var list in store.Revocations.Values.OrderBy(list => list.Country, StringComparer.Ordinal))
            yield return $"{list.Country}: {list.Count} revoked as of {list.ThisUpdate:yyyy-MM-dd}, next by {list.NextUpdate:yyyy-MM-dd}";
        foreach (var list in store.Deviations.Values.OrderBy(list => list.Country, StringComparer.Ordinal))
            yield return $"{list.Country}: {list.Deviations.Count} deviations told";
        yield return $"{store.Certificates.Count} certificates, {store.Revocations.Count} revocation lists, {store.Deviations.Count} deviation lists";
    }

    static IEnumerable<TrustEntry> Entries(TrustStore store) => store.Certificates.Values
        .OrderBy(entry => entry.Certificate.Country, StringComparer.Ordinal).ThenBy(entry => entry.Certificate.NotBefore);
}
