namespace Limen.Screening;

/// <summary>How a part that is asked for relates to one that is listed, and what that is worth.</summary>
/// <param name="Bits">For (positive) or, when far apart, <see cref="None"/>.</param>
/// <param name="Agreement">How they relate.</param>
readonly record struct PartMatch(float Bits, Agreement Agreement)
{
    /// <summary>The two are different names.</summary>
    public static PartMatch None => new(float.NegativeInfinity, Agreement.Contradicted);

    public bool Is => Bits > 0;
}

/// <summary>Compares two parts: likelihood that one person is written in both ways, against the share of people who are written so anyway.</summary>
static class PartComparison
{
    const int MostUnlike = 5;

    /// <param name="asked">The part asked for, with its share.</param>
    /// <param name="sounds">Sounds of the listed part.</param>
    /// <param name="mask">Its classes of sounds.</param>
    /// <param name="rarity">Its rarity in bits: nothing can be worth more.</param>
    public static PartMatch Compare(AskedPart asked, ReadOnlySpan<byte> sounds, ulong mask, float rarity)
    {
        if (asked.Sounds.SequenceEqual(sounds)) return new(Worth(asked, Weights.SameSpelling, rarity), Agreement.Equal);
        if (asked.Sounds.Length == 0 || sounds.Length == 0) return PartMatch.None;
        if (asked.Sounds.Length == 1 || sounds.Length == 1) return Initial(asked, sounds, rarity);
        var best = Beginning(asked, sounds, rarity);
        var cost = Cost(asked, sounds, mask);
        if (cost < Weights.WorstSpelling && Worth(asked, cost, rarity) is var bits && bits > best.Bits)
            best = new(bits, cost < SlipFrom ? Agreement.OtherSpelling : Agreement.Misspelt);
        if (best.Bits < rarity - Weights.ShortForm && Nicknames.Of(asked.Text).Length > 0 && Nicknames.Are(asked.Text, Spelling.Text(sounds)))
            best = new(Math.Max(best.Bits, Worth(asked, Weights.ShortForm, rarity)), Agreement.ShortForm);
        return best;
    }

    /// <summary>Bits that it costs to write the one as the other.</summary>
    public static float Cost(AskedPart asked, ReadOnlySpan<byte> sounds, ulong mask)
    {
        if (asked.Sounds.SequenceEqual(sounds)) return Weights.SameSpelling;
        var cost = Weights.WorstSpelling;
        Span<float> skips = stackalloc float[sounds.Length];
        SpellingCosts.Learned.Skips(sounds, skips);
        if (Spelling.Unlike(asked.Mask, mask) <= MostUnlike)
            cost = Weights.OtherSpellingOnce + SpellingCosts.Learned.Between(asked.Sounds, asked.Skips, sounds, skips, cost);
        int one = PartKeys.Article(asked.Sounds), other = PartKeys.Article(sounds);
        if (one == other) return cost;
        var without = SpellingCosts.Learned.Between(asked.Sounds[one..], asked.Skips[one..], sounds[other..], skips[other..], cost);
        return Math.Min(cost, without + Weights.ArticleLeftOut + (without > 0 ? Weights.OtherSpellingOnce : 0));
    }

    // From this cost on it is a slip and not a way of spelling.
    const float SlipFrom = 9f;

    static float Worth(AskedPart asked, float cost, float rarity) =>
        Math.Min(-cost - MathF.Log2(asked.Share), rarity);

    static PartMatch Initial(AskedPart asked, ReadOnlySpan<byte> sounds, float rarity) =>
        Spelling.Letters(asked.Sounds[0])[0] == Spelling.Letters(sounds[0])[0]
            ? new(Math.Max(0.1f, Math.Min(LetterBits, rarity) - Weights.Initial), Agreement.ShortForm) : PartMatch.None;

    const float LetterBits = 3.5f, NextLetterBits = 2.5f;
    const int ShortestBeginning = 3;

    static PartMatch Beginning(AskedPart asked, ReadOnlySpan<byte> sounds, float rarity)
    {
        var shorter = Math.Min(asked.Sounds.Length, sounds.Length);
        if (!asked.Cut && shorter < ShortestBeginning || asked.Sounds.Length == sounds.Length) return PartMatch.None;
        var cut = asked.Sounds.Length < sounds.Length;
        // The last letter before the cut may belong to a group that was cut in two (MUKH, MUK).
        var same = asked.Sounds[..shorter].CommonPrefixLength(sounds);
        if (same < shorter - (asked.Cut && cut ? 1 : 0)) return PartMatch.None;
        if (same < shorter && Spelling.Letters(asked.Sounds[same])[0] != Spelling.Letters(sounds[same])[0]) return PartMatch.None;
        var worth = Math.Min(rarity, LetterBits + NextLetterBits * (shorter - 1));
        return new(worth - (asked.Cut && cut ? Weights.CutOffWhenFull : Weights.CutOff), Agreement.Prefix);
    }
}
