using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Limen.Faults.Tests;

/// <summary>What a post has told an officer: from then on it must not be lost.</summary>
/// <param name="Post">Which post.</param>
/// <param name="Id">The inspection.</param>
/// <param name="Decided">True when the decision was acknowledged too.</param>
/// <param name="Listed">True when the document stands in every version of the list.</param>
/// <param name="Advice">clear, refer or incomplete.</param>
/// <param name="Asked">By the true clock, before the question was sent.</param>
/// <param name="Version">Of the list.</param>
/// <param name="AsOf">How old the list was said to be.</param>
sealed record Acknowledged(string Post, Guid Id, bool Decided, bool Listed, string Advice, DateTimeOffset Asked, long? Version, DateTimeOffset? AsOf);

/// <summary>Officers at every post who go on working whatever breaks, one question after the other.</summary>
sealed class Traffic(World world) : IAsyncDisposable
{
    /// <summary>A document that stands in every version of the list.</summary>
    public const string Always = "LISTED001";

    readonly CancellationTokenSource closing = new();
    readonly ConcurrentQueue<Acknowledged> acknowledged = new();
    readonly List<Task> working = [];
    CancellationTokenSource shift = new();

    /// <summary>All that was acknowledged so far.</summary>
    public IReadOnlyCollection<Acknowledged> All => acknowledged;

    /// <summary>Officers begin.</summary>
    public void Start()
    {
        shift = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        working.Clear();
        for (var post = 0; post < world.Posts.Count; post++) working.Add(WorkAsync(post, shift.Token));
    }

    /// <summary>Waits until every post has acknowledged one more.</summary>
    public async Task OneMoreAsync()
    {
        var before = acknowledged.CountBy(one => one.Post).ToDictionary();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!world.Posts.All(post => acknowledged.Count(one => one.Post == post) > before.GetValueOrDefault(post)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(3), $"A post does not answer after its start: {world.PostsSaid}");
            await Task.Delay(20);
        }
    }

    /// <summary>Officers end with what they are at.</summary>
    public async Task PauseAsync()
    {
        await shift.CancelAsync();
        await Task.WhenAll(working);
        shift.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    async Task WorkAsync(int post, CancellationToken ended)
    {
        for (var n = 0; !ended.IsCancellationRequested; n++)
        {
            try
            {
                await AskAsync(post, listed: n % 3 == 0);
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or JsonException or ObjectDisposedException or IOException)
            {
                // Not acknowledged, so it counts nothing.
            }
            await Task.Delay(60, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task AskAsync(int post, bool listed)
    {
        var lane = world.Lanes[post];
        var asked = TimeProvider.System.GetUtcNow();
        var question = new { purpose = "border-check", document = new { documentNumber = listed ? Always : "CLEAN1234", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };
        using var response = await lane.PostAsJsonAsync("/api/inspections", question);
        if (!response.IsSuccessStatusCode) return;
        var told = await response.Content.ReadFromJsonAsync<JsonElement>();
        var answer = told.GetProperty("answers").EnumerateArray().FirstOrDefault(one => one.GetProperty("source").GetString() == World.List);
        var there = answer.ValueKind == JsonValueKind.Object;
        var kept = new Acknowledged(
            world.Posts[post], told.GetProperty("id").GetGuid(), false, listed, told.GetProperty("verdict").GetProperty("advice").GetString()!, asked,
            there && answer.TryGetProperty("listVersion", out var version) && version.ValueKind == JsonValueKind.Number ? version.GetInt64() : null,
            there && answer.TryGetProperty("asOf", out var asOf) && asOf.ValueKind == JsonValueKind.String ? asOf.GetDateTimeOffset() : null);
        var decided = false;
        try
        {
            using var decision = await lane.PostAsJsonAsync($"/api/inspections/{kept.Id}/decision", new { decision = "refuse", reason = "test" });
            decided = decision.IsSuccessStatusCode;
        }
        finally
        {
            acknowledged.Enqueue(kept with { Decided = decided });
        }
    }
}
