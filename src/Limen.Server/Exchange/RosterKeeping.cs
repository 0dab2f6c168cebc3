using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>At an enrolled post: holds the hub's officers as they stand there. One request is always open, so that a removed officer is out at once.</summary>
sealed partial class RosterKeeping(Node node, Accounts accounts, ILogger<RosterKeeping> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var line = await HubLine.OpenAsync(node, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            if (!await TryLookAsync(line, stoppingToken)) await Task.Delay(Pause, stoppingToken);
    }

    async Task<bool> TryLookAsync(HubLine line, CancellationToken cancel)
    {
        try
        {
            var after = await node.Store.Roster.VersionAsync(cancel) is { } version ? $"?after={version}" : "";
            using var response = await line.Client.GetAsync($"/api/exchange/roster{after}", cancel);
            if (!response.IsSuccessStatusCode) return false;
            var roster = await response.Content.ReadFromJsonAsync(ServerJson.Default.SignedRoster, cancel);
            var outcome = await node.Store.Roster.TakeAsync(roster!, line.Enrolled, cancel);
            if (outcome.Refused is { } refused) Refused(log, refused);
            if (outcome.Changed) accounts.Forget();
            return outcome.Refused is null;
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or IOException || error is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            // A full disk, say: it takes away the news of officers, not the post.
            Failed(log, error.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The hub's officers could not be kept now ({Exception}); it is tried again")]
    static partial void Failed(ILogger log, string exception);

    [LoggerMessage(LogLevel.Warning, "A roster was not taken up: {Code}")]
    static partial void Refused(ILogger log, string code);
}
