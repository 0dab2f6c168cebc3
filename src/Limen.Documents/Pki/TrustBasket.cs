namespace Limen.Documents;

/// <summary>Gathers what one file brings.</summary>
sealed class TrustBasket(string source, TrustStore known, bool allowUnverified)
{
    const int MostNotices = 100;

    readonly Dictionary<string, Certificate> certificates = new(StringComparer.Ordinal);
    readonly Dictionary<string, RevocationList> revocations = new(StringComparer.Ordinal);
    readonly Dictionary<string, DeviationList> deviations = new(StringComparer.Ordinal);
    readonly List<TrustNotice> notices = [];
    int refused, unreadable;

    /// <summary>Recognises one object by its content.</summary>
    public void Take(ReadOnlyMemory<byte> der)
    {
        if (Certificate.TryParse(der, out var certificate)) certificates[certificate.Sha256] = certificate;
        else if (SignedData.TryParse(der, out var signed)) TakeList(der, signed);
        else if (RevocationList.TryParse(der, out var list)) revocations[list.Sha256] = list;
        else if (SignedData.CertificatesAlone(der) is { Count: > 0 } bundle)
            foreach (var each in bundle) certificates[each.Sha256] = each;
        else Unreadable("an object that is no certificate, revocation list or signed list");
    }

    public void Unreadable(string why)
    {
        unreadable++;
        Tell("trust.unreadable", why);
    }

    public TrustImported Close() => new(new(source, [.. certificates.Values], [.. revocations.Values], [.. deviations.Values]), notices, refused, unreadable);

    void TakeList(ReadOnlyMemory<byte> der, SignedData signed)
    {
        if (MasterList.TryParse(signed, out var list)) TakeMasterList(list);
        else if (DeviationList.TryParse(der, out var deviating))
        {
            // It makes failures uncertain, so that only an authority we trust already may speak.
            var judged = ListSignature.Judge(signed, [], known);
            if (Admits("deviation list", judged) && (allowUnverified || judged.Standing == ListStanding.VerifiedByStore))
                deviations[deviating.Sha256] = deviating;
            else if (judged.Standing != ListStanding.Broken) Refuse("deviation list whose signer no authority of the store vouches for; refused");
        }
        else Unreadable("a signed object of an unknown kind");
    }

    void TakeMasterList(MasterList list)
    {
        if (!Admits("master list", ListSignature.Judge(list.Signed, list.Certificates, known))) return;
        foreach (var certificate in list.Certificates) certificates[certificate.Sha256] = certificate;
        for (var i = 0; i < list.Unreadable; i++) Unreadable("an entry of a master list");
    }

    bool Admits(string kind, (ListStanding Standing, string? Signer) judged)
    {
        var name = judged.Signer ?? "a signer that the list does not bring";
        var told = judged.Standing switch
        {
            ListStanding.VerifiedByStore => new TrustNotice("trust.listVerified", $"{kind} signed by {name}, vouched for by the store"),
            ListStanding.SelfContained => new("trust.listSelfContained", $"{kind} signed by {name}, vouched for by the list itself"),
            ListStanding.SignerUnknown => new("trust.listSignerUnknown", $"{kind} signed by {name}, vouched for by nobody known"),
            ListStanding.Broken => new("trust.listBroken", $"{kind}: the signature by {name} does not hold{(allowUnverified ? "; taken all the same" : "; refused")}"),
        };
        Tell(told.Code, told.Detail);
        if (judged.Standing != ListStanding.Broken || allowUnverified) return true;
        refused++;
        return false;
    }

    void Refuse(string why)
    {
        refused++;
        Tell("trust.listRefused", why);
    }

    // A file of garbage must not become a list of a million complaints.
    void Tell(string code, string detail)
    {
        if (notices.Count < MostNotices) notices.Add(new(code, detail));
    }
}
