namespace Limen.Screening.Tests;

public sealed class ListSnapshotTests : IDisposable
{
    static readonly Guid Store = new("9f0c1a52-6d1b-4c39-8d0e-2f7a55c1b001");

    readonly string folder = Path.Combine(Path.GetTempPath(), $"limen-snapshot-{Environment.ProcessId}-{Random.Shared.Next()}");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Without_an_index_every_question_goes_to_the_store()
    {
        var snapshot = Open(1);
        Assert.False(snapshot.IsReady);
        Assert.True(snapshot.NeedsRebuild);
        Assert.True(snapshot.MayHold(12345));
        Assert.Equal([12345UL, 1], snapshot.Held([12345, 1]));
        Assert.Equal(0, snapshot.Version);
    }

    [Fact]
    public async Task A_rebuilt_index_answers_at_once_and_after_a_restart()
    {
        var snapshot = Open(3);
        await snapshot.RebuildAsync(_ => Stream(3, Some(1, 10_000)), Cancel);
        var again = Open(3);
        foreach (var one in new[] { snapshot, again })
        {
            Assert.True(one.IsReady);
            Assert.False(one.NeedsRebuild);
            Assert.Equal(3, one.Version);
            Assert.Equal(10_000, one.Count);
            Assert.All(Some(1, 10_000), key => Assert.True(one.MayHold(key)));
            Assert.DoesNotContain(Some(2, 1_000), key => one.MayHold(key));
        }
        Assert.Empty(again.Problems);
    }

    [Fact]
    public async Task An_added_entry_is_found_from_that_moment_on()
    {
        var snapshot = Open(1);
        await snapshot.RebuildAsync(_ => Stream(1, Some(1, 1_000)), Cancel);
        for (var version = 2; version < 200; version++)
        {
            Assert.DoesNotContain(Some(version, 3), key => snapshot.MayHold(key));
            snapshot.Add(version, Some(version, 3));
            Assert.All(Some(version, 3), key => Assert.True(snapshot.MayHold(key)));
        }
        Assert.Equal(199, snapshot.Version);
        Assert.Equal(198 * 3, snapshot.Waiting);
        for (var version = 2; version < 200; version++) Assert.All(Some(version, 3), key => Assert.True(snapshot.MayHold(key)));
        Assert.Equal([.. Some(1, 5), .. Some(77, 3)], snapshot.Held([.. Some(1, 5), .. Some(900, 50), .. Some(77, 3)]));
        snapshot.Add(200, []);
        Assert.Equal(200, snapshot.Version);
    }

    [Fact]
    public async Task What_is_added_while_a_rebuild_runs_is_neither_lost_nor_kept_twice()
    {
        var snapshot = Open(1);
        await snapshot.RebuildAsync(_ => Stream(1, Some(1, 1_000)), Cancel);
        snapshot.Add(2, Some(2, 100));
        using var reading = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var rebuild = snapshot.RebuildAsync(_ => Stream(2, Slowly()), Cancel);
        await reading.WaitAsync(Cancel);
        Assert.Same(rebuild, snapshot.RebuildAsync(_ => throw new InvalidOperationException("joined instead"), Cancel));
        snapshot.Add(3, Some(3, 5));
        Assert.All([.. Some(1, 1_000), .. Some(2, 100), .. Some(3, 5)], key => Assert.True(snapshot.MayHold(key)));
        goOn.Release();
        await rebuild;
        Assert.Equal(3, snapshot.Version);
        Assert.All([.. Some(1, 1_000), .. Some(2, 100), .. Some(3, 5)], key => Assert.True(snapshot.MayHold(key)));
        await snapshot.RebuildAsync(_ => Stream(3, [.. Some(1, 1_000), .. Some(2, 100), .. Some(3, 5)]), Cancel);
        Assert.Equal(0, snapshot.Waiting);
        Assert.Equal(1_105, snapshot.Count);

        IEnumerable<ulong> Slowly()
        {
            foreach (var key in Some(1, 1_000)) yield return key;
            reading.Release();
            goOn.Wait(Cancel);
            foreach (var key in Some(2, 100)) yield return key;
        }
    }

    [Fact]
    public async Task Questions_in_flight_never_miss_while_indexes_are_swapped_beneath_them()
    {
        var snapshot = Open(1);
        await snapshot.RebuildAsync(_ => Stream(1, Some(1, 50_000)), Cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var begun = new TaskCompletionSource();
        var asking = Task.Factory.StartNew(() =>
        {
            var keys = Some(1, 50_000);
            long missed = 0, asked = 0;
            for (var i = 0; !stop.IsCancellationRequested; i++, asked++)
            {
                if (!snapshot.MayHold(keys[i % keys.Length])) missed++;
                begun.TrySetResult();
            }
            return (missed, asked);
        }, Cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await begun.Task;
        for (var version = 2; version < 12; version++)
        {
            await snapshot.RebuildAsync(_ => Stream(version, Some(1, 50_000)), Cancel);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        await stop.CancelAsync();
        var (missed, asked) = await asking;
        Assert.Equal(0, missed);
        Assert.True(asked > 0);
        Assert.Equal(["documents.11.keys"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_damaged_file_is_told_and_an_older_sound_one_serves_until_the_rebuild()
    {
        await Open(1).RebuildAsync(_ => Stream(1, Some(1, 1_000)), Cancel);
        var sound = await File.ReadAllBytesAsync(At("documents.1.keys"), Cancel);
        await File.WriteAllBytesAsync(At("documents.2.keys"), sound[..5_000], Cancel);
        var snapshot = Open(2);
        Assert.Equal(["documents.2.keys: cut off or with something behind its end"], snapshot.Problems);
        Assert.Equal(1, snapshot.Version);
        await snapshot.RebuildAsync(_ => Stream(2, Some(1, 1_001)), Cancel);
        Assert.Empty(Open(2).Problems);
        Assert.Equal(2, Open(2).Version);
    }

    [Fact]
    public async Task Damage_found_while_serving_misses_nobody_and_asks_for_a_rebuild()
    {
        await Open(1).RebuildAsync(_ => Stream(1, Some(1, 20_000)), Cancel);
        var file = await File.ReadAllBytesAsync(At("documents.1.keys"), Cancel);
        file[^2_000] ^= 4;
        await File.WriteAllBytesAsync(At("documents.1.keys"), file, Cancel);
        var snapshot = Open(1);
        Assert.False(snapshot.NeedsRebuild);
        Assert.All(Some(1, 20_000), key => Assert.True(snapshot.MayHold(key)));
        Assert.False(await snapshot.CheckAsync(Cancel));
        Assert.True(snapshot.NeedsRebuild);
        await snapshot.RebuildAsync(_ => Stream(1, Some(1, 20_000)), Cancel);
        Assert.False(snapshot.NeedsRebuild);
        Assert.True(await snapshot.CheckAsync(Cancel));
        Assert.True(await Open(1).CheckAsync(Cancel));
    }

    [Fact]
    public async Task A_file_of_another_store_or_from_before_the_store_was_put_back_is_refused()
    {
        await Open(5).RebuildAsync(_ => Stream(5, Some(1, 10)), Cancel);
        Assert.True(Open(6).IsReady);
        Assert.False(Open(4).IsReady);
        var other = ListSnapshot.Open(folder, "documents", new(new("11111111-6d1b-4c39-8d0e-2f7a55c1b001"), 5));
        Assert.False(other.IsReady);
        Assert.Equal(["documents.5.keys: of another store, or of a later version than the store has"], other.Problems);
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_old_index_and_no_rubbish()
    {
        var snapshot = Open(1);
        await snapshot.RebuildAsync(_ => Stream(1, Some(1, 1_000)), Cancel);
        await Assert.ThrowsAsync<TimeoutException>(() => snapshot.RebuildAsync(_ => Stream(2, Breaks()), Cancel));
        Assert.Equal(1, snapshot.Version);
        Assert.All(Some(1, 1_000), key => Assert.True(snapshot.MayHold(key)));
        Assert.Equal(["documents.1.keys"], Directory.GetFiles(folder).Select(Path.GetFileName));
        await snapshot.RebuildAsync(_ => Stream(2, Some(1, 1_000)), Cancel);
        Assert.Equal(2, snapshot.Version);

        static IEnumerable<ulong> Breaks()
        {
            yield return 1;
            throw new TimeoutException();
        }
    }

    [Fact]
    public async Task What_a_killed_builder_left_is_swept_away()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(At("documents.7.4711.new"), [1, 2, 3], Cancel);
        await File.WriteAllBytesAsync(At("documents.7.4711.new.0.run"), [1, 2, 3], Cancel);
        await File.WriteAllBytesAsync(At("documents.x.keys"), [1, 2, 3], Cancel);
        await Open(8).RebuildAsync(_ => Stream(8, Some(1, 10)), Cancel);
        Assert.Equal(["documents.8.keys", "documents.x.keys"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
    }

    ListSnapshot Open(long version) => ListSnapshot.Open(folder, "documents", new(Store, version));

    static KeyStream Stream(long version, IEnumerable<ulong> keys) => new(new(Store, version), keys);

    string At(string name) => Path.Combine(folder, name);

    static ulong[] Some(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() >> 8)];
    }
}
