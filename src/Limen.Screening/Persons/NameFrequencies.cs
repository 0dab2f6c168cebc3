using System.Globalization;

namespace Limen.Screening;

/// <summary>
/// How rare a name part is among people everywhere, in bits (minus log2 of the share of people who bear it).
/// Made by <c>eng/name-frequencies</c> from Wikidata's tokens and the common names by country (<c>Resources/name-frequencies.txt</c>).
/// </summary>
sealed class NameFrequencies
{
    public static NameFrequencies World { get; } = new();

    readonly uint[] hashes;
    readonly byte[] quarterBits;

    NameFrequencies()
    {
        var all = new Dictionary<uint, byte>(80_000);
        var room = new char[64];
        foreach (var line in Resource.Lines("name-frequencies.txt"))
        {
            var words = line.Split(' ');
            var quarter = (byte)(float.Parse(words[0], CultureInfo.InvariantCulture) * 4);
            foreach (var word in words.AsSpan(1)) Add(all, Hashing.Of(ArabicForms.Of(word, room)), quarter);
        }
        hashes = [.. all.Keys.Order()];
        quarterBits = [.. hashes.Select(hash => all[hash])];
    }

    // Two writings of one form have the shares of both.
    static void Add(Dictionary<uint, byte> all, uint hash, byte quarter) =>
        all[hash] = all.TryGetValue(hash, out var known) ? (byte)(-4 * Math.Log2(Math.Pow(2, -known / 4.0) + Math.Pow(2, -quarter / 4.0))) : quarter;

    /// <summary>Bits of rarity; the cap for a part that is not known.</summary>
    public float Bits(ReadOnlySpan<char> part) => Math.Min(Weights.RarestPart, Known(part));

    /// <summary>Bits of rarity; <see cref="Weights.UnknownPart"/> for a part that is not known.</summary>
    public float Known(ReadOnlySpan<char> part)
    {
        var at = Array.BinarySearch(hashes, Hashing.Of(part));
        return at < 0 ? Weights.UnknownPart : quarterBits[at] / 4f;
    }
}

/// <summary>A hash that is the same in every run, for keys that are kept in files.</summary>
static class Hashing
{
    const uint Basis = 2166136261, Prime = 16777619;

    public static uint Of(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var letter in text) hash = (hash ^ letter) * Prime;
        return Mix(hash);
    }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Basis;
        foreach (var b in bytes) hash = (hash ^ b) * Prime;
        return Mix(hash);
    }

    /// <summary>The hash of the bytes without the one at <paramref name="without"/>.</summary>
    public static uint Without(ReadOnlySpan<byte> bytes, int without)
    {
        var hash = Basis;
        for (var i = 0; i < bytes.Length; i++)
            if (i != without) hash = (hash ^ bytes[i]) * Prime;
        return Mix(hash);
    }

    public static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}

/// <summary>Bits and shares: b bits are a share of one in two to the b.</summary>
static class Bits
{
    const int Steps = 8, Most = 32;
    static readonly float[] Shares = [.. Enumerable.Range(0, Steps * Most + 1).Select(i => MathF.Pow(2, -i / (float)Steps))];

    /// <summary>Two to the minus <paramref name="bits"/>, to an eighth of a bit.</summary>
    public static float Share(float bits) => Shares[(int)(Math.Clamp(bits, 0, Most) * Steps)];
}
