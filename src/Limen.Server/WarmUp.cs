using Microsoft.Extensions.Hosting;

namespace Limen.Server;

/// <summary>Once, when the lists are there: see <see cref="Node.WarmUpAsync"/>.</summary>
sealed class WarmUp(Node node) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => node.WarmUpAsync(stoppingToken);
}
