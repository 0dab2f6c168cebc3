using Limen.Screening;
using Limen.TestKit;

namespace Limen.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Without_a_file_and_an_environment_a_node_has_its_defaults()
    {
        using var folder = new ScratchFolder();
        Assert.Empty(Settings.TryRead(folder.Root, _ => null, out var settings));
        Assert.Equal(("", 168d, 1000, Strength.Possible), (settings.Place, settings.Policy.StaleAfterHours, settings.Policy.ListDeadlineMs, settings.Policy.ReferFrom));
        Assert.Empty(settings.Sources);
    }

    [Fact]
    public void Everything_in_the_file_is_read_comments_and_trailing_commas_too()
    {
        using var folder = new ScratchFolder();
        folder.Write("settings.json", """
            {
              // the bridge
              "post": "Testford", "lane": "lane 3", "reader": "any", "chipDeadlineMs": 9000,
              "sources": [{ "name": "hub", "title": "Hub", "url": "https://hub.example/limen", "apiKeyFile": "hub.key", "deadlineMs": 400, "staleAfterHours": 24, "kinds": ["persons"] }],
              "policy": { "referFrom": "strong", "staleAfterHours": 12.5, "listDeadlineMs": 250 },
            }
            """);
        Assert.Empty(Settings.TryRead(folder.Root, _ => null, out var settings));
        Assert.Equal(("Testford, lane 3", "any", 9000), (settings.Place, settings.Reader, settings.ChipDeadlineMs));
        Assert.Equal((Strength.Strong, 12.5, 250), (settings.Policy.ReferFrom, settings.Policy.StaleAfterHours, settings.Policy.ListDeadlineMs));
        var hub = Assert.Single(settings.Sources);
        Assert.Equal(("hub", "Hub", "https://hub.example/limen", "hub.key", 400, 24d), (hub.Name, hub.Title, hub.Url, hub.ApiKeyFile, hub.DeadlineMs, hub.StaleAfterHours));
        Assert.Equal([ListKind.Persons], hub.Kinds);
    }

    [Theory]
    [InlineData("""{"post":"Testford" """, "line 1", "not what settings.json holds")]
    [InlineData("""{"posts":"Testford"}""", "line 1", "not what settings.json holds")]
    [InlineData("""{"post":7}""", "$.post", "not what settings.json holds")]
    [InlineData("{\n\"policy\":{\"referFrom\":\"certain\"}}", "line 2", "$.policy.referFrom")]
    [InlineData("""{"policy":{"staleAfterHours":-1}}""", "policy.staleAfterHours", "more than 0")]
    [InlineData("""{"policy":{"listDeadlineMs":5}}""", "policy.listDeadlineMs", "10 to 60000")]
    [InlineData("""{"chipDeadlineMs":50}""", "chipDeadlineMs", "100 to 25000")]
    [InlineData("""{"sources":[{"name":"hub","url":"ftp://hub"}]}""", "sources: hub: url", "http:// or https://")]
    [InlineData("""{"sources":[{"name":"the hub","url":"http://hub"}]}""", "sources: the hub: name", "letters, digits, dots, dashes")]
    [InlineData("""{"sources":[{"name":"hub","url":"http://hub","deadlineMs":1}]}""", "sources: hub: deadlineMs", "10 to 60000")]
    [InlineData("""{"sources":[{"name":"hub","url":"http://hub","staleAfterHours":0}]}""", "sources: hub: staleAfterHours", "more than 0")]
    [InlineData("""{"sources":[{"name":"hub","url":"http://a"},{"name":"hub","url":"http://b"}]}""", "the name hub", "stands twice")]
    [InlineData("""{"sources":[{"name":"hub"}]}""", "$.sources[0]", "not what settings.json holds")]
    public void A_bad_value_is_told_with_its_place_and_what_would_be_right(string file, string place, string words)
    {
        using var folder = new ScratchFolder();
        var path = folder.Write("settings.json", file);
        var problem = Assert.Single(Settings.TryRead(folder.Root, _ => null, out _));
        Assert.StartsWith(path, problem, StringComparison.Ordinal);
        Assert.Contains(place, problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LIMEN_ROLE", "1", "one of hub, post")]
    [InlineData("LIMEN_ROLE", "server", "one of hub, post")]
    [InlineData("LIMEN_HUB", "hub.example:5443", "begins with https://")]
    [InlineData("LIMEN_HUB", "http://hub.example:5443", "begins with https://")]
    [InlineData("LIMEN_EXCHANGE", "5443", "begins with https://")]
    [InlineData("LIMEN_ROSTER_HOURS", "0", "more than 0")]
    [InlineData("LIMEN_ROSTER_HOURS", "NaN", "more than 0")]
    [InlineData("LIMEN_ROSTER_HOURS", "a day", "more than 0")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "0", "more than 0")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "Infinity", "more than 0")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "1,5", "more than 0")]
    [InlineData("LIMEN_REFER_FROM", "2", "weak, possible, strong")]
    [InlineData("LIMEN_REFER_FROM", "weak,strong", "weak, possible, strong")]
    [InlineData("LIMEN_RETAIN_INSPECTIONS_MONTHS", "0", "1 to 1200")]
    [InlineData("LIMEN_RETAIN_INSPECTIONS_MONTHS", "-3", "a number of months")]
    [InlineData("LIMEN_LIVE_QUESTIONS", "maybe", "true or false")]
    public void A_bad_variable_is_told_with_what_would_be_right(string name, string value, string words)
    {
        using var folder = new ScratchFolder();
        Assert.Contains(words, Assert.Single(Settings.TryRead(folder.Root, asked => asked == name ? value : null, out _)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_nobody_has_filled_in_changes_nothing()
    {
        using var folder = new ScratchFolder();
        folder.Write("settings.json", """{"post":"Testford","lane":"lane 3","database":"Host=db","name":"hub.test","exchange":"https://0.0.0.0:7000"}""");
        Assert.Empty(Settings.TryRead(folder.Root, _ => null, out var file));
        Assert.Empty(Settings.TryRead(folder.Root, _ => "", out var settings));
        Assert.Equal((file.Place, file.Database, file.Name, file.Exchange, file.Hub, file.Role), (settings.Place, settings.Database, settings.Name, settings.Exchange, settings.Hub, settings.Role));
    }

    [Fact]
    public void The_environment_wins_over_the_file()
    {
        using var folder = new ScratchFolder();
        folder.Write("settings.json", """{"post":"Testford","lane":"lane 3","policy":{"referFrom":"strong","staleAfterHours":12}}""");
        var environment = new Dictionary<string, string>
        {
            ["LIMEN_POST"] = "Otherford",
            ["LIMEN_REFER_FROM"] = "Weak",
            ["LIMEN_STALE_AFTER_HOURS"] = "36.5",
            ["LIMEN_DATABASE"] = "Host=db",
            ["LIMEN_READER"] = "any",
        };
        Assert.Empty(Settings.TryRead(folder.Root, environment.GetValueOrDefault, out var settings));
        Assert.Equal(("Otherford, lane 3", Strength.Weak, 36.5, "Host=db", "any"),
            (settings.Place, settings.Policy.ReferFrom, settings.Policy.StaleAfterHours, settings.Database, settings.Reader));
    }

    [Fact]
    public void What_makes_a_hub_or_a_post_can_stand_in_the_environment_too()
    {
        using var folder = new ScratchFolder();
        var hub = new Dictionary<string, string>
        {
            ["LIMEN_ROLE"] = "hub",
            ["LIMEN_EXCHANGE"] = "https://10.0.0.1:6443",
            ["LIMEN_NAME"] = "hub.example",
            ["LIMEN_DATABASE"] = "Host=db",
        };
        Assert.Empty(Settings.TryRead(folder.Root, hub.GetValueOrDefault, out var settings));
        Assert.Equal((NodeRole.Hub, "https://10.0.0.1:6443", "hub.example", "Host=db"), (settings.Role, settings.Exchange, settings.Name, settings.Database));
        var post = new Dictionary<string, string>
        {
            ["LIMEN_ROLE"] = "Post",
            ["LIMEN_HUB"] = "https://hub.example:5443",
            ["LIMEN_ROSTER_HOURS"] = "7.5",
            ["LIMEN_RETAIN_INSPECTIONS_MONTHS"] = "18",
            ["LIMEN_LANE"] = "lane 4",
        };
        Assert.Empty(Settings.TryRead(folder.Root, post.GetValueOrDefault, out settings));
        Assert.Equal((NodeRole.Post, "https://hub.example:5443", 7.5, 18, "lane 4"), (settings.Role, settings.Hub, settings.RosterHours, settings.RetainInspectionsMonths, settings.Lane));
    }

    [Theory]
    [InlineData("LIMEN_ROLE", "bridge", "one of hub, post")]
    [InlineData("LIMEN_HUB", "http://hub.example", "begins with https://")]
    [InlineData("LIMEN_EXCHANGE", "10.0.0.1:5443", "begins with https://")]
    [InlineData("LIMEN_ROSTER_HOURS", "a day", "a number of hours")]
    [InlineData("LIMEN_ROSTER_HOURS", "1000", "at most 744")]
    [InlineData("LIMEN_RETAIN_INSPECTIONS_MONTHS", "0", "1 to 1200")]
    [InlineData("LIMEN_REFER_FROM", "certain", "weak, possible, strong")]
    [InlineData("LIMEN_REFER_FROM", "7", "weak, possible, strong")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "a day", "a number of hours")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "-3", "more than 0")]
    [InlineData("LIMEN_STALE_AFTER_HOURS", "NaN", "more than 0")]
    public void A_bad_value_in_the_environment_is_told(string name, string value, string words)
    {
        using var folder = new ScratchFolder();
        var problem = Assert.Single(Settings.TryRead(folder.Root, asked => asked == name ? value : null, out _));
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }
}
