using System.Formats.Asn1;
using System.Text;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>
/// A passport as issued by an invented State: its files, its keys and its plan. Put it in the field with <see cref="Card"/>; every card
/// of it starts unread.
/// </summary>
public sealed class EmulatedPassport
{
    const string ChipAuthentication = "0.4.0.127.0.7.2.2.3.", ChipAuthenticationKey = "0.4.0.127.0.7.2.2.1.", Pace = "0.4.0.127.0.7.2.2.4.";
    const string TerminalAuthentication = "0.4.0.127.0.7.2.2.2", ActiveAuthentication = "2.23.136.1.1.5";

    readonly List<ChipKey> chipKeys = [];

    EmulatedPassport(PassportPlan plan) => (Plan, State) = (plan, plan.State ?? new InventedState());

    public PassportPlan Plan { get; }

    public InventedState State { get; }

    /// <summary>Who signed EF.SOD.</summary>
    public DocumentSigner Signer { get; private set; } = null!;

    /// <summary>The files of the application and the master file.</summary>
    public IReadOnlyDictionary<LdsFile, byte[]> Files { get; private set; } = new Dictionary<LdsFile, byte[]>();

    internal IReadOnlyList<ChipKey> ChipKeys => chipKeys;

    internal ActiveKey? ActiveKey { get; private set; }

    /// <summary>Makes keys, files and signatures.</summary>
    public static EmulatedPassport Issue(PassportPlan plan)
    {
        var passport = new EmulatedPassport(plan);
        var expired = plan.Fault == PassportFault.ExpiredSigner;
        passport.Signer = passport.State.NewSigner(plan.Issued.AddYears(expired ? -3 : -1), expired ? plan.Issued.AddYears(-2) : null);
        passport.MakeKeys();
        passport.MakeFiles();
        return passport;
    }

    /// <summary>The trust store in which this passport's State is trusted, with its signer revoked when that is the fault.</summary>
    public TrustStore Trusted(DateTimeOffset now) =>
        Plan.Fault == PassportFault.RevokedSigner ? State.Trusted(now, Signer) : State.Trusted(now);

    /// <summary>A card that has just entered the field.</summary>
    public EmulatedCard Card() => new(this);

    /// <summary>What its chip answers to a challenge of active authentication.</summary>
    public byte[] SignChallenge(ReadOnlySpan<byte> challenge) =>
        ActiveKey?.Sign(challenge) ?? throw new InvalidOperationException("The plan has no active authentication.");

    /// <summary>MRZ information for access.</summary>
    public AccessKey MrzKey => AccessKey.TryFromMrz(Plan.Mrz, out var key) ? key! : throw new InvalidOperationException("The plan's MRZ has no size of Doc 9303.");

    /// <summary>The CAN for access.</summary>
    public AccessKey CanKey => AccessKey.TryFromCan(Plan.Can, out var key) ? key! : throw new InvalidOperationException("The plan's CAN is none.");

    void MakeKeys()
    {
        foreach (var offer in Plan.ChipAuthentication)
        {
            var group = StandardisedDomains.Find(offer.ParameterId)!;
            chipKeys.Add(new(offer, group, group.NewKey(Randomness.System)!));
        }
        ActiveKey = ActiveKey.Of(Plan.ActiveAuthentication);
    }

    void MakeFiles()
    {
        var files = new Dictionary<LdsFile, byte[]>
        {
            [LdsFile.Dg1] = Tlv.Encode(0x61, Tlv.Encode(0x5F1F, Encoding.ASCII.GetBytes(Plan.Mrz))),
        };
        foreach (var (number, octets) in Plan.DataGroups) files[(LdsFile)number] = octets;
        var access = PaceInfos();
        var all = access.Concat(ChipInfos(withKeys: true)).ToList();
        if (all.Count > 0) files[LdsFile.Dg14] = Tlv.Encode(0x6E, Set(all));
        if (ActiveKey is not null) files[LdsFile.Dg15] = Tlv.Encode(0x6F, ActiveKey.SubjectPublicKeyInfo);
        var groups = files.ToDictionary(file => (int)file.Key, file => file.Value);
        files[LdsFile.Sod] = Signer.SignLds(groups, Plan.Issued);
        files[LdsFile.Com] = Com(groups.Keys);
        if (access.Count > 0) files[LdsFile.CardAccess] = Set(Plan.Fault == PassportFault.AlteredCardAccess ? Weakened() : access);
        if (Plan.Pace.Any(offer => offer.Arcs[0] == '6'))
            files[LdsFile.CardSecurity] = Signer.SignCardSecurity(Set(all), Plan.Issued);
        if (Plan.Quirks.Extended) files[LdsFile.Atr] = [0x7F, 0x66, 0x08, 0x02, 0x02, 0x20, 0x00, 0x02, 0x02, 0x20, 0x00];
        Spoil(files);
        Files = files;
    }

    void Spoil(Dictionary<LdsFile, byte[]> files)
    {
        if (Plan.Fault == PassportFault.AlteredDg1) files[LdsFile.Dg1][^40] ^= 1;
        foreach (var number in Plan.Quirks.Absent) files.Remove((LdsFile)number);
        if (Plan.Fault != PassportFault.CloneWithoutKeyFiles) return;
        files.Remove(LdsFile.Dg14);
        files.Remove(LdsFile.Dg15);
        files[LdsFile.Com] = Com(files.Keys.Where(file => file.IsDataGroup()).Select(file => (int)file));
    }

    static byte[] Com(IEnumerable<int> groups) => Tlv.Encode(0x60,
    [
        .. Tlv.Encode(0x5F01, "0107"u8),
        .. Tlv.Encode(0x5F36, "040000"u8),
        .. Tlv.Encode(0x5C, [.. groups.Order().Select(number => ((LdsFile)number).Tag())]),
    ]);

    List<byte[]> PaceInfos() => [.. Plan.Pace.Select(offer => Info(Pace + offer.Arcs, writer => writer.WriteInteger(2), offer.ParameterId))];

    List<byte[]> Weakened() => [.. Plan.Pace.Select(offer => Info(Pace + offer.Arcs[..^1] + "1", writer => writer.WriteInteger(2), offer.ParameterId))];

    IEnumerable<byte[]> ChipInfos(bool withKeys)
    {
        foreach (var key in chipKeys)
        {
            var (offer, group) = (key.Offer, key.Group);
            if (offer.Arcs.Length > 0) yield return Info(ChipAuthentication + offer.Arcs, writer => writer.WriteInteger(1), offer.KeyId);
            if (withKeys)
                yield return Info(ChipAuthenticationKey + (group is EcGroup ? "2" : "1"), writer => WriteKey(writer, group, key.Pair.Public), offer.KeyId);
        }
        if (Plan.Cvca is not null) yield return Info(TerminalAuthentication, WriteVersionAndFile, null);
        if (ActiveKey?.SignatureAlgorithm is { Length: > 0 } algorithm)
            yield return Info(ActiveAuthentication, writer => { writer.WriteInteger(1); writer.WriteObjectIdentifier(algorithm); }, null);
    }

    void WriteVersionAndFile(AsnWriter writer)
    {
        writer.WriteInteger(Plan.Quirks.TerminalVersion);
        if (Plan.Quirks.CvcaFile is not 0 and var id)
            using (writer.PushSequence()) writer.WriteOctetString([(byte)(id >> 8), (byte)id]);
    }

    static byte[] Info(string protocol, Action<AsnWriter> required, int? number)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(protocol);
            required(writer);
            if (number is { } id) writer.WriteInteger(id);
        }
        return writer.Encode();
    }

    static byte[] Set(IEnumerable<byte[]> infos)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
            foreach (var info in infos) writer.WriteEncodedValue(info);
        return writer.Encode();
    }

    internal static void WriteKey(AsnWriter writer, KeyGroup group, byte[] key)
    {
        using var _ = writer.PushSequence();
        if (group is EcGroup ec)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                WriteCurve(writer, ec);
            }
            writer.WriteBitString(key);
            return;
        }
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.113549.1.3.1");
            using (writer.PushSequence())
            {
                writer.WriteInteger(((DhGroup)group).P);
                writer.WriteInteger(KeyGroup.Number(group.Generator));
            }
        }
        var number = new AsnWriter(AsnEncodingRules.DER);
        number.WriteInteger(KeyGroup.Number(key));
        writer.WriteBitString(number.Encode());
    }

    static void WriteCurve(AsnWriter writer, EcGroup group)
    {
        var curve = group.Curve;
        using var _ = writer.PushSequence();
        writer.WriteInteger(1);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("1.2.840.10045.1.1");
            writer.WriteInteger(curve.P);
        }
        using (writer.PushSequence())
        {
            writer.WriteOctetString(KeyGroup.Padded(curve.A, curve.Size));
            writer.WriteOctetString(KeyGroup.Padded(curve.B, curve.Size));
        }
        writer.WriteOctetString(group.Generator);
        writer.WriteInteger(curve.Order);
        writer.WriteInteger(curve.Cofactor);
    }
}

/// <summary>A chip authentication key pair.</summary>
sealed record ChipKey(ChipAuthenticationOffer Offer, KeyGroup Group, KeyPair Pair);
