namespace Limen.Documents;

/// <summary>A CSCA master list (Doc 9303-12 §9): certificates that one State has collected and signed.</summary>
sealed class MasterList
{
    MasterList(SignedData signed, IReadOnlyList<Certificate> certificates, int unreadable) =>
        (Signed, Certificates, Unreadable) = (signed, certificates, unreadable);

    public SignedData Signed { get; }
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>How many entries are no certificate.</summary>
    public int Unreadable { get; }

    public static bool TryParse(SignedData signed, out MasterList list)
    {
        list = null!;
        if (signed.ContentType != Oids.MasterList) return false;
        var reader = new BerReader(signed.Content).Enter(0x30);
        reader.TryRead(0x02, out _);
        var set = reader.Read(0x31);
        if (reader.Failed || set.Children() is not { } entries) return false;
        var certificates = new List<Certificate>(entries.Length);
        foreach (var entry in entries)
            if (Certificate.TryParse(entry.Raw, out var certificate)) certificates.Add(certificate);
        list = new(signed, certificates, entries.Length - certificates.Count);
        return true;
    }
}
