using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Limen.Storage;

namespace Limen.Server;

/// <summary>Calls the hub as the post does, and hears its first words: whether it is there, whether it is the hub, whether it accepts the post, what time it has.</summary>
static class HubCall
{
    // As long as a connection and its first words take on 64 kbit/s with a second of delay, and more.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<HubFacts> CallAsync(Enrolled enrolled, Settings settings, X509Certificate2? own, TimeProvider time, CancellationToken cancel)
    {
        using var line = HubLine.Open(enrolled, settings, () => own);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bound.CancelAfter(Patience);
        HubFacts Told(string? refused, string words = "", TimeSpan? ahead = null) => new(line.Client.BaseAddress!, enrolled.Heard, refused, words, ahead);
        try
        {
            using var response = await line.Client.GetAsync("/api/exchange/feed", HttpCompletionOption.ResponseHeadersRead, bound.Token);
            if (!response.IsSuccessStatusCode) return Told(await Refusal.CodeAsync(response, bound.Token));
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(bound.Token));
            if (await lines.ReadLineAsync(bound.Token) is not { } said || Statement.ReadLine(said) is not { } statement) return Told("hubUnreachable");
            if (!enrolled.Vouches(statement.Bytes, statement.Signature)) return Told("bundleForged");
            return Heads.Read(statement.Bytes) is { } heads ? Told(null, ahead: time.GetUtcNow() - heads.At) : Told("bundleUnreadable");
        }
        catch (HttpRequestException failed) when (failed.InnerException is AuthenticationException)
        {
            return Told("lineForged");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            return Told("lineDown", $"{failed.Message.TrimEnd('.')}.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Told("lineDown", $"nothing came within {Patience.Words()}.");
        }
    }
}
