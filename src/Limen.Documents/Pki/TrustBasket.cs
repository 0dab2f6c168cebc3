namespace Limen.Documents;

/// <summary>
/// Gathers what one file brings. Signed lists wait until the rest has been read, so that an authority vouches for a list of the same file
/// wherever it stands in it.
/// </summary>
sealed class TrustBasket(string source, TrustStore known, bool allowUnverified)
{
    const int MostNotices = 100, MostWaiting = 64 << 20;

    readonly Dictionary<string, Certificate> certificates = new(StringComparer.Ordinal);
    readonly Dictionary<string, RevocationList> revocations = new(StringComparer.Ordinal);
    readonly Dictionary<string, DeviationList> deviations = new(StringComparer.Ordinal);
    readonly List<MasterList> masters = [];
    readonly List<(DeviationList List, SignedData Signed)> deviating = [];
    readonly List<TrustNotice> notices = [];
    int refused, unreadable, waiting;

    /// <summary>Recognises one object by its content.</summary>
    public void Take(ReadOnlyMemory<byte> der)
    {
        if (Certificate.TryParse(der, out var certificate)) Add(certificate);
        else if (SignedData.TryParse(der, out var signed)) TakeList(der, signed);
        else if (RevocationList.TryParse(der, out var list)) revocations[list.Sha256] = list;
        else if (SignedData.CertificatesAlone(der) is { Count: > 0 } bundle)
            foreach (var each in bundle) Add(each);
        else Unreadable("an object that is no certificate, revocation list or signed list");
    }

    public void Unreadable(string why)
    {
        unreadable++;
        Tell("trust.unreadable", why);
    }

    public TrustImported Close()
    {
        Settle();
        return new(new(source, [.. certificates.Values], [.. revocations.Values], [.. deviations.Values]), notices, refused, unreadable);
    }

    void Add(Certificate certificate)
    {
        if (certificates.TryAdd(certificate.Sha256, certificate) && certificate.LacksConstraints)
            Tell("trust.authorityConstraints", $"{certificate.SubjectName} does not call itself an authority; taken as one, for it signed itself and may sign certificates");
    }

    void TakeList(ReadOnlyMemory<byte> der, SignedData signed)
    {
        if (MasterList.TryParse(signed, out var master)) masters.Add(master);
        else if (DeviationList.TryParse(der, out var list)) deviating.Add((list, signed));
        else
        {
            Unreadable("a signed object of an unknown kind");
            return;
        }
        // A file of nothing but lists must not fill the memory: those that wait are judged by what has come so far.
        if ((waiting += der.Length) > MostWaiting) Settle();
    }

    // What every master list brings counts before any list is judged, and deviation lists come last.
    void Settle()
    {
        if (masters.Count + deviating.Count == 0) return;
        var first = new ListSignature(known, Brought());
        var broken = masters.Where(list => first.IsBroken(list.Signed)).ToHashSet();
        foreach (var certificate in masters.Where(list => allowUnverified || !broken.Contains(list)).SelectMany(list => list.Certificates)) Add(certificate);
        var signature = new ListSignature(known, Brought());
        foreach (var list in masters) Judge(list, signature);
        foreach (var (list, signed) in deviating) Judge(list, signature.Judge(signed, [], Oids.DeviationListSigner));
        masters.Clear();
        deviating.Clear();
        waiting = 0;
    }

    TrustStore Brought() => known.With(new(source, [.. certificates.Values], [], []));

    void Judge(MasterList list, ListSignature signature)
    {
        var verdict = signature.Judge(list.Signed, list.Certificates, Oids.MasterListSigner);
        Tell("master list", verdict);
        if (verdict.Standing == ListStanding.Broken && !allowUnverified) refused++;
        else for (var i = 0; i < list.Unreadable; i++) Unreadable("an entry of a master list");
    }

    // It makes failures of a State's documents uncertain, so that only that State may speak, by a signer it made for that. A master list brings
    // what whoever imports it vouches for: docs/decisions/0015.
    void Judge(DeviationList list, ListSignature.Verdict verdict)
    {
        Tell("deviation list", verdict);
        if (allowUnverified || verdict.Standing is ListStanding.VerifiedByStore or ListStanding.VerifiedByFile)
        {
            deviations[list.Sha256] = list;
            return;
        }
        refused++;
        if (verdict.Standing != ListStanding.Broken)
            Tell("trust.listRefused", "deviation list whose signer no authority of the store vouches for as a signer of deviation lists; refused");
    }

    void Tell(string kind, ListSignature.Verdict verdict)
    {
        var name = verdict.Signer?.SubjectName ?? "a signer that the list does not bring";
        var (code, detail) = verdict.Standing switch
        {
            ListStanding.VerifiedByStore => ("trust.listVerified", $"{kind} signed by {name}, vouched for by the store"),
            ListStanding.VerifiedByFile => ("trust.listVerifiedByFile", $"{kind} signed by {name}, vouched for by an authority of the same file"),
            ListStanding.SelfContained => ("trust.listSelfContained", $"{kind} signed by {name}, vouched for by the list itself"),
            ListStanding.SignerUnknown => ("trust.listSignerUnknown", $"{kind} signed by {name}, vouched for by nobody known"),
            ListStanding.NotSupported => ("trust.listNotSupported", $"{kind} signed by {name} in a way this system does not know; its signature was not checked"),
            ListStanding.OtherPurpose => ("trust.listSignerPurpose", $"{kind} signed by {name}, whose certificate does not say that it is made for signing it; vouched for by nobody"),
            ListStanding.Broken => ("trust.listBroken", $"{kind}: the signature by {name} does not hold{(allowUnverified ? "; taken all the same" : "; refused")}"),
        };
        Tell(code, detail);
    }

    // A file of garbage must not become a list of a million complaints.
    void Tell(string code, string detail)
    {
        if (notices.Count < MostNotices) notices.Add(new(code, detail));
    }
}
