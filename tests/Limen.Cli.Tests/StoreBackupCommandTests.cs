using System.Text.Json;
using Limen.TestKit;
using static Limen.Cli.Tests.LimenProcess;

namespace Limen.Cli.Tests;

public class StoreBackupCommandTests
{
    [Fact]
    public async Task A_store_is_copied_and_put_back_and_its_journal_proven()
    {
        using var folder = new ScratchFolder();
        var list = folder.Write("list.csv", "entryId,number,documentType,issuingState,status\n1,AB1,P,FRA,stolen\n");
        Assert.Equal(0, (await RunAsync("", "lists", "import", list, "--list", "sltd", "--kind", "documents", "--format", "csv", "--data", folder.At("store"))).Code);
        Assert.Equal(0, (await RunAsync("", "store", "backup", "--to", folder.At("backup"), "--data", folder.At("store"))).Code);
        var (code, output, _) = await RunAsync("", "store", "restore", "--from", folder.At("backup"), "--data", folder.At("new"), "--json");
        Assert.Equal(0, code);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("journal").GetProperty("entries").GetInt64());
        var again = await RunAsync("", "store", "restore", "--from", folder.At("backup"), "--data", folder.At("new"));
        Assert.Equal(4, again.Code);
        Assert.StartsWith("limen store: storeThere:", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_goes_by_its_age_unless_somebody_says_how_long_it_is_kept()
    {
        using var folder = new ScratchFolder();
        var (code, output, _) = await RunAsync("", "retention", "--data", folder.At("store"));
        Assert.Equal((0, "Everything is kept: neither --months nor retainInspectionsMonths says for how long.\n"), (code, output));
        (code, output, _) = await RunAsync("", "retention", "--months", "12", "--dry-run", "--json", "--data", folder.At("store"));
        Assert.Equal(0, code);
        Assert.Equal(0, JsonDocument.Parse(output).RootElement.GetProperty("retired").GetProperty("inspections").GetInt64());
        Assert.Equal(2, (await RunAsync("", "retention", "--months", "0", "--data", folder.At("store"))).Code);
    }
}
