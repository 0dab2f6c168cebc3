using System.Globalization;
using Limen.Screening;
using Limen.Server;
using Limen.Storage;

namespace Limen.Cli;

/// <summary>A node for trying out: invented lists, an officer for each role, travellers to scan. Nothing in it is real.</summary>
static class DemoNode
{
    static readonly (string Id, string Title, ListKind Kind)[] Lists =
    [
        ("demo-documents", "Stolen and lost documents (invented)", ListKind.Documents),
        ("demo-persons", "Wanted persons (invented)", ListKind.Persons),
        ("demo-vehicles", "Stolen vehicles (invented)", ListKind.Vehicles),
    ];

    static readonly (string Name, string Display, Role Role)[] Officers =
    [
        ("first", "Demo First Line", Role.FirstLine),
        ("second", "Demo Second Line", Role.SecondLine),
        ("lists", "Demo List Owner", Role.ListOwner),
        ("admin", "Demo Administrator", Role.Administrator),
        ("audit", "Demo Auditor", Role.Auditor),
    ];

    /// <summary>Brings the lists in, gives every officer a new password, and tells what can be tried. Does no harm when it was done before.</summary>
    public static async Task PrepareAsync(Node node, TextWriter output, CancellationToken cancel)
    {
        foreach (var (id, title, kind) in Lists)
        {
            await using var content = Open($"{kind.ToString().ToLowerInvariant()}.csv");
            await node.Store.Lists.ImportAsync(new(id, kind, ListFormat.Csv, [new($"{id}.csv", content)], "limen") { Title = title, Owner = "Demo" }, null, cancel);
        }
        await output.WriteLineAsync("\nDemonstration: every list, person, document and vehicle here is invented.\n\nOfficers (the passwords are new at every start):\n");
        foreach (var (name, display, role) in Officers)
            await output.WriteLineAsync($"  {name,-8} {await FirstStart.GiveOfficerAsync(node, name, display, [role], cancel)}  {display}");
        await output.WriteLineAsync("\nDocuments to scan (paste both lines):\n");
        var today = DateOnly.FromDateTime(node.Time.GetUtcNow().UtcDateTime);
        foreach (var (title, lines) in DemoDocuments.All(today))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {title}\n{string.Concat(lines.Select(line => $"    {line}\n"))}"));
        await output.WriteLineAsync("Vehicle to ask about: plate DEMO001, State MDA (stolen)\n");
    }

    static Stream Open(string name) =>
        typeof(DemoNode).Assembly.GetManifestResourceStream($"demo/{name}") ?? throw new InvalidOperationException($"The program was built without {name}.");
}
