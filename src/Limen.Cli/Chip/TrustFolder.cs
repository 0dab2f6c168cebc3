using System.Text;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>
/// The trust store on disk: the folder <c>trust</c> with one DER file for each object, named by its SHA-256, and an index of which file brought
/// which. A file is written before the index names it, and the index is replaced whole, so a torn import leaves the store as it was.
/// </summary>
sealed class TrustFolder(string dataFolder)
{
    readonly string folder = Path.Combine(dataFolder, "trust");

    string Index => Path.Combine(folder, "index.tsv");

    /// <summary>The store as kept; empty when nothing was ever imported. An object whose file is gone or altered is left out and told.</summary>
    public TrustStore Load(Action<string> tell)
    {
        if (!File.Exists(Index)) return TrustStore.Empty;
        var bySource = new Dictionary<string, Gathered>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Index))
            if (line.Split('\t') is [var kind, var sha256, var source])
            {
                if (!bySource.TryGetValue(source, out var gathered)) bySource[source] = gathered = new();
                if (!gathered.TryTake(kind, sha256, Path.Combine(folder, sha256 + ".der"))) tell($"{sha256}.der is missing or altered");
            }
        return bySource.Aggregate(TrustStore.Empty, (store, each) => store.With(each.Value.Material(each.Key)));
    }

    /// <summary>Keeps the store; files that are there already stay untouched.</summary>
    public void Save(TrustStore store)
    {
        Directory.CreateDirectory(folder);
        var index = new StringBuilder();
        foreach (var entry in store.Certificates.Values.OrderBy(entry => entry.Certificate.Sha256, StringComparer.Ordinal))
        {
            Keep(entry.Certificate.Sha256, entry.Certificate.Der);
            foreach (var source in entry.Sources) Line(index, "certificate", entry.Certificate.Sha256, source);
        }
        foreach (var list in store.Revocations.Values.OrderBy(list => list.Sha256, StringComparer.Ordinal))
        {
            Keep(list.Sha256, list.Der);
            Line(index, "revocations", list.Sha256, list.IssuerName);
        }
        foreach (var list in store.Deviations.Values.OrderBy(list => list.Sha256, StringComparer.Ordinal))
        {
            Keep(list.Sha256, list.Der);
            Line(index, "deviations", list.Sha256, list.Country);
        }
        Replace(Index, Encoding.UTF8.GetBytes(index.ToString()));
    }

    static void Line(StringBuilder index, string kind, string sha256, string source) =>
        index.Append(kind).Append('\t').Append(sha256).Append('\t').Append(source.Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ')).Append('\n');

    void Keep(string sha256, ReadOnlyMemory<byte> der)
    {
        var path = Path.Combine(folder, sha256 + ".der");
        if (!File.Exists(path) || new FileInfo(path).Length != der.Length) Replace(path, der.Span);
    }

    static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush();
        }
        File.Move(fresh, path, overwrite: true);
    }

    sealed class Gathered
    {
        readonly List<Certificate> certificates = [];
        readonly List<RevocationList> revocations = [];
        readonly List<DeviationList> deviations = [];

        public TrustMaterial Material(string source) => new(source, certificates, revocations, deviations);

        public bool TryTake(string kind, string sha256, string path)
        {
            if (!File.Exists(path)) return false;
            ReadOnlyMemory<byte> der = File.ReadAllBytes(path);
            if (kind == "certificate" && Certificate.TryParse(der, out var certificate) && certificate.Sha256 == sha256) certificates.Add(certificate);
            else if (kind == "revocations" && RevocationList.TryParse(der, out var list) && list.Sha256 == sha256) revocations.Add(list);
            else if (kind == "deviations" && DeviationList.TryParse(der, out var deviating) && deviating.Sha256 == sha256) deviations.Add(deviating);
            else return false;
            return true;
        }
    }
}
