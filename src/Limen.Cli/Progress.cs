using System.Diagnostics;

namespace Limen.Cli;

/// <summary>Counts on a terminal's error stream; silent when that is a file or a pipe.</summary>
sealed class Progress : IDisposable
{
    readonly bool shown = !Console.IsErrorRedirected;
    long last;

    public IEnumerable<T> Count<T>(IEnumerable<T> items, string what)
    {
        var count = 0;
        foreach (var item in items)
        {
            if (shown && ++count % 256 == 0) Show(count, what);
            yield return item;
        }
    }

    public void Say(string what)
    {
        if (shown) Console.Error.WriteLine($"\r{what}          ");
    }

    public void Dispose() => Say("");

    void Show(int count, string what)
    {
        var now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(last, now) < TimeSpan.FromMilliseconds(200)) return;
        last = now;
        Console.Error.Write($"\r{count:N0} {what}");
    }
}
