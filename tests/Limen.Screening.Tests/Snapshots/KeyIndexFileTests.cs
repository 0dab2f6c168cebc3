namespace Limen.Screening.Tests;

public sealed class KeyIndexFileTests : IDisposable
{
    static readonly StoreVersion Origin = new(new("9f0c1a52-6d1b-4c39-8d0e-2f7a55c1b001"), 42);

    readonly string folder = Directory.CreateTempSubdirectory("limen-keys").FullName;

    string Path => System.IO.Path.Combine(folder, "documents.keys");

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50_000)]
    [InlineData(300_000)]
    public void A_written_index_opens_with_the_same_keys(int count)
    {
        var keys = Some(count);
        var size = KeyIndex.Write(Path, keys, Origin, cancel: Cancel);
        var index = KeyIndex.Open(Path, out var problem);
        Assert.Null(problem);
        Assert.NotNull(index);
        Assert.Equal(Origin, index.Origin);
        Assert.Equal(size, index.Bytes);
        Assert.Equal(keys.Distinct().Order(), index.Keys());
        Assert.All(keys, key => Assert.True(index.Contains(key)));
        Assert.True(index.CheckAll(Cancel));
        Assert.False(index.Damaged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2_500)]
    [InlineData(9_999)]
    public void Keys_that_memory_does_not_hold_are_sorted_on_the_disk(int keysInMemory)
    {
        var keys = Some(10_000)[..Math.Min(10_000, keysInMemory * 200)];
        KeyIndex.Write(Path, keys.Concat(keys.Take(50)), Origin, keysInMemory, Cancel);
        Assert.Equal(keys.Distinct().Order(), KeyIndex.Open(Path, out _)!.Keys());
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Nothing_but_the_index_is_left_beside_it()
    {
        KeyIndex.Write(Path, Some(1_000), Origin, cancel: Cancel);
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    [Fact]
    public void An_absent_file_is_told() => Refused("absent");

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        KeyIndex.Write(Path, Some(20_000), Origin, cancel: Cancel);
        var whole = File.ReadAllBytes(Path);
        foreach (var length in new[] { 0, 1, 127, 128, 200, 4_096, 5_000, whole.Length / 2, whole.Length - 1 })
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.Null(KeyIndex.Open(Path, out var problem));
            Assert.NotNull(problem);
        }
        File.WriteAllBytes(Path, [.. whole, 0]);
        Refused("cut off or with something behind its end");
    }

    [Fact]
    public void A_file_of_an_older_format_is_refused_in_words()
    {
        KeyIndex.Write(Path, Some(100), Origin, cancel: Cancel);
        var file = File.ReadAllBytes(Path);
        file[8] = 0;
        BitConverter.TryWriteBytes(file.AsSpan(124), Crc(file.AsSpan(0, 124)));
        File.WriteAllBytes(Path, file);
        Refused("of format 0, not 1");
        file[0] ^= 1;
        File.WriteAllBytes(Path, file);
        Refused("not a key index");
    }

    [Fact]
    public void One_flipped_bit_is_noticed_wherever_it_lies_and_never_hides_a_listed_key()
    {
        var keys = Some(60_000);
        KeyIndex.Write(Path, keys, Origin, cancel: Cancel);
        var whole = File.ReadAllBytes(Path);
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var file = whole.ToArray();
            var at = round < 100 ? round * 4 / 3 : random.Next(file.Length);
            file[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Path, file);
            var index = KeyIndex.Open(Path, out var problem);
            if (index is null) { Assert.NotNull(problem); continue; }
            foreach (var key in keys.Where((_, i) => i % 50 == 0)) Assert.True(index.Contains(key));
            Assert.Equal(!Padding(whole, at), !index.CheckAll(Cancel));
            Assert.Equal(index.Damaged, !Padding(whole, at));
        }
    }

    [Fact]
    public void A_building_that_is_broken_off_leaves_no_runs_behind()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.Throws<OperationCanceledException>(() => KeyIndex.Write(Path, Some(1_000), Origin, cancel: cancel.Token));
        Assert.Empty(Directory.GetFiles(folder, "*.run"));
    }

    [Fact]
    public void An_open_index_outlives_its_file()
    {
        var keys = Some(100_000);
        KeyIndex.Write(Path, keys, Origin, cancel: Cancel);
        var old = KeyIndex.Open(Path, out _);
        File.Delete(Path);
        KeyIndex.Write(Path, [], Origin, cancel: Cancel);
        Assert.NotNull(old);
        Assert.All(keys, key => Assert.True(old.Contains(key)));
    }

    // Between directory and keys the file is filled up to a page with zeros that nobody reads.
    static bool Padding(byte[] file, int at)
    {
        var directoryEnd = 128 + ((1 << BitConverter.ToInt32(file, 16)) + 1) * 4;
        return at >= directoryEnd && at < (directoryEnd + 4095) / 4096 * 4096;
    }

    void Refused(string expected)
    {
        Assert.Null(KeyIndex.Open(Path, out var problem));
        Assert.Equal(expected, problem);
    }

    static List<ulong> Some(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() >> 8)];
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes) crc = System.Numerics.BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
