using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>At the start and once a day: deletes entries of this node's own lists whose review date has passed.</summary>
sealed partial class DailyExpiry(Node node, ILogger<DailyExpiry> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), node.Time);
        do
        {
            try
            {
                foreach (var (list, removed) in await node.Store.Lists.ExpireAsync(stoppingToken)) Expired(log, list, removed);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Failed(log, error.GetType().Name);
            }
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Removed} entries of {List} were deleted: their review date has passed")]
    static partial void Expired(ILogger log, string list, long removed);

    [LoggerMessage(LogLevel.Warning, "Entries past review could not be deleted ({Exception}); it is tried again tomorrow")]
    static partial void Failed(ILogger log, string exception);
}
