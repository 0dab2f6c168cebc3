namespace Limen.Screening;

/// <summary>How a part that is asked for relates to one that is listed, and what that is worth.</summary>
/// <param name="Bits">For (positive) or against; see <see cref="None"/>.</param>
/// <param name="Agreement">How they relate.</param>
readonly record struct PartMatch(float Bits, Agreement Agreement)
{
    /// <summary>The two are different names.</summary>
    public static PartMatch None => new(float.NegativeInfinity, Agreement.Contradicted);

    public bool Is => Bits > Weights.UnlikeButSame;

    /// <summary>The same pair, where on one side two parts had to be read as one.</summary>
    public PartMatch Joined() =>
        Bits - Weights.JoinedOrSplit is var bits && bits >= Weights.JoinedAtLeast ? new(bits, Agreement.Joined) : None;
}

/// <summary>
/// Compares two parts: likelihood that one person is written in both ways, against the share of people who are written so anyway.
/// Keeps the room it needs, so one comparison at a time.
/// </summary>
sealed class PartComparison
{
    const int MostUnlike = 3;
    static readonly int Worst = SpellingCosts.Cost(Weights.WorstSpelling);
    static readonly int Once = SpellingCosts.Cost(Weights.OtherSpellingOnce);
    static readonly int LeftOut = SpellingCosts.Cost(Weights.ArticleLeftOut);
    static readonly int ServantLeftOut = SpellingCosts.Cost(Weights.ServantLeftOut);

    readonly SpellingDistance whole = new(), bare = new();
    AskedPart asked = null!;
    int worst;
    bool bareStarted;

    /// <param name="asked">The part asked for, with its share.</param>
    /// <param name="sounds">Sounds of the listed part.</param>
    /// <param name="mask">Its classes of sounds.</param>
    /// <param name="rarity">Its rarity in bits: nothing can be worth more.</param>
    /// <param name="kind">What it is.</param>
    public PartMatch Compare(AskedPart asked, ReadOnlySpan<byte> sounds, ushort mask, float rarity, PartKind kind)
    {
        if (asked.Kind != kind) return Unvowelled(asked, sounds, rarity);
        if (asked.Sounds.SequenceEqual(sounds)) return new(Worth(asked, Weights.SameSpelling, rarity), Agreement.Equal);
        if (asked.Sounds.Length == 0 || sounds.Length == 0) return PartMatch.None;
        if (asked.Sounds.Length == 1 || sounds.Length == 1) return Initial(asked, sounds, rarity);
        var unlike = Spelling.Unlike(asked.Mask, mask);
        var best = (asked.Mask & ~mask) == 0 || (mask & ~asked.Mask) == 0 || asked.Cut ? Beginning(asked, sounds, rarity) : PartMatch.None;
        if (unlike > MostUnlike && asked.Article == 0 && sounds[0] is not (Spelling.A or Spelling.E) && asked.ShortForms.Length == 0) return best;
        // A spelling that costs more than the asked part is rare is worth less than a conflict: no need to know by how much.
        Start(asked, Math.Min(Worst, SpellingCosts.Cost(asked.Rarity - Weights.UnlikeButSame)));
        var cost = Cost(sounds, mask);
        if (cost < worst && Worth(asked, (float)cost / SpellingCosts.PerBit, rarity) is var bits && bits > best.Bits)
            best = new(bits, ServantOnOneSide(asked, sounds) ? Agreement.Partial : cost < SlipFrom ? Agreement.OtherSpelling : Agreement.Misspelt);
        if (Worth(asked, Weights.ShortForm, rarity) is var form && form > best.Bits && IsShortForm(asked, sounds)) best = new(form, Agreement.ShortForm);
        return best;
    }

    static bool IsShortForm(AskedPart asked, ReadOnlySpan<byte> sounds)
    {
        foreach (var form in asked.ShortForms)
            if (sounds.SequenceEqual(form)) return true;
        return false;
    }

    /// <summary>From here on <see cref="Cost"/> is about this part, and costs of <paramref name="worst"/> or more are not told apart.</summary>
    public void Start(AskedPart asked, int worst)
    {
        (this.asked, this.worst) = (asked, worst);
        whole.From(asked.Sounds, worst - Once);
        bareStarted = false;
    }

    /// <summary>Sixteenths of a bit that it costs to write the asked part as the listed one, or the worst.</summary>
    public int Cost(ReadOnlySpan<byte> sounds, ushort mask)
    {
        var unlike = Spelling.Unlike(asked.Mask, mask);
        var other = PartKeys.Article(sounds);
        var same = asked.Article == other;
        if (unlike > (same ? MostUnlike : MostUnlike + 4)) return worst;
        var cost = unlike > MostUnlike ? worst : Once + whole.To(sounds);
        if (same) return cost;
        if (!bareStarted) bare.From(asked.Sounds[asked.Article..], worst);
        bareStarted = true;
        var without = bare.To(sounds[other..]);
        return Math.Min(cost, without + (asked.Article + other > 4 ? ServantLeftOut : LeftOut) + (without > 0 ? Once : 0));
    }

    // ABDULAZIZ beside AZIZ: a word more on one side, which another word on the other side contradicts.
    static bool ServantOnOneSide(AskedPart asked, ReadOnlySpan<byte> sounds) => asked.Article != PartKeys.Article(sounds) && asked.Article + PartKeys.Article(sounds) > 4;

    // From this cost on it is a slip and not a way of spelling.
    static readonly int SlipFrom = SpellingCosts.Cost(Weights.SlipFrom);

    static float Worth(AskedPart asked, float cost, float rarity) => Math.Min(asked.Rarity - cost, rarity);

    // One side writes no vowels: the consonants must be equal.
    static PartMatch Unvowelled(AskedPart asked, ReadOnlySpan<byte> sounds, float rarity) =>
        asked.Consonants != 0 && asked.Consonants == Spelling.Consonants(sounds[PartKeys.Article(sounds)..])
            ? new(Worth(asked, Weights.WithoutVowels, rarity), Agreement.OtherSpelling) : PartMatch.None;

    static PartMatch Initial(AskedPart asked, ReadOnlySpan<byte> sounds, float rarity) =>
        Spelling.First(asked.Sounds) == Spelling.First(sounds)
            ? new(Math.Max(0.1f, Math.Min(Weights.FirstLetter, rarity) - Weights.Initial), Agreement.ShortForm) : PartMatch.None;

    const int ShortestBeginning = 3;

    static PartMatch Beginning(AskedPart asked, ReadOnlySpan<byte> sounds, float rarity)
    {
        var shorter = Math.Min(asked.Sounds.Length, sounds.Length);
        if ((!asked.Cut && shorter < ShortestBeginning) || asked.Sounds.Length == sounds.Length) return PartMatch.None;
        var cut = asked.Cut && asked.Sounds.Length < sounds.Length;
        // The last letter before the cut may belong to a group that was cut in two (MUKH, MUK).
        var same = asked.Sounds[..shorter].CommonPrefixLength(sounds);
        if (same < shorter - (cut ? 1 : 0)) return PartMatch.None;
        if (same < shorter && Spelling.First(asked.Sounds[same..]) != Spelling.First(sounds[same..])) return PartMatch.None;
        var worth = Math.Min(rarity, Weights.FirstLetter + Weights.NextLetter * (shorter - 1));
        return new(worth - (cut ? Weights.CutOffWhenFull : Weights.CutOff), Agreement.Prefix);
    }
}
