using System.Runtime.InteropServices;
using Limen.Documents;

namespace Limen.Screening;

/// <summary>Takes entries one by one, then packs them by date of birth and files their parts.</summary>
sealed class PersonIndexBuilder
{
    readonly RowWriter draft = new();
    readonly List<(int Day, uint Start)> rows = [];
    readonly Dictionary<string, int> parts = [];
    readonly List<int> bearerCounts = [];
    readonly Dictionary<ushort, int> states = [];
    readonly List<string> words = new(Weights.MostParts);
    readonly List<(uint Hash, uint Start)> documents = [];
    readonly HashSet<int> inThisRow = [];

    public void Add(PersonEntry entry)
    {
        var start = (uint)draft.Length;
        var dates = entry.DatesOfBirth.Select(d => PackedDay.Of(d.Year, d.Month, d.Day)).Distinct().ToArray();
        rows.Add((dates.Length == 1 ? dates[0] : 0, start));
        draft.Byte((byte)entry.Sex);
        draft.Number(dates.Length);
        foreach (var date in dates) draft.Number(date);
        draft.Number(entry.Nationalities.Count);
        foreach (var state in entry.Nationalities) draft.Number(StateIndex(state));
        AddNames(entry);
        var numbers = entry.DocumentNumbers.Select(DocumentNumbers.Fold).Where(n => n.Length > 0).Distinct().ToArray();
        draft.Number(numbers.Length);
        foreach (var number in numbers) { draft.Text(number); documents.Add((Hashing.Of(number), start)); }
        draft.Text(entry.EntryId);
    }

    void AddNames(PersonEntry entry)
    {
        inThisRow.Clear();
        var names = new List<int[]>(1 + entry.Aliases.Count);
        var known = new HashSet<string>(StringComparer.Ordinal);
        AddName(entry.Name, names, known);
        foreach (var alias in entry.Aliases) AddName(alias, names, known);
        draft.Number(names.Count);
        foreach (var name in names)
        {
            draft.Number(name.Length);
            foreach (var part in name) draft.Number(part);
        }
        foreach (var part in inThisRow) CollectionsMarshal.AsSpan(bearerCounts)[part]++;
    }

    void AddName(string name, List<int[]> names, HashSet<string> known)
    {
        words.Clear();
        NameParts.Read(name, words);
        if (!words.TrueForAll(w => NameParts.Kind(w) == PartKind.Title)) words.RemoveAll(w => NameParts.Kind(w) == PartKind.Title);
        if (words.Count == 0 || !known.Add(string.Join(' ', words))) return;
        names.Add([.. words.Select(Part)]);
        foreach (var part in names[^1]) inThisRow.Add(part);
    }

    int Part(string word)
    {
        ref var part = ref CollectionsMarshal.GetValueRefOrAddDefault(parts, word, out var known);
        if (known) return part;
        part = parts.Count - 1;
        bearerCounts.Add(0);
        return part;
    }

    int StateIndex(StateCode state)
    {
        var packed = States.Pack(state);
        if (!states.TryGetValue(packed, out var index)) states[packed] = index = states.Count;
        return index;
    }

    public (PartTable Parts, PersonRows Rows, DocumentNumbers Documents) Finish()
    {
        var byFrequency = Enumerable.Range(0, bearerCounts.Count).OrderByDescending(p => bearerCounts[p]).ToArray();
        var newPart = new int[byFrequency.Length];
        for (var i = 0; i < byFrequency.Length; i++) newPart[byFrequency[i]] = i;
        var order = Enumerable.Range(0, rows.Count).ToArray();
        Array.Sort(order, (a, b) => rows[a].Day != rows[b].Day ? rows[a].Day.CompareTo(rows[b].Day) : a.CompareTo(b));
        var texts = new string[newPart.Length];
        foreach (var (text, part) in parts) texts[newPart[part]] = text;
        var kinds = texts.Select(t => NameParts.Kind(t)).ToArray();
        var (packed, start, bearersStart, bearers) = Pack(order, newPart, kinds);
        return (Table(texts, kinds, bearersStart, bearers), PackedRows(order, packed, start), Documents(order));
    }

    (byte[] Packed, uint[] Start, uint[] BearersStart, int[] Bearers) Pack(int[] order, int[] newPart, PartKind[] kinds)
    {
        var bearersStart = new uint[newPart.Length + 1];
        for (var part = 0; part < newPart.Length; part++)
            bearersStart[newPart[part] + 1] = kinds[newPart[part]].IsName() ? (uint)bearerCounts[part] : 0;
        for (var part = 0; part < newPart.Length; part++) bearersStart[part + 1] += bearersStart[part];
        var bearers = new int[bearersStart[^1]];
        var next = bearersStart.AsSpan(0, newPart.Length).ToArray();
        var last = new int[newPart.Length];
        var writer = new RowWriter();
        var start = new uint[order.Length + 1];
        for (var row = 0; row < order.Length; row++)
        {
            start[row] = (uint)writer.Length;
            var from = (int)rows[order[row]].Start;
            var to = order[row] + 1 < rows.Count ? (int)rows[order[row] + 1].Start : draft.Length;
            Copy(draft.Packed.AsSpan(from, to - from), writer, newPart, part =>
            {
                if (!kinds[part].IsName() || last[part] == row + 1) return;
                last[part] = row + 1;
                bearers[next[part]++] = row;
            });
        }
        start[^1] = (uint)writer.Length;
        return (writer.Packed.AsSpan(0, writer.Length).ToArray(), start, bearersStart, bearers);
    }

    static void Copy(ReadOnlySpan<byte> from, RowWriter to, int[] newPart, Action<int> borne)
    {
        var reader = new RowReader(from);
        to.Byte(reader.Byte());
        for (var list = 0; list < 2; list++) CopyNumbers(ref reader, to);
        var names = reader.Number();
        to.Number(names);
        for (var name = 0; name < names; name++)
        {
            var length = reader.Number();
            to.Number(length);
            for (var i = 0; i < length; i++)
            {
                var part = newPart[reader.Number()];
                to.Number(part);
                borne(part);
            }
        }
        while (!reader.AtEnd) to.Byte(reader.Byte());
    }

    static void CopyNumbers(ref RowReader reader, RowWriter to)
    {
        var count = reader.Number();
        to.Number(count);
        for (var i = 0; i < count; i++) to.Number(reader.Number());
    }

    PartTable Table(string[] texts, PartKind[] kinds, uint[] bearersStart, int[] bearers)
    {
        var sounds = new RowWriter();
        var parts = new ListedPart[texts.Length];
        Span<byte> codes = stackalloc byte[Weights.LongestPart];
        for (var part = 0; part < texts.Length; part++)
        {
            var of = codes[..Spelling.Read(texts[part], codes)];
            parts[part] = new((uint)sounds.Length, new(of), (byte)of.Length, Spelling.Sounds(of), kinds[part], Eighths(texts[part], bearersStart[part + 1] - bearersStart[part]));
            foreach (var code in of) sounds.Byte(code);
        }
        var all = sounds.Packed.AsSpan(0, sounds.Length).ToArray();
        return new(all, parts, bearersStart, bearers, Filed(all, parts));
    }

    // Sorted by 27 bits of key, 32 bits of place in the alphabet of sounds, and the last 5 bits of the key, which say where a sound is missing.
    static FiledPart[] Filed(byte[] sounds, ListedPart[] parts)
    {
        ReadOnlySpan<byte> Sounds(int part) => sounds.AsSpan((int)parts[part].SoundsStart, parts[part].Length);
        var alphabet = new int[parts.Length];
        for (var part = 0; part < alphabet.Length; part++) alphabet[part] = part;
        Array.Sort(alphabet, (one, other) => Sounds(one).SequenceCompareTo(Sounds(other)) is var order and not 0 ? order : one.CompareTo(other));
        var keys = new List<ulong>(parts.Length * 8);
        Span<uint> partKeys = stackalloc uint[PartKeys.Most];
        for (var place = 0; place < alphabet.Length; place++)
        {
            var kind = parts[alphabet[place]].Kind;
            if (!kind.IsName()) continue;
            var of = Sounds(alphabet[place]);
            var count = PartKeys.Of(of, partKeys);
            partKeys[count++] = PartKeys.Consonants(of, kind == PartKind.Unvowelled);
            foreach (var key in partKeys[..count]) keys.Add((ulong)(key & PartKeys.Shared) << 32 | (ulong)place << 5 | key & ~PartKeys.Shared);
        }
        keys.Sort();
        var filed = new FiledPart[keys.Count];
        for (var i = 0; i < filed.Length; i++)
        {
            var part = alphabet[(int)(keys[i] >> 5)];
            filed[i] = new((uint)(keys[i] >> 32) & PartKeys.Shared | (uint)keys[i] & ~PartKeys.Shared, part, parts[part].Sounds, parts[part].Length, parts[part].Mask);
        }
        return filed;
    }

    // The list's own frequencies beside the world's; one bearer is left out, for he is the one who would be found.
    byte Eighths(string text, uint borne)
    {
        var world = Math.Pow(2, -NameFrequencies.World.Bits(text));
        var share = (Math.Max(0, borne - 1.0) + Weights.ListPrior * world) / (rows.Count + Weights.ListPrior);
        return (byte)Math.Round(8 * Math.Min(Weights.RarestPart, -Math.Log2(share)));
    }

    PersonRows PackedRows(int[] order, byte[] packed, uint[] start)
    {
        List<int> days = [], dayStart = [];
        for (var row = 0; row < order.Length; row++)
        {
            var day = rows[order[row]].Day;
            if (days.Count > 0 && days[^1] == day) continue;
            days.Add(day);
            dayStart.Add(row);
        }
        dayStart.Add(order.Length);
        return new(packed, start, [.. days], [.. dayStart], [.. states.OrderBy(s => s.Value).Select(s => s.Key)]);
    }

    DocumentNumbers Documents(int[] order)
    {
        var rowAt = new Dictionary<uint, int>();
        if (documents.Count > 0)
            for (var row = 0; row < order.Length; row++) rowAt[rows[order[row]].Start] = row;
        var sorted = documents.Select(d => (d.Hash, Row: rowAt[d.Start])).Order().ToArray();
        return new([.. sorted.Select(d => d.Hash)], [.. sorted.Select(d => d.Row)]);
    }
}

/// <summary>State codes packed into sixteen bits, fifteen of them letters.</summary>
static class States
{
    public static ushort Pack(StateCode state)
    {
        var packed = 0;
        foreach (var letter in state.Canonical) packed = packed << 5 | letter - 'A' + 1;
        return (ushort)packed;
    }

    public static string Text(ushort packed)
    {
        var text = "";
        for (var rest = (int)packed; rest > 0; rest >>= 5) text = (char)((rest & 31) - 1 + 'A') + text;
        return text;
    }
}
