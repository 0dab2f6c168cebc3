using System.CommandLine;
using System.Globalization;
using Limen.Server;
using Limen.Storage;
using Spectre.Console;

namespace Limen.Cli;

/// <summary><c>limen posts</c>: the posts of a hub, for its operator.</summary>
static class PostsCommand
{
    const string Codes = "Exit codes: 0 fine, 1 refused (the reason is told), 2 usage, 4 the store cannot be used.";

    /// <summary>The command, ready to be added to the root.</summary>
    public static Command Create()
    {
        var options = new OrderOptions();
        var command = new Command("posts", $"At a hub: show its posts, invite new ones, lock them out.\n{Codes}") { CreateList(options), CreateInvite(options), CreateRevoke(options) };
        options.AddTo(command);
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateList(OrderOptions options)
    {
        var command = new Command("list", $"Show all posts: state, when last seen, what waits there, what troubles them.\n{Codes}");
        command.SetAction((parsed, cancel) => ListAsync(options, parsed, cancel));
        return command;
    }

    static Command CreateInvite(OrderOptions options)
    {
        var name = new Argument<string>("name") { Description = "Name of the post: 2 to 64 letters, digits, dots, dashes." };
        var minutes = new Option<double>("--minutes")
        {
            Description = "How long the code is open, at most a week. Default: 60.",
            DefaultValueFactory = _ => PostOrders.CodeLife.TotalMinutes,
        };
        var command = new Command("invite", $"""
            Give a code with which one post enrols once (limen enrol), for the first time or anew; it is shown once. A post that is
            enrolled under this name works on until the code is used.
            {Codes}
            """) { name, minutes };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
        {
            var life = TimeSpan.FromMinutes(Math.Clamp(parsed.GetValue(minutes), 0, 1e6));
            var invited = await PostOrders.InviteAsync(store, parsed.GetValue(name)!, life, OrderOptions.By, cancel);
            return await options.TellAsync(parsed, invited, Shape, post =>
                $"Post {post.Name} is invited until {At(post.InvitedUntil)} UTC. There: limen enrol --hub https://THIS-HUB:5443 --code CODE");
        }, cancel));
        return command;
    }

    static Command CreateRevoke(OrderOptions options)
    {
        var name = new Argument<string>("name") { Description = "Name of the post." };
        var command = new Command("revoke", $"Lock a post out: every running hub node refuses it within a second.\n{Codes}") { name };
        command.SetAction((parsed, cancel) => options.WithStoreAsync(parsed, async store =>
        {
            var revoked = await PostOrders.RevokeAsync(store, parsed.GetValue(name)!, OrderOptions.By, cancel);
            return await options.TellAsync(parsed, revoked, Shape, post => $"Post {post.Name} is locked out.");
        }, cancel));
        return command;
    }

    static Task<int> ListAsync(OrderOptions options, ParseResult parsed, CancellationToken cancel) => options.WithStoreAsync(parsed, async store =>
    {
        var output = parsed.InvocationConfiguration.Output;
        var posts = await store.Posts.AllAsync(cancel);
        if (options.Json(parsed)) await output.WriteLineAsync(CliJson.Of(posts.Select(post => Shape(post, null))));
        else if (posts.Count == 0) await output.WriteLineAsync("No post yet. See: limen posts invite --help");
        else Show(posts, output);
        return StoreOptions.Fine;
    }, cancel);

    static void Show(IReadOnlyList<Post> posts, TextWriter output)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in new[] { "post", "state", "last seen (UTC)", "waiting", "trouble" }) table.AddColumn(column);
        foreach (var post in posts)
            table.AddRow(Markup.Escape(post.Name), post.State.ToString().ToLowerInvariant(), At(post.LastSeen), $"{post.Facts?.Waiting}", Markup.Escape(post.Facts?.Trouble ?? ""));
        AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output) }).Write(table);
    }

    static string At(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    static object Shape(Post post, string? code) => PostJson.Of(post, TimeProvider.System.GetUtcNow(), code);
}
