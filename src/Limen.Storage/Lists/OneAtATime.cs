namespace Limen.Storage;

/// <summary>Works one after the other, in the order in which they came, whether those before failed or not.</summary>
sealed class OneAtATime
{
    readonly Lock gate = new();
    Task last = Task.CompletedTask;

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        lock (gate)
        {
            var next = AfterAsync(last, work);
            last = next;
            return next;
        }
    }

    static async Task<T> AfterAsync<T>(Task before, Func<Task<T>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work();
    }
}
