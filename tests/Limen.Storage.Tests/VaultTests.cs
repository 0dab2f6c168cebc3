using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Limen.Storage.Tests;

public class VaultTests
{
    static readonly Guid Store = new("01930f00-0000-7000-8000-000000000001");
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_key_that_systemd_hands_over_is_not_open_because_of_the_list_by_which_it_is_handed_over()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        using var folder = new TestKit.ScratchFolder();
        var key = folder.Write("key", "x");
        foreach (var (rights, open, handedOver) in new[] { (0x180, false, false), (0x120, true, false), (0x124, true, true), (0x1A4, true, true) })
        {
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(key, (UnixFileMode)rights);
            Assert.Equal((open, open, handedOver), (KeyFile.OthersRead(key, null), KeyFile.OthersRead(key, "/run/credentials/other"), KeyFile.OthersRead(key, folder.Root)));
        }
    }

    [Fact]
    public void SipHash_gives_the_value_of_its_authors()
    {
        // Reference vectors of SipHash-2-4 (Aumasson, Bernstein): key 00..0f, message 00..07.
        byte[] key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        byte[] message = [0, 1, 2, 3, 4, 5, 6, 7];
        byte[] expected = [0x62, 0x24, 0x93, 0x9a, 0x79, 0xf5, 0xf5, 0x93];
        Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(expected), new SipHash(key).Of(BinaryPrimitives.ReadUInt64LittleEndian(message)));
    }

    [Fact]
    public void What_is_sealed_is_opened_in_its_place_and_nowhere_else()
    {
        using var vault = new Vault(Key, Store);
        var kept = Assert.IsType<byte[]>(vault.Seal("ERIKSSON", "inspections.body", "7"));
        Assert.Equal("ERIKSSON", vault.Open(kept, "inspections.body", "7"));
        Assert.Null(vault.TryOpen(kept, "inspections.body", "8"));
        Assert.Null(vault.TryOpen(kept, "entries.body", "7"));
        Assert.Null(vault.TryOpen("ERIKSSON", "inspections.body", "7"));
        Assert.Equal("sealBroken", Assert.Throws<StoreException>(() => vault.Open(kept, "inspections.body", "8")).Code);
        Assert.Equal(kept.Length, "ERIKSSON".Length + 29);
    }

    [Fact]
    public void A_row_by_number_and_the_same_by_text_are_one_place()
    {
        using var vault = new Vault(Key, Store);
        Assert.Equal("x", vault.Open(vault.Seal("x"u8, Places.Entry, -1099511627777L), Places.Entry, "-1099511627777"));
        var far = new string('é', 400);
        Assert.Equal("x", vault.Open(vault.Seal("x", Places.Password, far), Places.Password, far));
    }

    [Fact]
    public void No_bit_of_a_sealed_value_can_be_changed()
    {
        using var vault = new Vault(Key, Store);
        var kept = (byte[])vault.Seal("L898902C3", Places.Entry, "1");
        for (var bit = 0; bit < kept.Length * 8; bit++)
        {
            var altered = (byte[])kept.Clone();
            altered[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Null(vault.TryOpen(altered, Places.Entry, "1"));
        }
        for (var length = 0; length < kept.Length; length++) Assert.Null(vault.TryOpen(kept[..length], Places.Entry, "1"));
    }

    [Fact]
    public void The_same_text_is_sealed_otherwise_each_time_but_a_name_is_not()
    {
        using var vault = new Vault(Key, Store);
        Assert.NotEqual((byte[])vault.Seal("7", Places.Entry, "1"), (byte[])vault.Seal("7", Places.Entry, "1"));
        Assert.Equal((byte[])vault.SealName("7"), (byte[])vault.SealName("7"));
        Assert.NotEqual((byte[])vault.SealName("7"), (byte[])vault.SealName("8"));
        Assert.Equal("SLTD/7 é", vault.OpenName(vault.SealName("SLTD/7 é")));
    }

    [Fact]
    public void Another_key_and_another_store_open_nothing_and_mask_otherwise()
    {
        using var vault = new Vault(Key, Store);
        using var otherKey = new Vault(SHA256.HashData(Key), Store);
        using var otherStore = new Vault(Key, new("01930f00-0000-7000-8000-000000000002"));
        var kept = vault.Seal("x", Places.Entry, "1");
        foreach (var other in new[] { otherKey, otherStore })
        {
            Assert.Null(other.TryOpen(kept, Places.Entry, "1"));
            Assert.Null(other.TryOpenName(vault.SealName("7")));
            Assert.NotEqual(vault.Mask(1), other.Mask(1));
            Assert.NotEqual(vault.MaskDigest(1), other.MaskDigest(1));
            Assert.NotEqual(vault.Indexes, other.Indexes);
            Assert.NotEqual(vault.Trace("h"), other.Trace("h"));
        }
    }

    [Fact]
    public void Masked_keys_are_different_spread_evenly_and_fit_the_index()
    {
        using var vault = new Vault(Key, Store);
        const int samples = 1 << 19;
        var masked = Enumerable.Range(0, samples).Select(i => vault.Mask((ulong)i)).ToArray();
        Assert.Equal(samples, masked.Distinct().Count());
        Assert.All(masked, key => Assert.True(key < 1UL << 56));
        // Each of 64 buckets gets its share of 8192 within six standard deviations.
        foreach (var bucket in masked.CountBy(key => key >> 50)) Assert.InRange(bucket.Value, 8192 - 545, 8192 + 545);
        var index = Screening.KeyIndex.Build(masked);
        Assert.All(masked, key => Assert.True(index.Contains(key)));
    }

    [Fact]
    public void A_digest_comes_back_from_its_mask()
    {
        using var vault = new Vault(Key, Store);
        var random = new Random(6);
        for (var i = 0; i < 10_000; i++)
        {
            var digest = random.NextInt64(long.MinValue, long.MaxValue);
            Assert.Equal(digest, vault.UnmaskDigest(vault.MaskDigest(digest)));
        }
        Assert.Equal(5, Vault.None.MaskDigest(5));
        Assert.Equal(-5, Vault.None.UnmaskDigest(-5));
    }

    [Fact]
    public void Without_a_key_everything_stays_as_it_is()
    {
        Assert.Equal("x", Vault.None.Seal("x", Places.Entry, "1"));
        Assert.Equal("x", Vault.None.Open("x", Places.Entry, "1"));
        Assert.Equal("7", Vault.None.SealName("7"));
        Assert.Equal(7UL, Vault.None.Mask(7));
        Assert.Null(Vault.None.TryOpen(new byte[40], Places.Entry, "1"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void A_sealed_file_is_read_again_and_nothing_of_it_can_be_changed_moved_or_cut(int length)
    {
        using var vault = new Vault(Key, Store);
        byte[] bound = [1, 2, 3];
        var content = RandomNumberGenerator.GetBytes(length);
        using var file = new MemoryStream();
        using (var writer = new SealedWriter(vault, file, bound)) writer.Write(content);
        var kept = file.ToArray();
        Assert.Equal(content, Read(kept, bound));
        Assert.Null(Read(kept, [1, 2, 4]));
        Assert.Null(Read(kept[..^1], bound));
        Assert.Null(Read([.. kept, 0], bound));
        foreach (var at in new[] { 0, 15, 16, kept.Length / 2, kept.Length - 1 }.Distinct())
        {
            var altered = (byte[])kept.Clone();
            altered[at] ^= 1;
            Assert.Null(Read(altered, bound));
        }
        const int part = SealedWriter.PartLength + SealedWriter.TagLength;
        if (kept.Length > 16 + part) Assert.Null(Read(kept[..(16 + part)], bound));
        if (kept.Length > 16 + 2 * part) Assert.Null(Read([.. kept[..16], .. kept[(16 + part)..(16 + 2 * part)], .. kept[16..(16 + part)], .. kept[(16 + 2 * part)..]], bound));

        byte[]? Read(byte[] bytes, byte[] with)
        {
            try
            {
                using var reader = new SealedReader(vault, new MemoryStream(bytes), with);
                using var read = new MemoryStream();
                reader.CopyTo(read);
                return read.ToArray();
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }

    [Fact]
    public void A_vault_serves_many_threads()
    {
        using var vault = new Vault(Key, Store);
        Parallel.For(0, 20_000, i =>
        {
            var row = Vault.Row(i);
            Assert.Equal(row, vault.Open(vault.Seal(row, Places.Entry, row), Places.Entry, row));
            Assert.Equal(row, vault.OpenName(vault.SealName(row)));
        });
    }
}
