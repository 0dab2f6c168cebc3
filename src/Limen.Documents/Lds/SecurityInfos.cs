using System.Numerics;

namespace Limen.Documents;

/// <summary>A PACE variant the chip offers (Doc 9303-11 §9.2.1).</summary>
/// <param name="Protocol">The object identifier, dotted, below 0.4.0.127.0.7.2.2.4.</param>
/// <param name="Version">2 in every document of Doc 9303.</param>
/// <param name="ParameterId">The standardised domain parameters of Doc 9303-11 §9.5.1, or the id of a <see cref="PaceDomainParameterInfo"/>; null when not told.</param>
public sealed record PaceInfo(string Protocol, int Version, int? ParameterId);

/// <summary>Domain parameters of the issuer's own (Doc 9303-11 §9.2.2).</summary>
/// <param name="Protocol">The object identifier of the key agreement and mapping.</param>
/// <param name="AlgorithmIdentifier">The DER of the AlgorithmIdentifier that holds them.</param>
/// <param name="ParameterId">The number by which <see cref="PaceInfo"/> refers to them.</param>
public sealed record PaceDomainParameterInfo(string Protocol, ReadOnlyMemory<byte> AlgorithmIdentifier, int? ParameterId);

/// <summary>A chip authentication variant (Doc 9303-11 §9.2.5).</summary>
/// <param name="Protocol">The object identifier, dotted, below 0.4.0.127.0.7.2.2.3.</param>
/// <param name="Version">1 in every document of Doc 9303.</param>
/// <param name="KeyId">Which of several keys; null when there is one.</param>
public sealed record ChipAuthenticationInfo(string Protocol, int Version, BigInteger? KeyId);

/// <summary>A chip authentication public key (Doc 9303-11 §9.2.6), trustworthy only from a <see cref="VerifiedLds"/>.</summary>
/// <param name="Protocol">The object identifier: 0.4.0.127.0.7.2.2.1.1 for DH, .2 for ECDH.</param>
/// <param name="SubjectPublicKeyInfo">The DER of the SubjectPublicKeyInfo.</param>
/// <param name="KeyId">Which of several keys; null when there is one.</param>
public sealed record ChipAuthenticationPublicKeyInfo(string Protocol, ReadOnlyMemory<byte> SubjectPublicKeyInfo, BigInteger? KeyId);

/// <summary>Terminal authentication is supported (Doc 9303-11 §9.2.7).</summary>
/// <param name="Version">1 or 2.</param>
/// <param name="CvcaFile">The identifier of EF.CVCA when it is not the default 011C.</param>
public sealed record TerminalAuthenticationInfo(int Version, ushort? CvcaFile);

/// <summary>How active authentication signs with an EC key (Doc 9303-11 §9.2.3).</summary>
/// <param name="Version">1.</param>
/// <param name="SignatureAlgorithm">The object identifier of the ECDSA variant, dotted.</param>
public sealed record ActiveAuthenticationInfo(int Version, string SignatureAlgorithm);

/// <summary>The SecurityInfos of EF.CardAccess, EF.CardSecurity and EF.DG14 (Doc 9303-11 §9.2).</summary>
public sealed class SecurityInfos
{
    readonly List<PaceInfo> pace = [];
    readonly List<PaceDomainParameterInfo> paceParameters = [];
    readonly List<ChipAuthenticationInfo> chipAuthentication = [];
    readonly List<ChipAuthenticationPublicKeyInfo> chipAuthenticationKeys = [];
    readonly List<ReadOnlyMemory<byte>> entries = [];

    SecurityInfos() { }

    /// <summary>The PACE variants, in the order of the file.</summary>
    public IReadOnlyList<PaceInfo> Pace => pace;

    /// <summary>Domain parameters of the issuer's own.</summary>
    public IReadOnlyList<PaceDomainParameterInfo> PaceDomainParameters => paceParameters;

    /// <summary>The chip authentication variants.</summary>
    public IReadOnlyList<ChipAuthenticationInfo> ChipAuthentication => chipAuthentication;

    /// <summary>The chip authentication keys.</summary>
    public IReadOnlyList<ChipAuthenticationPublicKeyInfo> ChipAuthenticationKeys => chipAuthenticationKeys;

    /// <summary>Terminal authentication, version 1 where several are told; null when none is.</summary>
    public TerminalAuthenticationInfo? TerminalAuthentication { get; private set; }

    /// <summary>The signature of active authentication, null when not told.</summary>
    public ActiveAuthenticationInfo? ActiveAuthentication { get; private set; }

    /// <summary>The bytes of every SecurityInfo, those of unknown protocols too: what EF.CardAccess says must stand again in EF.DG14 (Doc 9303-11 §4.2).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Entries => entries;

    /// <summary>True when every SecurityInfo of the other stands here byte for byte.</summary>
    public bool Contains(SecurityInfos other) =>
        other.entries.TrueForAll(theirs => entries.Exists(ours => ours.Span.SequenceEqual(theirs.Span)));

    /// <summary>Reads a SET OF SecurityInfo; entries of unknown protocols are kept as bytes, broken ones of known protocols are passed over.</summary>
    /// <param name="set">The encoding, beginning with 31.</param>
    /// <param name="infos">What was read.</param>
    /// <returns>False when it is no SET of SEQUENCEs.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> set, out SecurityInfos infos)
    {
        infos = new();
        if (!BerElement.TryRead(set, out var outer, out _) || outer.Tag != 0x31 || outer.Children() is not { } children) return false;
        foreach (var child in children)
        {
            if (child.Tag != 0x30) return false;
            infos.entries.Add(child.Raw);
            infos.Add(new BerReader(child.Value));
        }
        return true;
    }

    void Add(BerReader reader)
    {
        var protocol = reader.Read(0x06).Oid();
        var required = reader.Any();
        var optional = reader.AtEnd ? default : reader.Any();
        if (reader.Failed) return;
        var number = optional.Tag == 0x02 ? optional.Integer() : (BigInteger?)null;
        if (protocol == Oids.ActiveAuthentication) ActiveAuthentication = new(required.Small(), optional.Tag == 0x06 ? optional.Oid() : "");
        else if (protocol == Oids.TerminalAuthentication && TerminalAuthentication is not { Version: 1 })
            TerminalAuthentication = new(required.Small(), CvcaFile(optional));
        else if (Oids.IsBelow(protocol, Oids.ChipAuthenticationKey)) chipAuthenticationKeys.Add(new(protocol, required.Raw, number));
        else if (Oids.IsBelow(protocol, Oids.ChipAuthentication)) chipAuthentication.Add(new(protocol, required.Small(), number));
        else if (Oids.IsBelow(protocol, Oids.Pace)) AddPace(protocol, required, number);
    }

    void AddPace(string protocol, BerElement required, BigInteger? number)
    {
        var id = number is { } n && n >= 0 && n <= 255 ? (int)n : (int?)null;
        if (required.Tag == 0x02) pace.Add(new(protocol, required.Small(), id));
        else paceParameters.Add(new(protocol, required.Raw, id));
    }

    static ushort? CvcaFile(BerElement file) =>
        file.Tag == 0x30 && file.TryFind(0x04, out var id) && id.Value.Length == 2 ? (ushort)(id.Value.Span[0] << 8 | id.Value.Span[1]) : null;
}
