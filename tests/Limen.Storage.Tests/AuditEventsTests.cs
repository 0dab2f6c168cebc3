using Limen.TestKit;

namespace Limen.Storage.Tests;

public class AuditEventsTests
{
    [Fact]
    public void Every_kind_of_journal_entry_has_its_row()
    {
        var page = File.ReadAllText(Project.At("docs", "audit-events.md"));
        foreach (var kind in Enum.GetValues<JournalKind>())
        {
            var name = kind.ToString();
            Assert.Contains($"\n| {(int)kind} | {char.ToLowerInvariant(name[0])}{name[1..]} |", page, StringComparison.Ordinal);
        }
    }
}
