using Limen.Documents;

namespace Limen.Inspections;

/// <summary>
/// What a chip's inspection means for the officer. A hash or signature that fails says altered; a chain that leads nowhere does not make the
/// document false (Doc 9303-11 §2), but somebody looks; what could not be asked is a gap, never a failure.
/// </summary>
public static class ChipChecks
{
    const string Untold = "no reason told";

    /// <summary>Every check on the chip, each with at most one finding.</summary>
    /// <param name="scan">What came of the chip.</param>
    /// <param name="chip">How it fared.</param>
    /// <param name="expected">True when this document should have a chip.</param>
    public static IReadOnlyList<DocumentCheck> Of(ChipScan scan, ChipInspection chip, bool expected) => scan.IsSilent
        ? [Silence(chip.Access, expected)]
        :
        [
            Access(scan, chip.Access),
            PassiveAuthentication(chip.PassiveAuthentication),
            DataGroups(chip.PassiveAuthentication),
            Zone(scan, chip.MrzMatchesDg1),
            State(chip.IssuingStateMatches),
            Proof("chipActiveAuthentication", chip.ActiveAuthentication),
            Proof("chipChipAuthentication", chip.ChipAuthentication),
            .. Terminal(chip.TerminalAuthentication),
            .. Original(chip),
        ];

    /// <summary>True when a document of this class and State should have a chip: its State is known to sign chips.</summary>
    public static bool Expects(TravelDocument? document, TrustStore trust) =>
        document is { Class: DocumentClass.Passport } && document.Mrz?.Kind is not (DocumentKind.EmergencyPassport or DocumentKind.SingleSheet)
        && trust.HasAuthorityOf(document.IssuingState);

    static DocumentCheck Silence(ChipAccess access, bool expected) => access.Reason switch
    {
        "chip.noCardService" or "chip.noReader" => Gap("chipAccess", CheckResult.NotPerformed, "chipReaderMissing", "The chip reader does not answer: no chip was read."),
        null or "chip.noCard" or "chip.cardRemoved" or "chip.timeout" or "chip.noApplication" when access.Result != CheckResult.Failed => expected
            ? Gap("chipAccess", CheckResult.Undetermined, "chipSilent", "A document of this kind should have a chip, but none answered. Lay it on the reader again; look at it closely.")
            : new("chipAccess", CheckResult.NotPerformed),
        var reason => Gap("chipAccess", access.Result, "chipNotOpened", $"The chip did not open ({reason ?? Untold}). Scan the zone again, or use the card access number."),
    };

    static DocumentCheck Access(ChipScan scan, ChipAccess access) => (access.Result, scan.Failure) switch
    {
        (CheckResult.Failed, _) when access.Reason == "chip.cardAccessAltered" =>
            Refer("chipAccess", "chipAltered", "What the chip offers for access is not what its issuer signed: altered to weaken it."),
        (CheckResult.Failed or CheckResult.NotSupported, _) =>
            Gap("chipAccess", access.Result, "chipNotOpened", $"The chip did not open ({access.Reason ?? Untold}). Scan the zone again, or use the card access number."),
        (_, { } failure) => Gap("chipAccess", access.Result, "chipIncomplete", $"The reading of the chip broke off ({failure.Error.Code()}). Read it again."),
        (CheckResult.Undetermined, _) => Gap("chipAccess", access.Result, "chipUndetermined", $"Access to the chip leaves a doubt ({access.Reason ?? Untold})."),
        _ => new("chipAccess", access.Result),
    };

    static DocumentCheck PassiveAuthentication(PassiveAuthenticationReport passive)
    {
        const string name = "chipPassiveAuthentication";
        var finding = (passive.SodSignature, passive.Chain, passive.Reason) switch
        {
            (_, _, "pa.noSod") => new Finding(Severity.Gap, "chipIncomplete", "The chip's signature was not read (EF.SOD), so that nothing on it is proven. Read it again."),
            (CheckResult.Failed, _, _) => new(Severity.Refer, "chipAltered", $"The signature over the chip's data does not hold ({passive.Reason}): altered, or never genuine."),
            (_, CheckResult.Failed, "pa.signerRevoked" or "pa.cscaRevoked") => new(Severity.Refer, "chipSignerRevoked", "The issuer has revoked the certificate that signed this chip."),
            (_, CheckResult.Failed, "pa.signerNotValidWhenSigned" or "pa.signerNotYetValid") => new(Severity.Refer, "chipSignerNotValid", $"The certificate that signed this chip was not valid then ({passive.Reason})."),
            (_, CheckResult.Undetermined, "pa.signerExpired" or "pa.cscaExpired") => new(Severity.Gap, "chipSignerExpired", $"A certificate behind this chip's signature has expired ({passive.Reason})."),
            (_, not CheckResult.Successful, _) => new(Severity.Refer, "chipUntrusted",
                "No certificate of this node vouches for the chip's signer. That alone does not make the document false; have it looked at."),
            (CheckResult.Undetermined, _, _) => new(Severity.Gap, "chipUndetermined", $"The signature over the chip's data could not be judged ({passive.Reason})."),
            _ => null,
        };
        return new(name, passive.Result) { Finding = finding };
    }

    static DocumentCheck DataGroups(PassiveAuthenticationReport passive)
    {
        var result = ChipInspection.Worst([.. passive.DataGroups.Values]);
        var which = string.Join(", ", passive.DataGroups.Where(group => group.Value == result).Select(group => $"DG{group.Key}"));
        return result switch
        {
            CheckResult.Failed => Refer("chipDataGroups", "chipAltered", $"{which} of the chip is not what its issuer signed: altered."),
            CheckResult.Undetermined => Gap("chipDataGroups", result, "chipUndetermined", $"Whether {which} of the chip is what its issuer signed could not be judged."),
            CheckResult.Successful or CheckResult.NotPerformed or CheckResult.NotSupported => new("chipDataGroups", result),
        };
    }

    static DocumentCheck Zone(ChipScan scan, ChipCheck zone) =>
        scan.Lds.Dg1 is null ? Gap("chipMrzMatches", CheckResult.NotPerformed, "chipIncomplete", "The chip's own machine readable zone was not read (DG1), so that it does not say whose it is.")
        : zone.Result == CheckResult.Failed ? Refer("chipMrzMatches", "chipMrzMismatch", "The chip and the printed page say different things: misread, or one of them altered.")
        : new("chipMrzMatches", zone.Result);

    static DocumentCheck State(ChipCheck state) => state.Result switch
    {
        CheckResult.Failed => Refer("chipIssuingState", "chipStateMismatch", "The chip was signed by another State than the one it names as its issuer."),
        CheckResult.Undetermined => Gap("chipIssuingState", state.Result, "chipUndetermined", "Whether the State that the chip names is the one that signed it could not be judged."),
        CheckResult.Successful or CheckResult.NotPerformed or CheckResult.NotSupported => new("chipIssuingState", state.Result),
    };

    // A key that is not proven follows from passive authentication, which has its own finding.
    static DocumentCheck Proof(string name, ChipCheck proof) => (proof.Result, proof.Reason) switch
    {
        (CheckResult.Failed, _) => Refer(name, "chipCloned", "The chip could not prove that it holds the key its issuer gave it: it may be a copy."),
        (CheckResult.Undetermined, "chip.keyNotProven") => new(name, proof.Result),
        (CheckResult.Undetermined, "chip.keyFileMissing") => new(name, proof.Result)
        {
            Finding = new(Severity.Refer, "chipKeyMissing", "The issuer signed a key for this chip, but the chip does not show it: it may be a copy."),
        },
        (CheckResult.Undetermined, _) => Gap(name, proof.Result, "chipIncomplete", $"The chip's proof broke off ({proof.Reason}). Read it again."),
        _ => new(name, proof.Result),
    };

    static IEnumerable<DocumentCheck> Terminal(ChipCheck terminal)
    {
        if (terminal.Result is CheckResult.NotPerformed or CheckResult.NotSupported) yield break;
        yield return new("chipTerminalAuthentication", terminal.Result)
        {
            Finding = terminal.Result == CheckResult.Successful ? null : new(Severity.Note, "chipFingersClosed", "The chip did not let this node at its fingerprints."),
        };
    }

    // Data groups 14 and 15 hold the keys; signed and not asked means that a copy would look the same.
    static IEnumerable<DocumentCheck> Original(ChipInspection chip)
    {
        CheckResult[] proofs = [chip.ActiveAuthentication.Result, chip.ChipAuthentication.Result];
        var offers = chip.PassiveAuthentication.DataGroups.Keys.Any(number => number is 14 or 15);
        if (!offers || proofs.Any(proof => proof is CheckResult.Successful or CheckResult.Failed or CheckResult.Undetermined)) yield break;
        yield return new("chipOriginal", CheckResult.NotPerformed)
        {
            Finding = new(Severity.Note, "chipCopyNotExcluded", "The chip could prove that it is no copy, but was not asked."),
        };
    }

    static DocumentCheck Refer(string name, string code, string words) =>
        new(name, CheckResult.Failed) { Finding = new(Severity.Refer, code, words) };

    static DocumentCheck Gap(string name, CheckResult result, string code, string words) =>
        new(name, result) { Finding = new(Severity.Gap, code, words) };
}
