using System.Text;

namespace Limen.Documents;

/// <summary>EF.COM: versions and the data groups the document claims to hold (Doc 9303-10 §4.6.1). Not signed: EF.SOD decides.</summary>
public sealed class EfCom : IDeviating
{
    EfCom() { }

    /// <summary>The version of the LDS, four digits such as <c>0107</c>; empty when not told.</summary>
    public string LdsVersion { get; private init; } = "";

    /// <summary>The version of Unicode, six digits such as <c>040000</c>; empty when not told.</summary>
    public string UnicodeVersion { get; private init; } = "";

    /// <summary>The data groups listed, by number, in the order of the file.</summary>
    public IReadOnlyList<int> DataGroups { get; private init; } = [];

    IReadOnlyList<string> IDeviating.Deviations => LdsVersion.Length == 4 && UnicodeVersion.Length == 6 ? [] : ["lds.comVersion"];

    internal static EfCom? Parse(BerElement content)
    {
        if (!content.TryFind(0x5C, out var tags)) return null;
        content.TryFind(0x5F01, out var lds);
        content.TryFind(0x5F36, out var unicode);
        var groups = new List<int>();
        foreach (var tag in tags.Value.Span)
            if (LdsFiles.TryFromTag(tag, out var file)) groups.Add((int)file);
        return new() { LdsVersion = Encoding.Latin1.GetString(lds.Value.Span), UnicodeVersion = Encoding.Latin1.GetString(unicode.Value.Span), DataGroups = groups };
    }
}

/// <summary>EF.DIR: the applications on the chip (Doc 9303-10 §3.11.1).</summary>
public sealed class EfDir
{
    EfDir(IReadOnlyList<ReadOnlyMemory<byte>> applications) => Applications = applications;

    /// <summary>The application identifiers; the eMRTD's is A0 00 00 02 47 10 01.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Applications { get; }

    internal static EfDir? Parse(ReadOnlyMemory<byte> content)
    {
        if (BerElement.ReadAll(content) is not { Length: > 0 } templates) return null;
        var found = new List<ReadOnlyMemory<byte>>();
        foreach (var template in templates)
            if (template.Tag == 0x61 && template.TryFind(0x4F, out var id)) found.Add(id.Value);
        return found.Count == 0 ? null : new(found);
    }
}
