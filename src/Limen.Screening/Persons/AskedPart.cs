namespace Limen.Screening;

/// <summary>One part of the name that is asked for, or two neighbours read as one.</summary>
sealed class AskedPart
{
    readonly byte[] sounds = new byte[2 * Weights.LongestPart];
    int length;

    public string Text { get; private set; } = "";
    public PartKind Kind { get; private set; }
    public ushort Mask { get; private set; }
    /// <summary>Position of the first part it covers.</summary>
    public int At { get; private set; }
    /// <summary>1, or 2 for neighbours read as one.</summary>
    public int Covers { get; private set; }
    /// <summary>What an officer calls it: surname, first name, or, where they are not told apart, the name itself.</summary>
    public string Called { get; set; } = "";
    /// <summary>May be cut off at its end.</summary>
    public bool Cut { get; private set; }
    /// <summary>Stands in the surname.</summary>
    public bool Surname { get; private set; }
    /// <summary>Stands in a kunya.</summary>
    public bool Kunya { get; private set; }
    /// <summary>Share of people whose name would be written so, slips included; filled when the list's spellings have been looked up.</summary>
    public float Share { get; set { field = value; Rarity = -MathF.Log2(value); } }
    /// <summary>The share in bits.</summary>
    public float Rarity { get; private set; }
    /// <summary>How many sounds a joined article takes at its beginning.</summary>
    public int Article { get; private set; }
    /// <summary>The sounds of its short forms, or of the names that it is short for.</summary>
    public byte[][] ShortForms { get; private set; } = [];
    /// <summary>The hash of its consonants.</summary>
    public uint Consonants { get; private set; }

    /// <summary>Share of people whose name would be written so though nobody is known to be named so.</summary>
    public float Unknown { get; private set; }

    public ReadOnlySpan<byte> Sounds => sounds.AsSpan(0, length);

    public void Set(string text, int at, int covers, bool cut, bool surname, bool kunya = false)
    {
        (Text, At, Covers, Cut, Surname, Kunya) = (text.Length > Weights.LongestPart ? text[..Weights.LongestPart] : text, at, covers, cut, surname, kunya);
        Kind = NameParts.Kind(Text);
        if (covers > 1 && Kind != PartKind.Unvowelled) Kind = PartKind.Name;
        length = Spelling.Read(Text, sounds);
        Article = PartKeys.Article(Sounds);
        Consonants = Spelling.Consonants(Sounds[Article..]);
        ShortForms = Nicknames.Of(Text);
        Mask = Spelling.Sounds(Sounds);
        Unknown = Bits.Share(Math.Min(Weights.UnknownPart, Weights.UnknownFirstLetter + Weights.UnknownLetter * Text.Length));
        Share = Math.Max(Unknown, Bits.Share(NameFrequencies.World.Known(Text)));
    }
}

/// <summary>The name that is asked for, taken apart once for a search.</summary>
sealed class AskedName
{
    readonly List<string> texts = [];
    readonly AskedPart[] parts = [.. Enumerable.Range(0, 2 * Weights.MostParts).Select(_ => new AskedPart())];

    /// <summary>The parts in their order, then the neighbours read as one.</summary>
    public ReadOnlySpan<AskedPart> All => parts.AsSpan(0, count);
    /// <summary>The parts alone.</summary>
    public ReadOnlySpan<AskedPart> Single => parts.AsSpan(0, singles);

    /// <summary>True when the surname is told apart from the given names.</summary>
    public bool HasSurname { get; private set; }

    int count, singles;

    /// <summary>Reads given names, then surname: the order in which lists write. A name field of an MRZ that is full may have cut its last part.</summary>
    public void Read(string surname, string givenNames, bool truncated)
    {
        texts.Clear();
        var full = truncated || (surname.Length + givenNames.Length + 1 is >= FieldLess and <= Field);
        NameParts.Read(givenNames, texts);
        var given = texts.Count;
        NameParts.Read(surname, texts);
        count = 0;
        Drop(ref given);
        for (var i = 0; i < texts.Count; i++)
            parts[count++].Set(texts[i], i, 1, full && (i == given - 1 || i >= texts.Count - 2), i >= given, i > 0 && NameParts.OpensKunya(texts[i - 1]));
        singles = count;
        for (var i = 0; i + 1 < singles && count < parts.Length; i++)
            if (texts[i].Length + texts[i + 1].Length <= Weights.LongestPart) parts[count++].Set(texts[i] + texts[i + 1], i, 2, parts[i + 1].Cut, parts[i].Surname);
        HasSurname = given < singles;
        foreach (var part in All)
            part.Called = part.Surname ? "surname" : !HasSurname ? "name " + part.Text : part.At == 0 ? "first name" : "further name";
    }

    // A name field has 39, 31 or 30 places; lists of travellers often keep what an MRZ of a passport gave.
    const int Field = 40, FieldLess = 38;

    // Titles go, unless there is nothing else.
    void Drop(ref int given)
    {
        if (texts.TrueForAll(t => NameParts.Kind(t) == PartKind.Title)) return;
        for (var i = texts.Count - 1; i >= 0; i--)
        {
            if (NameParts.Kind(texts[i]) != PartKind.Title) continue;
            texts.RemoveAt(i);
            if (i < given) given--;
        }
    }
}
