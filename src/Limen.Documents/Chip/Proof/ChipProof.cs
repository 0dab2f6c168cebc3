namespace Limen.Documents;

/// <summary>
/// What a chip's proofs are worth: chip and active authentication count only with a key that passive authentication traced to the issuer
/// (Doc 9303-11 §6). A proof that did not fail but lacks such a key is undetermined, and one the chip does not offer is not supported.
/// </summary>
public static class ChipProof
{
    /// <summary>The chip as a whole: everything read, judged against the trust store.</summary>
    /// <param name="reading">What came off the chip.</param>
    /// <param name="store">Whom we trust.</param>
    /// <param name="at">The instant of the inspection.</param>
    /// <param name="mrz">The optically read zone to compare with DG1; null when there is none.</param>
    public static ChipInspection Inspect(ChipReading reading, TrustStore store, DateTimeOffset at, string? mrz = null)
    {
        var lds = reading.Lds;
        var passive = PassiveAuthentication.Verify(lds, store, at);
        var (_, cardSecurity) = CardSecurityAuthentication.Verify(lds, store, at);
        return new(
            JudgeAccess(reading, passive.Verified, cardSecurity),
            passive.Report,
            JudgeActiveAuthentication(reading, passive.Verified),
            JudgeChipAuthentication(reading, passive.Verified, cardSecurity),
            JudgeTerminalAuthentication(reading),
            FileInspection.Compare(lds.Dg1, mrz),
            passive.IssuingStateMatches,
            lds.DataGroups,
            reading.Millis);
    }

    /// <summary>Chip authentication, by itself or as part of PACE.</summary>
    /// <param name="reading">What came off the chip.</param>
    /// <param name="verified">The proven files, null when passive authentication did not succeed.</param>
    /// <param name="cardSecurity">The proven EF.CardSecurity, null when there is none.</param>
    public static ChipCheck JudgeChipAuthentication(ChipReading reading, VerifiedLds? verified, VerifiedCardSecurity? cardSecurity)
    {
        if (reading.Mappings.Count > 0) return JudgeMappings(reading.Mappings, verified, cardSecurity);
        // The mapping was run and what proves the chip was not handed over (§4.4.3.5.2).
        if (reading.ChipAuthentication is null && reading.Access is { Protocol: "PACE-CAM", Result: CheckResult.Successful })
            return new(CheckResult.Failed, ChipError.NotAuthentic.Code());
        if (reading.ChipAuthentication is not { } evidence) return Absent(reading, LdsFile.Dg14, verified);
        if (evidence.Failure is { } failure) return Failed(failure, evidence.Millis);
        if (verified is null) return new(CheckResult.Undetermined, "chip.keyNotProven", evidence.Millis);
        var isBound = verified.ChipAuthenticationKeys.Any(key => IsKey(key, evidence.Key));
        return isBound ? new(CheckResult.Successful, null, evidence.Millis) : new(CheckResult.Failed, "chip.keyNotIssuers", evidence.Millis);
    }

    /// <summary>Active authentication.</summary>
    /// <param name="reading">What came off the chip.</param>
    /// <param name="verified">The proven files, null when passive authentication did not succeed.</param>
    public static ChipCheck JudgeActiveAuthentication(ChipReading reading, VerifiedLds? verified)
    {
        if (reading.ActiveAuthentication is not { } evidence) return Absent(reading, LdsFile.Dg15, verified);
        if (evidence.Failure is { } failure) return Failed(failure, evidence.Millis);
        return JudgeActiveAuthentication(new ActiveAuthenticationAnswer(evidence.Challenge, evidence.Signature), verified) with { Millis = evidence.Millis };
    }

    /// <summary>Active authentication that somebody else performed: its signature is checked here.</summary>
    /// <param name="answer">The challenge and what the chip answered.</param>
    /// <param name="verified">The proven files, null when passive authentication did not succeed.</param>
    public static ChipCheck JudgeActiveAuthentication(ActiveAuthenticationAnswer answer, VerifiedLds? verified)
    {
        if (verified?.ActiveAuthenticationKey is not { } key) return new(CheckResult.Undetermined, "chip.keyNotProven");
        var algorithm = verified.SecurityInfos?.ActiveAuthentication?.SignatureAlgorithm;
        return ActiveAuthentication.Verify(key, algorithm, answer.Challenge.Span, answer.Signature.Span) switch
        {
            true => new(CheckResult.Successful),
            false => new(CheckResult.Failed, ChipError.NotAuthentic.Code()),
            null => new(CheckResult.NotSupported, "chip.keyUnknown"),
        };
    }

    /// <summary>Access, with EF.CardAccess compared to its signed copy once that is proven (Doc 9303-11 §4.2): who altered it wanted weaker access.</summary>
    /// <param name="reading">What came off the chip.</param>
    /// <param name="verified">The proven files, null when passive authentication did not succeed.</param>
    /// <param name="cardSecurity">The proven EF.CardSecurity, null when there is none.</param>
    public static ChipAccess JudgeAccess(ChipReading reading, VerifiedLds? verified, VerifiedCardSecurity? cardSecurity)
    {
        if (reading.Access.Result != CheckResult.Successful) return reading.Access;
        var signed = (verified?.SecurityInfos?.Pace ?? []).Concat(cardSecurity?.SecurityInfos.Pace ?? []).ToHashSet();
        var offered = reading.Lds.CardAccess?.Pace ?? [];
        if (signed.Count == 0) return reading.Access;
        if (offered.Count == 0) return reading.Access with { Result = CheckResult.Undetermined, Reason = "chip.cardAccessMissing" };
        return offered.All(signed.Contains)
            ? reading.Access
            : reading.Access with { Result = CheckResult.Failed, Reason = "chip.cardAccessAltered" };
    }

    // A chip that neither tells of terminal authentication nor has what it guards does not support it.
    static ChipCheck JudgeTerminalAuthentication(ChipReading reading) =>
        reading.TerminalAuthentication.Result == CheckResult.NotPerformed && reading.Failure is null
            && (reading.Lds.Dg14 is { } options ? options.TerminalAuthentication is null : !reading.Lds.MayHave(LdsFile.Dg14))
            ? ChipCheck.NotSupported
            : reading.TerminalAuthentication;

    // Every session that the reading needed must have been the same chip's.
    static ChipCheck JudgeMappings(IReadOnlyList<PaceChipAuthentication> mappings, VerifiedLds? verified, VerifiedCardSecurity? cardSecurity) =>
        mappings.Select(mapping => JudgeMapping(mapping, verified, cardSecurity)).MinBy(check => check.Result == CheckResult.Successful)!;

    static ChipCheck JudgeMapping(PaceChipAuthentication mapping, VerifiedLds? verified, VerifiedCardSecurity? cardSecurity)
    {
        var keys = (cardSecurity?.SecurityInfos.ChipAuthenticationKeys ?? []).Concat(verified?.ChipAuthenticationKeys ?? []).ToList();
        if (keys.Count == 0) return new(CheckResult.Undetermined, "chip.keyNotProven");
        // The key id is the parameter id (§9.2.1); keys without one are tried where no key bears it.
        var named = keys.Where(key => key.KeyId == mapping.ParameterId).ToList();
        foreach (var key in named.Count > 0 ? named : keys)
            if (PublicKeys.TryRead(key.SubjectPublicKeyInfo, out var group, out var element) && group.Size == mapping.Group.Size
                && mapping.Group.Raise(element, KeyGroup.Number(mapping.Factor)) is { } raised && raised.AsSpan().SequenceEqual(mapping.MappingKey))
                return new(CheckResult.Successful);
        return new(CheckResult.Failed, ChipError.NotAuthentic.Code());
    }

    static bool IsKey(ChipAuthenticationPublicKeyInfo info, byte[] element) =>
        PublicKeys.TryRead(info.SubjectPublicKeyInfo, out _, out var bound) && bound.AsSpan().SequenceEqual(element);

    // A file that the issuer signed and the chip does not give may have been left out by whoever copied it.
    static ChipCheck Absent(ChipReading reading, LdsFile file, VerifiedLds? verified)
    {
        if (reading.Failure is not null && !reading.Files.ContainsKey(file)) return ChipCheck.NotPerformed;
        if (reading.Files.ContainsKey(file)) return verified is null || file != LdsFile.Dg14 || verified.ChipAuthenticationKeys.Count > 0
            ? ChipCheck.NotPerformed
            : ChipCheck.NotSupported;
        if (reading.SignedDataGroups.Contains((int)file)) return new(CheckResult.Undetermined, "chip.keyFileMissing");
        return reading.Lds.IsListed ? ChipCheck.NotSupported : ChipCheck.NotPerformed;
    }

    static ChipCheck Failed(ChipFailure failure, double millis) => failure.Error switch
    {
        ChipError.AccessNotSupported or ChipError.BadInput => new(CheckResult.NotSupported, "chip.keyUnknown", millis),
        // What the air between chip and reader did proves no copy.
        var error when error.IsFatal() || error is ChipError.ReaderFault or ChipError.Garbled => new(CheckResult.Undetermined, error.Code(), millis),
        var error => new(CheckResult.Failed, error.Code(), millis),
    };
}
