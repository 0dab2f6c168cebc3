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
        foreach (var (list, signed) in deviating) Judge(list, signature.Judge(signed, []));
        masters.Clear();
        deviating.Clear();
        waiting = 0;
    }

    TrustStore Brought() => known.With(new(source, [.. certificates.Values], [], []));

    void Judge(MasterList list, ListSignature signature)
    {
        var verdict = signature.Judge(list.Signed, list.Certificates);
        Tell("master list", verdict, Oids.MasterListSigner);
        if (verdict.Standing == ListStanding.Broken && !allowUnverified) refused++;
        else for (var i = 0; i < list.Unreadable; i++) Unreadable("an entry of a master list");
    }

    // It makes failures uncertain, so that only an authority we trust may speak, by a signer it made for that.
    void Judge(DeviationList list, ListSignature.Verdict verdict)
    {
        Tell("deviation list", verdict, Oids.DeviationListSigner);
        var isVouchedFor = verdict.Standing is ListStanding.VerifiedByStore or ListStanding.VerifiedByFile;
        if (allowUnverified || isVouchedFor && verdict.HasPurpose(Oids.DeviationListSigner))
        {
            deviations[list.Sha256] = list;
            return;
        }
        refused++;
        if (verdict.Standing == ListStanding.Broken) return;
        Tell("trust.listRefused", isVouchedFor
            ? "deviation list whose signer's certificate is not made for deviation lists; refused"
            : "deviation list whose signer no authority of the store vouches for; refused");
    }

    void Tell(string kind, ListSignature.Verdict verdict, string purpose)
    {
        var name = verdict.Signer?.SubjectName ?? "a signer that the list does not bring";
        var (code, detail) = verdict.Standing switch
        {
            ListStanding.VerifiedByStore => ("trust.listVerified", $"{kind} signed by {name}, vouched for by the store"),
            ListStanding.VerifiedByFile => ("trust.listVerifiedByFile", $"{kind} signed by {name}, vouched for by an authority of the same file"),
            ListStanding.SelfContained => ("trust.listSelfContained", $"{kind} signed by {name}, vouched for by the list itself"),
            ListStanding.SignerUnknown => ("trust.listSignerUnknown", $"{kind} signed by {name}, vouched for by nobody known"),
            ListStanding.Broken => ("trust.listBroken", $"{kind}: the signature by {name} does not hold{(allowUnverified ? "; taken all the same" : "; refused")}"),
        };
        Tell(code, detail);
        if (verdict.Standing != ListStanding.Broken && !verdict.HasPurpose(purpose))
            Tell("trust.listSignerPurpose", $"{kind}: the certificate of {name} does not say that it is made for signing it");
    }

    // A file of garbage must not become a list of a million complaints.
    void Tell(string code, string detail)
    {
        if (notices.Count < MostNotices) notices.Add(new(code, detail));
    }
}
