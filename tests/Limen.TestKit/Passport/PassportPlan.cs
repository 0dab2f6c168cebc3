namespace Limen.TestKit;

/// <summary>What an emulated passport shall be: its data, the protocols it speaks, and what is wrong with it.</summary>
public sealed record PassportPlan
{
    /// <summary>Two lines of 44; the default is Doc 9303-4's specimen.</summary>
    public string Mrz { get; init; } =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<" + "L898902C36UTO7408122F3012319ZE184226B<<<<<10";

    /// <summary>The card access number.</summary>
    public string Can { get; init; } = "496230";

    /// <summary>The state of the country code in the CSCA that signs.</summary>
    public InventedState? State { get; init; }

    /// <summary>Data groups besides 1, 14 and 15, each whole.</summary>
    public IReadOnlyDictionary<int, byte[]> DataGroups { get; init; } = new Dictionary<int, byte[]>();

    /// <summary>Basic access control is offered.</summary>
    public bool Bac { get; init; } = true;

    /// <summary>The chip answers reads without any access control.</summary>
    public bool Open { get; init; }

    /// <summary>The variants of PACE, as EF.CardAccess lists them.</summary>
    public IReadOnlyList<PaceOffer> Pace { get; init; } = [];

    /// <summary>Chip authentication: the domain parameter ids of its keys and the protocol of each; empty for none.</summary>
    public IReadOnlyList<ChipAuthenticationOffer> ChipAuthentication { get; init; } = [];

    /// <summary>Active authentication.</summary>
    public ActiveAuthenticationKind ActiveAuthentication { get; init; }

    /// <summary>DG3 and DG4 stand behind terminal authentication.</summary>
    public InventedCvca? Cvca { get; init; }

    /// <summary>What is wrong with it.</summary>
    public PassportFault Fault { get; init; }

    /// <summary>How the chip deviates from what most chips do.</summary>
    public PassportQuirks Quirks { get; init; } = new();

    /// <summary>When it was issued.</summary>
    public DateTimeOffset Issued { get; init; } = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
}

/// <summary>A variant of PACE: the arcs below id-PACE and the id of the domain parameters.</summary>
/// <param name="Arcs">For example <c>2.2</c> for ECDH, generic mapping, AES-128.</param>
/// <param name="ParameterId">0 to 2 or 8 to 18.</param>
public sealed record PaceOffer(string Arcs, int ParameterId);

/// <summary>A chip authentication key: the arcs below id-CA, the domain parameters, and the key id when there are several.</summary>
/// <param name="Arcs">For example <c>2.2</c> for ECDH, AES-128; empty to leave the ChipAuthenticationInfo out.</param>
/// <param name="ParameterId">0 to 2 or 8 to 18.</param>
/// <param name="KeyId">The key id, null for none.</param>
public sealed record ChipAuthenticationOffer(string Arcs, int ParameterId, int? KeyId = null);

public enum ActiveAuthenticationKind
{
    None = 0,
    RsaSha1 = 1,
    RsaSha256 = 2,
    RsaSha512 = 3,
    EcBrainpoolP256 = 4,
    EcBrainpoolP320 = 5,
    EcSecp192 = 6,
    RsaSha224 = 7,
    RsaSha384 = 8,
}

public enum PassportFault
{
    None = 0,
    /// <summary>Every file copied, no private key.</summary>
    Clone = 1,
    /// <summary>Every file copied but those of the keys that the copy lacks.</summary>
    CloneWithoutKeyFiles = 2,
    /// <summary>One letter of DG1 changed after signing.</summary>
    AlteredDg1 = 3,
    /// <summary>The document signer had expired before it signed.</summary>
    ExpiredSigner = 4,
    /// <summary>The document signer was revoked.</summary>
    RevokedSigner = 5,
    /// <summary>DG1 names a State other than the one whose CSCA signed.</summary>
    WrongState = 6,
    /// <summary>Never answers after access.</summary>
    Silent = 7,
    /// <summary>Answers late.</summary>
    Slow = 8,
    /// <summary>Answers with half a reply now and then.</summary>
    TornApdu = 9,
    /// <summary>Is taken away in the middle of DG2.</summary>
    Pulled = 10,
    /// <summary>Answers with random octets.</summary>
    Garbage = 11,
    /// <summary>EF.CardAccess was altered to offer a weaker variant.</summary>
    AlteredCardAccess = 12,
}

/// <summary>Ways of real chips.</summary>
public sealed record PassportQuirks
{
    /// <summary>Reads of more octets than this are refused with 6700; 0 for no such limit.</summary>
    public int LargestRead { get; init; }

    /// <summary>The status word of such a refusal.</summary>
    public int RefusalOfLongReads { get; init; } = 0x6700;

    /// <summary>SELECT and MSE with Le are refused with 6700.</summary>
    public bool RefusesLe { get; init; } = true;

    /// <summary>MSE:Set AT of PACE fails without tag 84.</summary>
    public bool NeedsParameterTag { get; init; }

    /// <summary>MSE:Set AT of PACE fails with tag 84.</summary>
    public bool RefusesParameterTag { get; init; }

    /// <summary>SELECT of the master file is refused with 6A87.</summary>
    public bool RefusesMasterFile { get; init; }

    /// <summary>3DES chip authentication knows MSE:Set AT only.</summary>
    public bool NoKeyAgreementTemplate { get; init; }

    /// <summary>Extended lengths are offered in EF.ATR/INFO and the answer to reset.</summary>
    public bool Extended { get; init; }

    /// <summary>Replies come in parts of this many octets, fetched by GET RESPONSE; 0 for whole.</summary>
    public int PartLength { get; init; }

    /// <summary>After this many protected commands the session is dropped, once; 0 for never.</summary>
    public int DropsSessionAfter { get; init; }

    /// <summary>How often a wrong CAN may be tried before it is blocked; 0 for any number.</summary>
    public int CanTries { get; init; }

    /// <summary>The data groups listed in EF.COM but absent from the chip.</summary>
    public IReadOnlyList<int> Absent { get; init; } = [];

    /// <summary>PACE with chip authentication mapping ends without the data that prove the chip.</summary>
    public bool WithholdsMapping { get; init; }

    /// <summary>Behind the dropped session another chip goes on, which has the files and not the keys.</summary>
    public bool ClonedAfterDrop { get; init; }

    /// <summary>Active authentication is refused with 6700 when it is asked for with this length, short or extended; null for neither.</summary>
    public bool? RefusesActiveAuthentication { get; init; }

    /// <summary>EF.CVCA stands under this identifier, told in EF.DG14; 0 for no such file.</summary>
    public int CvcaFile { get; init; }

    /// <summary>The version of terminal authentication that EF.DG14 tells.</summary>
    public int TerminalVersion { get; init; } = 1;

    /// <summary>The nonce of PACE has as many octets as the key instead of 16.</summary>
    public bool LongNonce { get; init; }
}
