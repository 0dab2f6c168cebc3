namespace Limen.Server;

/// <summary>How long to wait before the next try: longer each time, and never the same for two posts, so that a hub that comes back is not run over.</summary>
sealed class Backoff(TimeSpan least, TimeSpan most)
{
    int failures;

    public void Succeeded() => failures = 0;

    public TimeSpan Next()
    {
        var longest = Math.Min(least.TotalSeconds * Math.Pow(2, failures++), most.TotalSeconds);
        return TimeSpan.FromSeconds(longest * (0.5 + Random.Shared.NextDouble() / 2));
    }
}
