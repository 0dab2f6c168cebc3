using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Limen.TestKit;

namespace Limen.Cli.Tests;

/// <summary>An OpenTelemetry collector on loopback that takes everything (OTLP over HTTP) and keeps its bytes as text.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly HttpListener listener = new();
    readonly ConcurrentDictionary<string, string> heard = new();
    readonly Task taking;

    public Collector()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        taking = TakeAsync();
    }

    public string Address { get; }

    /// <summary>Everything sent to a path, once a word is in it.</summary>
    public async Task<string> HeardAsync(string path, string word)
    {
        for (var tries = 0; tries < 1200; tries++)
        {
            if (heard.TryGetValue(path, out var text) && text.Contains(word, StringComparison.Ordinal)) return text;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"No {word} came to {path}; heard were: {string.Join(", ", heard.Keys)}.");
    }

    async Task TakeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var call = await listener.GetContextAsync();
                using var body = new StreamReader(call.Request.InputStream, Encoding.Latin1);
                var text = await body.ReadToEndAsync();
                heard.AddOrUpdate(call.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                call.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await taking;
        listener.Close();
    }
}
