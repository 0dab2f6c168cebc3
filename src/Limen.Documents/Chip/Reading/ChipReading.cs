namespace Limen.Documents;

/// <summary>
/// What came off a chip: its files, byte for byte, and what it showed of its keys. Nothing of it is proven yet; see
/// <see cref="ChipProof"/> for what follows once passive authentication has spoken.
/// </summary>
public sealed class ChipReading
{
    internal ChipReading() { }

    /// <summary>How access was gained.</summary>
    public ChipAccess Access { get; internal set; } = ChipAccess.None;

    /// <summary>Why the reading ended early; null when it came to its end.</summary>
    public ChipFailure? Failure { get; internal set; }

    /// <summary>The files read.</summary>
    public Lds Lds => new(Files);

    /// <summary>Files that were listed or wanted but did not come, and why.</summary>
    public IReadOnlyDictionary<LdsFile, ChipFailure> Missing => MissingFiles;

    /// <summary>Whether the chip let the terminal at DG3 and DG4.</summary>
    public ChipCheck TerminalAuthentication { get; internal set; } = ChipCheck.NotPerformed;

    /// <summary>How often the session had to be built anew.</summary>
    public int Rebuilt { get; internal set; }

    /// <summary>The whole reading, in milliseconds.</summary>
    public double Millis { get; internal set; }

    /// <summary>The data groups that EF.SOD has hashes of, by number; empty when it could not be read.</summary>
    public IReadOnlyCollection<int> SignedDataGroups => Files.TryGetValue(LdsFile.Sod, out var sod)
        && BerElement.TryRead(sod, out var outer, out _) && SignedData.TryParse(outer.Tag == LdsFile.Sod.Tag() ? outer.Value : outer.Raw, out var signed)
        && LdsSecurityObject.TryParse(signed.Content, out var hashes) ? hashes.Numbers() : [];

    internal Dictionary<LdsFile, ReadOnlyMemory<byte>> Files { get; } = [];

    internal Dictionary<LdsFile, ChipFailure> MissingFiles { get; } = [];

    internal ChipAuthenticationEvidence? ChipAuthentication { get; set; }

    internal ActiveAuthenticationEvidence? ActiveAuthentication { get; set; }

    internal PaceChipAuthentication? Mapping { get; set; }

    /// <summary>Counts; never what the files say.</summary>
    public override string ToString() => $"{Access.Protocol}, {Files.Count} files, {MissingFiles.Count} missing";
}

/// <summary>A chip authentication tried: with which key, and how it ended.</summary>
/// <param name="Key">The key used, encoded as its group does; empty when the chip has one only of a kind unknown to us.</param>
/// <param name="Failure">Null when the chip went on talking under the new keys.</param>
/// <param name="Millis">How long it took.</param>
sealed record ChipAuthenticationEvidence(byte[] Key, ChipFailure? Failure, double Millis);

/// <summary>An active authentication tried: what was sent and what came back.</summary>
sealed record ActiveAuthenticationEvidence(byte[] Challenge, ReadOnlyMemory<byte> Signature, ChipFailure? Failure, double Millis);
