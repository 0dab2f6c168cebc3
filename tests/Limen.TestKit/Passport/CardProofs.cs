using System.Security.Cryptography;
using System.Text;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>The chip's side of chip, active and terminal authentication.</summary>
sealed class CardProofs(EmulatedCard card)
{
    ChipKey? chosen;
    byte[] terminalKey = [], cipherOid = [];
    string chosenIssuer = "";
    CvCertificate? accepted;
    byte rights;

    public byte[] Challenge { get; set; } = [];

    EmulatedPassport Passport => card.Passport;

    public void Reset() => (chosen, terminalKey, chosenIssuer, accepted, rights, Challenge) = (null, [], "", null, 0, []);

    /// <summary>True when terminal authentication granted the right.</summary>
    public bool Allows(byte right) => (rights & right) != 0;

    /// <summary>MSE:Set KAT, MSE:Set AT of chip and terminal authentication, MSE:Set DST.</summary>
    public int Choose(Apdu command)
    {
        if (BerElement.ReadAll(command.Payload)?.ToList() is not { } parts) return 0x6A80;
        return (command.P1 << 8 | command.P2) switch
        {
            0x41A6 => Passport.Plan.Quirks.NoKeyAgreementTemplate ? 0x6A86 : SetKeyAgreement(parts),
            0x41A4 => SetChipAuthentication(parts),
            0x81B6 => Remember(parts, out chosenIssuer),
            0x81A4 => accepted is not null && Remember(parts, out var holder) == 0x9000 && holder == accepted.Holder ? 0x9000 : 0x6A88,
            _ => 0x6A86,
        };
    }

    /// <summary>GENERAL AUTHENTICATE of chip authentication.</summary>
    public (byte[], int) Agree(Apdu command)
    {
        if (chosen is null || !BerElement.TryRead(command.Payload, out var outer, out _) || !outer.TryFind(0x80, out var key)) return ([], 0x6985);
        var cipher = (MessagingCipher)cipherOid[^1];
        return Derive(chosen, key.Value.Span, cipher) == 0x9000 ? ([0x7C, 0x00], 0x9000) : ([], 0x6A80);
    }

    public (byte[], int) AuthenticateActively(Apdu command)
    {
        if (Passport.ActiveKey is not { } key || !card.IsOpen) return ([], 0x6D00);
        if (Passport.Plan.Quirks.RefusesActiveAuthentication == command.Le > Apdu.ShortReply) return ([], 0x6700);
        if (Passport.Plan.Fault == PassportFault.Clone) key = ActiveKey.Of(Passport.Plan.ActiveAuthentication)!;
        var signature = key.Sign(command.Payload.Span);
        // The one RSA key of all plans stands for the genuine one; a clone's signature is over something else.
        if (Passport.Plan.Fault == PassportFault.Clone) signature[^1] ^= 1;
        return (signature, 0x9000);
    }

    /// <summary>PSO:Verify Certificate: a verifier's by the trust point, a terminal's by the verifier.</summary>
    public int VerifyCertificate(Apdu command)
    {
        if (Passport.Plan.Cvca is not { } cvca || !CvCertificate.TryParse(command.Payload, out var certificate)) return 0x6A80;
        if (certificate.Issuer != chosenIssuer) return 0x6A88;
        using var issuer = chosenIssuer == cvca.Reference ? ECDsa.Create(cvca.PublicKey)
            : accepted is not null && accepted.Holder == chosenIssuer ? KeyOf(accepted)
            : null;
        if (issuer is null) return 0x6A88;
        if (!issuer.VerifyData(certificate.BodyRaw.Span, certificate.Signature.Span, HashAlgorithmName.SHA256)) return 0x6300;
        accepted = certificate;
        return 0x9000;
    }

    /// <summary>EXTERNAL AUTHENTICATE of the terminal.</summary>
    public int AuthenticateTerminal(Apdu command)
    {
        var newest = terminalKey.Length > 0 ? terminalKey : card.Access.Pace?.Terminal ?? [];
        if (accepted is null || Challenge.Length == 0 || newest.Length == 0) return 0x6982;
        byte[] name = card.Access.Pace is { } pace ? pace.Chip : Passport.MrzKey.NumberWithDigit();
        using var key = KeyOf(accepted);
        if (!key.VerifyData((byte[])[.. name, .. Challenge, .. newest], command.Payload.Span, HashAlgorithmName.SHA256)) return 0x6300;
        rights = accepted.Authorization;
        return 0x9000;
    }

    int SetKeyAgreement(List<BerElement> parts)
    {
        var key = parts.Find(part => part.Tag == 0x91);
        return Find(parts) is { } found && key.Tag != 0 ? Derive(found, key.Value.Span, MessagingCipher.TripleDes) : 0x6A88;
    }

    int SetChipAuthentication(List<BerElement> parts)
    {
        var oid = parts.Find(part => part.Tag == 0x80).Value.Span.ToArray();
        if (oid.Length == 0 || Find(parts) is not { } found) return 0x6A88;
        (chosen, cipherOid) = (found, oid);
        return 0x9000;
    }

    int Derive(ChipKey key, ReadOnlySpan<byte> sent, MessagingCipher cipher)
    {
        var group = key.Group;
        var secret = card.IsClone ? group.NewKey(Randomness.System)!.Private : key.Pair.Private;
        if (group.FromWire(sent) is not { } theirs || group.Raise(theirs, secret) is not { } shared) return 0x6A80;
        terminalKey = group.Compress(theirs);
        card.Secure(KeyDerivation.SessionKeys(cipher, group.SharedSecret(shared)));
        return 0x9000;
    }

    ChipKey? Find(List<BerElement> parts)
    {
        var reference = parts.Find(part => part.Tag == 0x84);
        return reference.Tag == 0
            ? Passport.ChipKeys.Count == 1 ? Passport.ChipKeys[0] : null
            : Passport.ChipKeys.FirstOrDefault(key => key.Offer.KeyId == (int)KeyGroup.Number(reference.Value.Span));
    }

    static int Remember(List<BerElement> parts, out string name)
    {
        name = Encoding.Latin1.GetString(parts.Find(part => part.Tag == 0x83).Value.Span);
        return name.Length > 0 ? 0x9000 : 0x6A80;
    }

    static ECDsa KeyOf(CvCertificate certificate)
    {
        certificate.Key.TryFind(0x86, out var point);
        var octets = point.Value.ToArray();
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = octets[1..33], Y = octets[33..] } });
    }
}
