using System.Security.Cryptography;
using Limen.TestKit;

namespace Limen.Storage.Tests;

public sealed class ImportMemoryTests : IDisposable
{
    readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task More_keys_than_memory_holds_come_back_in_the_order_of_their_table_and_leave_no_file()
    {
        const int count = 2_500_000;
        await using var database = new SqliteDatabase(folder.Root);
        using var pile = new KeyPile(database);
        var random = new Random(11);
        var put = new StagedKey[count];
        for (var i = 0; i < count; i++)
        {
            put[i] = new(random.NextInt64(i % 3 == 0 ? 1_000 : 1L << Screening.KeyIndex.KeyBits), i);
            pile.Add((ulong)put[i].Key, put[i].RowId);
        }
        Assert.Empty(Directory.GetFiles(folder.Root));
        var got = new List<StagedKey>(count);
        foreach (var part in pile.Sorted()) got.AddRange(part.Span);
        Array.Sort(put);
        Assert.True(put.AsSpan().SequenceEqual(got.ToArray()));
    }

    [Fact]
    public async Task Few_keys_never_touch_the_disk()
    {
        await using var database = new SqliteDatabase(folder.Root);
        using var pile = new KeyPile(database);
        Assert.Empty(pile.Sorted());
        pile.Add(9, 1);
        pile.Add(3, 2);
        pile.Add(9, 0);
        Assert.Equal([new(3, 2), new(9, 0), new(9, 1)], pile.Sorted().SelectMany(part => part.ToArray()));
    }

    [Fact]
    public async Task A_disk_that_takes_no_keys_is_told_as_the_stores_and_not_as_an_unreadable_file()
    {
        await using var database = new SqliteDatabase(folder.At("gone"));
        using var pile = new KeyPile(database);
        var refused = Assert.Throws<StoreException>(() => { for (var i = 0; i <= 1 << 20; i++) pile.Add((ulong)i, i); });
        Assert.Equal("storeUnreachable", refused.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_name_is_new_once(int seed)
    {
        var names = new NameSet();
        var plain = new HashSet<UInt128>();
        var random = new Random(seed);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < 300_000; i++)
        {
            random.NextBytes(bytes);
            if (i % 2 == 0) bytes[1..].Clear();
            var name = i == 7 ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes));
            Assert.Equal(plain.Add(name), names.Add(name));
        }
    }
}
