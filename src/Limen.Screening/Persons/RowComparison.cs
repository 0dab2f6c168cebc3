using Limen.Documents;

namespace Limen.Screening;

/// <summary>Compares what is asked with one row: every name, dates of birth, sex, nationality, document numbers.</summary>
sealed class RowComparison(PartTable parts, PersonRows rows)
{
    readonly NameAlignment alignment = new();
    readonly int[] name = new int[Weights.MostParts];
    readonly PartKind[] kinds = new PartKind[Weights.MostParts];
    readonly PartMatch[] grid = new PartMatch[2 * Weights.MostParts * Weights.MostParts];
    readonly PartMatch[] splits = new PartMatch[2 * Weights.MostParts * Weights.MostParts];
    readonly List<Evidence> evidence = [];

    AskedName asked = null!;
    PartMatches matches = null!;
    AskedFacts facts;

    public void Start(AskedName asked, PartMatches matches, AskedFacts facts) => (this.asked, this.matches, this.facts) = (asked, matches, facts);

    /// <summary>The row's bits.</summary>
    public RowScore Score(int row)
    {
        var reader = rows.Row(row);
        var rest = Rest(ref reader, explain: false, out var bornOtherwise);
        var (nameBits, best) = BestName(ref reader);
        var numbers = Documents(ref reader, explain: false);
        return new(Sum(nameBits, rest) + numbers, nameBits, best, bornOtherwise);
    }

    // Birth, sex and State say little about a name that is none: "same day of birth" must not rank high regardless of the name.
    static float Sum(float name, (float For, float Against) rest) =>
        name + rest.Against + rest.For * Math.Clamp(name / Weights.NameBeforeTheRest, 0, 1);

    (float For, float Against) Rest(ref RowReader reader, bool explain, out bool bornOtherwise)
    {
        var sex = (Sex)reader.Byte();
        var born = Born(ref reader, out var listedDay);
        bornOtherwise = born.Agreement == Agreement.Contradicted;
        var state = Nationality(ref reader, out var listedState);
        var sexBits = facts.Sex == Sex.Unspecified || sex == Sex.Unspecified ? 0 : sex == facts.Sex ? Weights.SexAgrees : Weights.SexContradicts;
        if (explain) Words.Facts(evidence, facts, born, listedDay, sexBits, sex, state, state == 0 ? "" : rows.StateText(listedState));
        return (Math.Max(0, born.Bits) + Math.Max(0, sexBits) + Math.Max(0, state), Math.Min(0, born.Bits) + Math.Min(0, sexBits) + Math.Min(0, state));
    }

    DateMatch Born(ref RowReader reader, out int listed)
    {
        var best = DateMatch.Unknown;
        listed = 0;
        for (var left = reader.Number(); left > 0; left--)
        {
            var day = reader.Number();
            if (facts.Born == 0) continue;
            var match = BirthDates.Compare(facts.Born, day);
            if (listed != 0 && match.Bits <= best.Bits) continue;
            (best, listed) = (match, day);
        }
        return best;
    }

    float Nationality(ref RowReader reader, out int listed)
    {
        var bits = 0f;
        listed = 0;
        for (var left = reader.Number(); left > 0; left--)
        {
            var state = reader.Number();
            if (facts.State == 0 || bits > 0) continue;
            bits = rows.State(state) == facts.State ? Weights.NationalityAgrees : Weights.NationalityContradicts;
            listed = state;
        }
        return bits;
    }

    (float Bits, int Best) BestName(ref RowReader reader)
    {
        var names = reader.Number();
        var (bits, best) = (-1000f, -1);
        for (var at = 0; at < names; at++)
        {
            var length = ReadName(ref reader);
            if (!Align(length) || alignment.Bits <= bits) continue;
            (bits, best) = (alignment.Bits, at);
        }
        return best < 0 ? (0, -1) : (bits - (names < 2 ? 0 : Weights.ManyNames * MathF.Log2(names)), best);
    }

    int ReadName(ref RowReader reader)
    {
        var length = reader.Number();
        for (var i = 0; i < length; i++)
        {
            name[i] = reader.Number();
            kinds[i] = parts.Kind(name[i]);
        }
        return length;
    }

    // False when no part has anything in common, which is decided fast.
    bool Align(int length)
    {
        var all = asked.All;
        var any = false;
        for (var j = 0; j < length; j++)
        {
            var column = matches.Of(name[j]);
            for (var i = 0; i < all.Length; i++)
            {
                grid[i * length + j] = column[i];
                any |= column[i].Is;
            }
        }
        var split = Splits(length);
        if (!any && split == 0) return false;
        alignment.Align(asked, grid.AsSpan(0, all.Length * length), kinds.AsSpan(0, length), splits.AsSpan(0, split));
        return true;
    }

    // Two listed neighbours that are one asked part (ABDUL KARIM, asked ABDULKARIM): letters must be equal.
    int Splits(int length)
    {
        var all = asked.All;
        var any = false;
        for (var j = 0; j + 1 < length; j++)
        {
            ReadOnlySpan<byte> first = parts.Sounds(name[j]), second = parts.Sounds(name[j + 1]);
            for (var i = 0; i < all.Length; i++)
            {
                if (all[i].Covers > 1 || !Joins(all[i].Text, first, second)) continue;
                if (!any) splits.AsSpan(0, all.Length * length).Fill(PartMatch.None);
                any = true;
                splits[i * length + j] = new(parts.Rarity(name[j]) + parts.Rarity(name[j + 1]) - Weights.JoinedOrSplit, Agreement.Joined);
            }
        }
        return any ? all.Length * length : 0;
    }

    static bool Joins(string text, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        text.Length >= ShortestJoined && first.Length + second.Length <= text.Length + 1 && Spelling.First(first) == text[0]
        && string.Concat(Spelling.Text(first), Spelling.Text(second)) == text;

    const int ShortestJoined = 5;

    float Documents(ref RowReader reader, bool explain)
    {
        var bits = 0f;
        for (var left = reader.Number(); left > 0; left--)
        {
            var number = reader.Text();
            if (facts.Document.Length == 0 || number != facts.Document) continue;
            bits = Weights.DocumentAgrees;
            if (explain) evidence.Add(new("documentNumber", Agreement.Equal, facts.Document, number, bits, "the same document number"));
        }
        return bits;
    }

    /// <summary>The row's entry id and the reasons for its score, weightiest first.</summary>
    public string Explain(int row, RowScore score, out IReadOnlyList<Evidence> reasons)
    {
        evidence.Clear();
        var reader = rows.Row(row);
        Rest(ref reader, explain: true, out _);
        var names = reader.Number();
        for (var at = 0; at < names; at++)
        {
            var length = ReadName(ref reader);
            if (at != score.Name || !Align(length)) continue;
            Words.Name(evidence, asked, alignment, matches, parts, name.AsSpan(0, length));
        }
        Documents(ref reader, explain: true);
        evidence.Sort(static (a, b) => Math.Abs(b.Weight).CompareTo(Math.Abs(a.Weight)));
        reasons = evidence.ToArray();
        return reader.Text();
    }
}
