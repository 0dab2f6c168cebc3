namespace Limen.Screening;

/// <summary>Short forms that share few letters with the name they stand for (<c>Resources/short-forms.txt</c>).</summary>
static class Nicknames
{
    static readonly Dictionary<string, byte[][]> Others = Read();
    static readonly Dictionary<string, byte[][]>.AlternateLookup<ReadOnlySpan<char>> At = Others.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The sounds of the names and short forms that may be the same person's.</summary>
    public static byte[][] Of(ReadOnlySpan<char> part) => At.TryGetValue(part, out var others) ? others : [];

    // Each line is one name in its full forms, a stroke, and its short forms; two full forms are not short forms of each other.
    static Dictionary<string, byte[][]> Read()
    {
        var others = new Dictionary<string, HashSet<string>>();
        foreach (var line in Resource.Lines("short-forms.txt"))
        {
            var sides = line.Split('|', StringSplitOptions.TrimEntries);
            string[] full = sides[0].Split(' '), shorts = sides[1].Split(' ');
            foreach (var name in full)
                foreach (var form in shorts)
                    if (name != form) { Add(others, name, form); Add(others, form, name); }
        }
        return others.ToDictionary(o => o.Key, o => o.Value.Select(Sounds).ToArray());
    }

    static byte[] Sounds(string form)
    {
        Span<byte> sounds = stackalloc byte[form.Length];
        return sounds[..Spelling.Read(form, sounds)].ToArray();
    }

    static void Add(Dictionary<string, HashSet<string>> others, string one, string other)
    {
        if (!others.TryGetValue(one, out var set)) others[one] = set = [];
        set.Add(other);
    }
}
