using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Limen.Cli;

/// <summary>Brings invented lists to a hub as a list owner does: over HTTP, each time the whole list.</summary>
sealed class HubLists(Uri hub, string key) : IDisposable
{
    readonly HttpClient client = new()
    {
        BaseAddress = hub,
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    /// <summary>Imports documents; the first so many of them are others than before where the turn is another.</summary>
    /// <returns>The version that now stands.</returns>
    /// <exception cref="HttpRequestException">The hub refused.</exception>
    public async Task<long> ImportAsync(string list, int entries, int changed, int turn, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(Rows(entries, changed, turn));
        content.Headers.ContentType = new("text/csv");
        using var response = await client.PostAsync(new Uri($"/api/lists/{list}/import?kind=documents&format=csv", UriKind.Relative), content, cancel);
        using var report = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel));
        return report.RootElement.GetProperty("version").GetInt64();
    }

    public void Dispose() => client.Dispose();

    /// <summary>Such a list as CSV.</summary>
    public static byte[] Rows(int entries, int changed, int turn)
    {
        var text = new StringBuilder("entryId,number,documentType,issuingState,status\n");
        for (var place = 0; place < entries; place++)
            text.Append(CultureInfo.InvariantCulture, $"d{place},{InventedNumbers.DocumentNumber(place < changed ? place + turn * 1_000_000_000L : place)},passport,FRA,stolen\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
