using System.Collections.Concurrent;

namespace Limen.Server;

/// <summary>
/// Slows the guessing of passwords: after five failures of one name from one address the pair waits 30 s, then twice as long each
/// time, up to 15 min; an address that fails for many names waits likewise. A success forgets the pair.
/// </summary>
/// <param name="time">Clock.</param>
sealed class SignInGuard(TimeProvider time)
{
    const int PairLimit = 5;
    const int AddressLimit = 50;
    const int MostTracked = 20_000;
    static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<(string Name, string Address), Failures> failures = new();

    /// <summary>How long this pair must still wait; null when it may try.</summary>
    public TimeSpan? WaitFor(string name, string address) =>
        (Wait((Key(name), address)), Wait(("", address))) switch
        {
            (null, null) => null,
            var (pair, whole) => pair > whole || whole is null ? pair : whole,
        };

    /// <summary>Counts a failure.</summary>
    public void Failed(string name, string address)
    {
        if (failures.Count > MostTracked) Forget();
        Count((Key(name), address), PairLimit);
        Count(("", address), AddressLimit);
    }

    /// <summary>Forgets the pair's failures.</summary>
    public void Succeeded(string name, string address) => failures.TryRemove((Key(name), address), out _);

    static string Key(string name) => name.Length > 64 ? name[..64] : name;

    TimeSpan? Wait((string, string) key) =>
        failures.TryGetValue(key, out var seen) && seen.Until > time.GetUtcNow() ? seen.Until - time.GetUtcNow() : null;

    void Count((string, string) key, int limit)
    {
        var now = time.GetUtcNow();
        failures.AddOrUpdate(key, _ => new(1, now, now), (_, seen) =>
        {
            var number = now - seen.Last > Longest ? 1 : seen.Number + 1;
            var wait = number < limit ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(number - limit, 10));
            return new(number, now, now + (wait < Longest ? wait : Longest));
        });
    }

    void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, seen) in failures)
            if (now - seen.Last > Longest) failures.TryRemove(key, out _);
    }

    readonly record struct Failures(int Number, DateTimeOffset Last, DateTimeOffset Until);
}
