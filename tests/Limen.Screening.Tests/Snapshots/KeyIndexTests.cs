namespace Limen.Screening.Tests;

public class KeyIndexTests
{
    const ulong LastKey = (1UL << KeyIndex.KeyBits) - 1;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void The_index_holds_exactly_the_keys_it_was_built_from(int count)
    {
        var random = new Random(count);
        var keys = Enumerable.Range(0, count).Select(_ => Key(random)).ToHashSet();
        var index = KeyIndex.Build(keys.Concat(keys));
        Assert.Equal(keys.Count, index.Count);
        Assert.Equal(keys.Order(), index.Keys());
        Assert.All(keys, key => Assert.True(index.Contains(key)));
        var others = Enumerable.Range(0, 100_000).Select(_ => Key(random));
        var neighbours = keys.SelectMany(key => new[] { key - 1, key + 1 }).Where(near => near <= LastKey);
        Assert.DoesNotContain(others.Concat(neighbours), asked => keys.Contains(asked) != index.Contains(asked));
        ulong[] some = [.. keys.Take(400), .. others.Take(count % 512), 0, LastKey];
        Assert.Equal(some.Where(index.Contains), index.Held(some));
    }

    [Fact]
    public void The_least_and_the_greatest_key_are_found()
    {
        var index = KeyIndex.Build([0, LastKey, 5]);
        Assert.True(index.Contains(0));
        Assert.True(index.Contains(LastKey));
        Assert.False(index.Contains(1));
        Assert.False(index.Contains(LastKey - 1));
    }

    [Fact]
    public void Keys_that_crowd_together_are_found_all_the_same()
    {
        var keys = Enumerable.Range(0, 5_000).Select(i => (ulong)i * 3).ToArray();
        var index = KeyIndex.Build(keys);
        for (var key = 0UL; key < 15_100; key++) Assert.Equal(key < 15_000 && key % 3 == 0, index.Contains(key));
    }

    [Fact]
    public void A_key_of_too_many_bits_is_a_mistake_of_the_caller()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyIndex.Build([1UL << KeyIndex.KeyBits]));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyIndex.Build([1]).Held([1, 1UL << KeyIndex.KeyBits]));
        Assert.Throws<ArgumentOutOfRangeException>(() => KeyIndex.Build([1]).Contains(1UL << KeyIndex.KeyBits));
    }

    [Fact]
    public void A_question_allocates_nothing()
    {
        var index = KeyIndex.Build(Enumerable.Range(0, 10_000).Select(i => (ulong)i << 40));
        var hits = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var key = 0UL; key < 10_000; key++)
            if (index.Contains(key << 40)) hits++;
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(10_000, hits);
    }

    static ulong Key(Random random) => (ulong)random.NextInt64() & LastKey;
}
