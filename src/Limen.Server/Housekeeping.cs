using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>At the start and every hour: makes the partitions of the coming months, and takes away inspections past their time.</summary>
sealed partial class Housekeeping(Node node, ILogger<Housekeeping> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, node.Time);
        do await KeepAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // A node that cannot do it now serves all the same, and tries again.
    async Task KeepAsync(CancellationToken cancel)
    {
        try
        {
            await node.Store.Retention.PrepareAsync(cancel);
            if (node.Settings.RetainInspectionsMonths is not { } months) return;
            var retired = await node.Store.Retention.RetireAsync(months, "limen", cancel);
            if (retired.Inspections > 0) Retired(log, retired.Inspections, retired.Before);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(log, error.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} inspections from before {Before} were past their time and are gone")]
    static partial void Retired(ILogger log, long count, DateOnly before);

    [LoggerMessage(LogLevel.Error, "Partitions or retention failed with {Error}; tried again within the hour")]
    static partial void Failed(ILogger log, string error);
}
