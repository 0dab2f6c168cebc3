using System.Globalization;
using Limen.Server;
using Xunit.MicrosoftTestingPlatform;

namespace Limen.Faults.Tests;

/// <summary>
/// The test program. Started with the variable it runs no tests but serves posts, several in one process, until it is killed or its input
/// ends. A line of input puts its clock wrong, by so many seconds.
/// </summary>
static class PostProgram
{
    /// <summary>Folders of the posts, with : between.</summary>
    public const string Folders = "LIMEN_FAULT_POSTS";

    /// <summary>What a line begins with that tells the address of a post.</summary>
    public const string Told = "Post serves at ";

    static async Task<int> Main(string[] args)
    {
        if (Environment.GetEnvironmentVariable(Folders) is not { Length: > 0 } folders)
            return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        var time = new WrongTime();
        var addresses = await Task.WhenAll(folders.Split(':').Select(folder => ServeAsync(folder, time)));
        await Console.Out.WriteLineAsync(Told + string.Join(' ', addresses));
        while (await Console.In.ReadLineAsync() is { } line) time.Ahead = TimeSpan.FromSeconds(double.Parse(line, CultureInfo.InvariantCulture));
        return 0;
    }

    static async Task<string> ServeAsync(string folder, TimeProvider time)
    {
        if (Settings.TryRead(folder, Environment.GetEnvironmentVariable, out var settings) is { Count: > 0 } problems) throw new InvalidOperationException(problems[0]);
        var node = await Node.OpenAsync(folder, settings, time, CancellationToken.None);
        var app = LimenServer.Build(node, new() { Urls = ["http://127.0.0.1:0"] });
        await app.StartAsync();
        return app.Urls.First();
    }
}

/// <summary>The system's clock, put wrong by hand; timers and time spans run as ever.</summary>
sealed class WrongTime : TimeProvider
{
    long ahead;

    public TimeSpan Ahead
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref ahead));
        set => Interlocked.Exchange(ref ahead, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
