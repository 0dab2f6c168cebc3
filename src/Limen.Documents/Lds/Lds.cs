namespace Limen.Documents;

/// <summary>A deviation met while a file was read; tolerated where the content could still be understood.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="Code">What deviates, as <c>docs/errors.md</c> lists it: <c>lds.malformed</c>, <c>lds.trailingBytes</c>, ...</param>
public sealed record LdsRemark(LdsFile File, string Code);

/// <summary>
/// The logical data structure of a chip: the files as read, byte for byte, and what they say, each read when first asked for.
/// Nothing here is proven: see <see cref="VerifiedLds"/> (Doc 9303-10).
/// </summary>
public sealed class Lds
{
    readonly Dictionary<LdsFile, ReadOnlyMemory<byte>> files;
    readonly SortedSet<LdsRemark> remarks = new(Comparer<LdsRemark>.Create((a, b) =>
        a.File != b.File ? a.File.CompareTo(b.File) : string.CompareOrdinal(a.Code, b.Code)));
    readonly Lazy<Dg1?> dg1;
    readonly Lazy<FaceImages?> dg2;
    readonly Lazy<BiometricTemplates?> dg3, dg4;
    readonly Lazy<DisplayedImages?> dg5, dg7;
    readonly Lazy<Dg11?> dg11;
    readonly Lazy<Dg12?> dg12;
    readonly Lazy<SecurityInfos?> dg14, cardAccess, cardSecurity;
    readonly Lazy<Dg16?> dg16;
    readonly Lazy<EfCom?> com;
    readonly Lazy<EfDir?> dir;
    readonly Lazy<IReadOnlyCollection<int>> signedDataGroups;

    /// <summary>Takes the files as read; content after the end of a file's one element is kept apart and remarked.</summary>
    /// <param name="read">Each file's bytes, from its tag to its end.</param>
    public Lds(IReadOnlyDictionary<LdsFile, ReadOnlyMemory<byte>> read)
    {
        files = new(read.Count);
        foreach (var (file, octets) in read) files[file] = Trimmed(file, octets);
        dg1 = View(LdsFile.Dg1, Limen.Documents.Dg1.Parse);
        dg2 = View(LdsFile.Dg2, FaceImages.Parse);
        dg3 = View(LdsFile.Dg3, BiometricTemplates.Parse);
        dg4 = View(LdsFile.Dg4, BiometricTemplates.Parse);
        dg5 = View(LdsFile.Dg5, DisplayedImages.Parse);
        dg7 = View(LdsFile.Dg7, DisplayedImages.Parse);
        dg11 = View(LdsFile.Dg11, Limen.Documents.Dg11.Parse);
        dg12 = View(LdsFile.Dg12, Limen.Documents.Dg12.Parse);
        dg14 = View(LdsFile.Dg14, content => Infos(content.Value));
        dg16 = View(LdsFile.Dg16, Limen.Documents.Dg16.Parse);
        cardAccess = View(LdsFile.CardAccess, content => Infos(content.Raw));
        cardSecurity = View(LdsFile.CardSecurity, content =>
            SignedData.TryParse(content.Raw, out var signed) && signed.ContentType == Oids.CardSecurityObject ? Infos(signed.Content) : null);
        com = View(LdsFile.Com, EfCom.Parse);
        signedDataGroups = new(() => files.TryGetValue(LdsFile.Sod, out var raw) && BerElement.TryRead(raw, out var outer, out _)
            && SignedData.TryParse(outer.Tag == LdsFile.Sod.Tag() ? outer.Value : outer.Raw, out var signed) && LdsSecurityObject.TryParse(signed.Content, out var hashes) ? hashes.Numbers() : []);
        dir = new(() => Files.TryGetValue(LdsFile.Dir, out var raw) ? Known(EfDir.Parse(raw), LdsFile.Dir) : null);
    }

    /// <summary>The files read, byte for byte.</summary>
    public IReadOnlyDictionary<LdsFile, ReadOnlyMemory<byte>> Files => files;

    /// <summary>The data groups read, by number, ascending.</summary>
    public IReadOnlyList<int> DataGroups
    {
        get
        {
            var numbers = new List<int>();
            for (var number = (int)LdsFile.Dg1; number <= (int)LdsFile.Dg16; number++)
                if (files.ContainsKey((LdsFile)number)) numbers.Add(number);
            return numbers;
        }
    }

    /// <summary>The data groups that EF.SOD has hashes of, by number; empty when there is none that can be read.</summary>
    internal IReadOnlyCollection<int> SignedDataGroups => signedDataGroups.Value;

    /// <summary>True when EF.SOD or EF.COM tells what the chip holds, so that what they do not list is not there.</summary>
    internal bool IsListed => SignedDataGroups.Count > 0 || Com is not null;

    /// <summary>DG1, null when not read or not readable.</summary>
    public Dg1? Dg1 => dg1.Value;

    /// <summary>The faces of DG2.</summary>
    public FaceImages? Dg2 => dg2.Value;

    /// <summary>The fingers of DG3: that they are there, and how many.</summary>
    public BiometricTemplates? Dg3 => dg3.Value;

    /// <summary>The irises of DG4: that they are there, and how many.</summary>
    public BiometricTemplates? Dg4 => dg4.Value;

    /// <summary>The portraits of DG5.</summary>
    public DisplayedImages? Dg5 => dg5.Value;

    /// <summary>The signatures or marks of DG7.</summary>
    public DisplayedImages? Dg7 => dg7.Value;

    /// <summary>The further personal details of DG11.</summary>
    public Dg11? Dg11 => dg11.Value;

    /// <summary>The further document details of DG12.</summary>
    public Dg12? Dg12 => dg12.Value;

    /// <summary>The issuer's own content of DG13, without its tag and length.</summary>
    public ReadOnlyMemory<byte>? Dg13 => Content(LdsFile.Dg13);

    /// <summary>The security options of DG14.</summary>
    public SecurityInfos? Dg14 => dg14.Value;

    /// <summary>The DER of the SubjectPublicKeyInfo of DG15.</summary>
    public ReadOnlyMemory<byte>? Dg15 => Content(LdsFile.Dg15);

    /// <summary>The persons to notify of DG16.</summary>
    public Dg16? Dg16 => dg16.Value;

    /// <summary>EF.COM.</summary>
    public EfCom? Com => com.Value;

    /// <summary>EF.CardAccess.</summary>
    public SecurityInfos? CardAccess => cardAccess.Value;

    /// <summary>The SecurityInfos of EF.CardSecurity; its signature is another question: <see cref="CardSecurityAuthentication"/>.</summary>
    public SecurityInfos? CardSecurity => cardSecurity.Value;

    /// <summary>EF.DIR.</summary>
    public EfDir? Dir => dir.Value;

    /// <summary>The deviations met so far: reading a file's content may add to them.</summary>
    public IReadOnlyList<LdsRemark> Remarks { get { lock (remarks) return [.. remarks]; } }

    /// <summary>How many files; never what they say.</summary>
    public override string ToString() => $"{files.Count} files";

    static SecurityInfos? Infos(ReadOnlyMemory<byte> set) => SecurityInfos.TryParse(set, out var infos) ? infos : null;

    /// <summary>True when the file is not among those read, though EF.SOD or EF.COM lists it, or nothing is known of what the chip holds.</summary>
    internal bool MayHave(LdsFile group) =>
        !IsListed || SignedDataGroups.Contains((int)group) || Com?.DataGroups.Contains((int)group) == true;

    // Without the cast the null would become an empty memory, by way of an array that is none.
    ReadOnlyMemory<byte>? Content(LdsFile file) =>
        files.TryGetValue(file, out var raw) && BerElement.TryRead(raw, out var element, out _) && element.Tag == file.Tag() ? (ReadOnlyMemory<byte>?)element.Value : null;

    Lazy<T?> View<T>(LdsFile file, Func<BerElement, T?> parse) where T : class => new(() =>
        !files.TryGetValue(file, out var raw) ? null
        : BerElement.TryRead(raw, out var element, out _) && element.Tag == file.Tag() ? Known(parse(element), file)
        : Known<T>(null, file));

    T? Known<T>(T? content, LdsFile file) where T : class
    {
        if (content is null) Remark(file, "lds.malformed");
        else if (content is IDeviating deviating)
            foreach (var code in deviating.Deviations) Remark(file, code);
        return content;
    }

    ReadOnlyMemory<byte> Trimmed(LdsFile file, ReadOnlyMemory<byte> raw)
    {
        if (file.Tag() == 0 || file == LdsFile.Dir || !BerElement.TryRead(raw, out var element, out var rest) || rest.Length == 0) return raw;
        Remark(file, "lds.trailingBytes");
        return element.Raw;
    }

    void Remark(LdsFile file, string code) { lock (remarks) remarks.Add(new(file, code)); }
}

/// <summary>A content that was understood although it deviates from the standard.</summary>
interface IDeviating
{
    IReadOnlyList<string> Deviations { get; }
}
