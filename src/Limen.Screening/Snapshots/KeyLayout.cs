using System.Numerics;

namespace Limen.Screening;

/// <summary>
/// Where the parts of an index stand: header, directory (for each bucket the number of its first record), remainders (the low bits
/// of each key, packed without gaps), a CRC-32C for each 64 KB of remainders.
/// A bucket is the high bits of a key; there are so many that each holds 16 to 32 records.
/// </summary>
readonly record struct KeyLayout(int BucketBits, long Count)
{
    public const ulong LastKey = (1UL << KeyIndex.KeyBits) - 1;
    public const int HeaderLength = 128, StartsAt = HeaderLength, BlockLength = 1 << 16;
    const int Page = 4096, MostBucketBits = 28;

    /// <summary>The layout for so many records, with buckets for at most as many as are expected.</summary>
    public static KeyLayout For(long expected, long count) =>
        new(Math.Clamp(BitOperations.Log2((ulong)Math.Max(expected, 1)) - 4, 0, MostBucketBits), count);

    /// <summary>False for numbers that no builder writes.</summary>
    public bool IsPossible => BucketBits is >= 0 and <= MostBucketBits && Count is >= 0 and <= uint.MaxValue;

    public ulong Buckets => 1UL << BucketBits;
    public int Width => KeyIndex.KeyBits - BucketBits;
    public long StartsLength => ((long)Buckets + 1) * sizeof(uint);
    public long RemaindersAt => (StartsAt + StartsLength + Page - 1) / Page * Page;

    /// <summary>Eight bytes more than the bits need: a remainder is read with the seven bytes after it.</summary>
    public long RemaindersLength => (Count * Width + 63) / 64 * 8 + 8;

    public long Blocks => (RemaindersLength + BlockLength - 1) / BlockLength;
    public long SumsAt => RemaindersAt + RemaindersLength;
    public long Length => SumsAt + Blocks * sizeof(uint);
}
