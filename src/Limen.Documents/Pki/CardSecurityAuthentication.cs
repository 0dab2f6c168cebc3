namespace Limen.Documents;

/// <summary>The proven content of EF.CardSecurity: the key that PACE with chip authentication mapping is judged by. Only <see cref="CardSecurityAuthentication"/> makes one.</summary>
public sealed class VerifiedCardSecurity
{
    internal VerifiedCardSecurity(SecurityInfos infos, Certificate signer, Certificate csca) => (SecurityInfos, Signer, Csca) = (infos, signer, csca);

    /// <summary>The authentic SecurityInfos.</summary>
    public SecurityInfos SecurityInfos { get; }

    /// <summary>The signer of the file.</summary>
    public Certificate Signer { get; }

    /// <summary>The CSCA of the store that vouches for it.</summary>
    public Certificate Csca { get; }
}

/// <summary>Checks the signature of EF.CardSecurity and its chain (Doc 9303-11 §4.4.3.4, §9.2.11).</summary>
public static class CardSecurityAuthentication
{
    /// <summary>The check, and the proven content when it succeeded; not supported when the chip has no such file.</summary>
    /// <param name="lds">The files.</param>
    /// <param name="store">Whom we trust.</param>
    /// <param name="at">The instant of the inspection.</param>
    public static (ChipCheck Check, VerifiedCardSecurity? Verified) Verify(Lds lds, TrustStore store, DateTimeOffset at)
    {
        if (!lds.Files.TryGetValue(LdsFile.CardSecurity, out var raw)) return (ChipCheck.NotSupported, null);
        if (lds.CardSecurity is not { } infos || !SignedData.TryParse(raw, out var signed)) return (new(CheckResult.Failed, "pa.cardSecurityMalformed"), null);
        var verdict = SignedObject.Judge(signed, store, at);
        var check = new ChipCheck(ChipInspection.Worst([verdict.Signature, verdict.Path.Result]), verdict.FirstReason);
        return check.Result == CheckResult.Successful && verdict is { Signer: { } signer, Path.Csca: { } csca }
            ? (check, new(infos, signer, csca)) : (check, null);
    }
}
