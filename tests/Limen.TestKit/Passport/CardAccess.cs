using System.Numerics;
using Limen.Documents;

namespace Limen.TestKit;

/// <summary>The chip's side of BAC and PACE.</summary>
sealed class CardAccess(EmulatedCard card)
{
    const int NotDone = 0x6985;

    PaceVariant? variant;
    bool withCan;
    int step, wrongCans;
    byte[] nonce = [], generator = [];
    KeyPair? mapping, agreement;
    SessionKeys? keys;
    byte[] terminalKey = [];

    public byte[] Challenge { get; set; } = [];

    /// <summary>A PACE run is under way.</summary>
    public bool IsRunning => variant is not null && step > 0;

    /// <summary>The chip's name for terminal authentication after PACE, and the terminal's key of chip authentication mapping.</summary>
    public (byte[] Chip, byte[] Terminal)? Pace { get; private set; }

    PassportPlan Plan => card.Passport.Plan;

    Randomness Random => ChipRandom ?? Randomness.System;

    /// <summary>Where the chip's nonces and keys come from, to force them.</summary>
    public Randomness? ChipRandom { get; set; }

    public void Reset() => (variant, step, Pace, Challenge) = (null, 0, null, []);

    public (byte[], int) AuthenticateExternally(Apdu command)
    {
        if (!Plan.Bac || !card.InApplication) return ([], 0x6D00);
        if (command.Payload.Length != 40 || Challenge.Length == 0) return ([], NotDone);
        var own = KeyDerivation.SessionKeys(MessagingCipher.TripleDes, card.Passport.MrzKey.BacSeed());
        var text = command.Payload.Span[..32];
        var plain = own.Cipher.Decrypt(own.Encryption, text, new byte[8])!;
        if (!own.Cipher.Mac(own.Authentication, text).AsSpan().SequenceEqual(command.Payload.Span[32..])
            || !plain.AsSpan(8, 8).SequenceEqual(Challenge)) return ([], 0x6300);
        var half = Random.Octets(16);
        var answer = own.Cipher.Encrypt(own.Encryption, [.. Challenge, .. plain[..8], .. half], new byte[8]);
        byte[] counter = [.. Challenge[4..], .. plain[4..8]];
        var seed = half.Zip(plain[16..], (a, b) => (byte)(a ^ b)).ToArray();
        card.Secure(KeyDerivation.SessionKeys(MessagingCipher.TripleDes, seed), counter);
        Challenge = [];
        return ([.. answer, .. own.Cipher.Mac(own.Authentication, answer)], 0x9000);
    }

    /// <summary>MSE:Set AT for PACE.</summary>
    public int Choose(Apdu command)
    {
        if (command.P2 != 0xA4 || BerElement.ReadAll(command.Payload)?.ToList() is not { } parts) return 0x6A80;
        var protocol = parts.Find(part => part.Tag == 0x80);
        var password = parts.Find(part => part.Tag == 0x83);
        var parameter = parts.Find(part => part.Tag == 0x84);
        if (parameter.Tag != 0 && Plan.Quirks.RefusesParameterTag) return 0x6A87;
        if (parameter.Tag == 0 && Plan.Quirks.NeedsParameterTag) return 0x6A80;
        var oid = Convert.ToHexString(protocol.Value.Span);
        var offers = Plan.Pace.Where(offer => Convert.ToHexString(Tlv.Oid("0.4.0.127.0.7.2.2.4." + offer.Arcs)) == oid).ToList();
        var offer = parameter.Tag == 0 ? offers.Count == 1 ? offers[0] : null : offers.Find(offer => offer.ParameterId == parameter.Value.Span[0]);
        if (offer is null) return offers.Count == 0 ? 0x6A80 : 0x6A88;
        variant = Variant(offer);
        (withCan, step) = (password.Value.Span[0] == 2, 1);
        if (!withCan || Plan.Quirks.CanTries == 0) return 0x9000;
        var left = Plan.Quirks.CanTries - wrongCans;
        return left <= 0 ? 0x6983 : left < Plan.Quirks.CanTries ? 0x63C0 | left : 0x9000;
    }

    public (byte[], int) Step(Apdu command)
    {
        if (!BerElement.TryRead(command.Payload, out var outer, out _) || outer.Tag != 0x7C) return ([], 0x6A80);
        var (field, status) = step switch
        {
            1 => (Tlv.Encode(0x80, EncryptedNonce()), 0x9000),
            2 => outer.TryFind(0x81, out var data) ? Map(data.Value.Span) : ([], 0x6A80),
            3 => outer.TryFind(0x83, out var key) ? Agree(key.Value.Span) : ([], 0x6A80),
            4 => outer.TryFind(0x85, out var token) ? Confirm(token.Value.Span) : ([], 0x6A80),
            _ => ([], NotDone),
        };
        if (status != 0x9000 || step == 4) step = 0;
        else step++;
        return status == 0x9000 ? (Tlv.Encode(0x7C, field), status) : ([], status);
    }

    static PaceVariant Variant(PaceOffer offer)
    {
        var arcs = offer.Arcs.Split('.');
        var kind = arcs[0] switch { "3" or "4" => PaceMapping.Integrated, "6" => PaceMapping.ChipAuthentication, _ => PaceMapping.Generic };
        return new("0.4.0.127.0.7.2.2.4." + offer.Arcs, kind, (MessagingCipher)int.Parse(arcs[1]), StandardisedDomains.Find(offer.ParameterId)!, offer.ParameterId);
    }

    byte[] EncryptedNonce()
    {
        var cipher = variant!.Cipher;
        var isLong = cipher.KeySize() > 16 && (variant.Mapping == PaceMapping.Integrated || Plan.Quirks.LongNonce);
        nonce = Random.Octets(isLong ? 32 : 16);
        var secret = withCan ? card.Passport.CanKey : card.Passport.MrzKey;
        return cipher.Encrypt(KeyDerivation.PasswordKey(cipher, secret.PaceSecret()), nonce, new byte[cipher.BlockSize()]);
    }

    (byte[], int) Map(ReadOnlySpan<byte> sent)
    {
        var group = variant!.Group;
        if (variant.Mapping == PaceMapping.Integrated)
        {
            generator = group.MapIntegrated(IntegratedMapping.Number(variant.Cipher, nonce, sent.ToArray(), group))!;
            return (Tlv.Encode(0x82), 0x9000);
        }
        mapping = group.NewKey(Random)!;
        if (group.FromWire(sent) is not { } theirs || group.Raise(theirs, mapping.Private) is not { } shared) return ([], 0x6A80);
        generator = group.Combine(group.Raise(group.Generator, KeyGroup.Number(nonce))!, shared)!;
        return (Tlv.Encode(0x82, group.OnWire(mapping.Public)), 0x9000);
    }

    (byte[], int) Agree(ReadOnlySpan<byte> sent)
    {
        var group = variant!.Group;
        agreement = group.NewKey(Random, generator)!;
        if (group.FromWire(sent) is not { } theirs || group.Raise(theirs, agreement.Private) is not { } shared) return ([], 0x6A80);
        terminalKey = theirs;
        keys = KeyDerivation.SessionKeys(variant.Cipher, group.SharedSecret(shared));
        return (Tlv.Encode(0x84, group.OnWire(agreement.Public)), 0x9000);
    }

    (byte[], int) Confirm(ReadOnlySpan<byte> token)
    {
        if (!Token(agreement!.Public).AsSpan().SequenceEqual(token))
        {
            if (!withCan || Plan.Quirks.CanTries == 0) return ([], 0x6300);
            return ([], 0x63C0 | Math.Max(0, Plan.Quirks.CanTries - ++wrongCans));
        }
        wrongCans = 0;
        var group = variant!.Group;
        Pace = (group.Compress(agreement.Public), variant.Mapping == PaceMapping.ChipAuthentication ? group.Compress(terminalKey) : []);
        card.Secure(keys!);
        var field = Tlv.Encode(0x86, Token(terminalKey));
        var proves = variant.Mapping == PaceMapping.ChipAuthentication && !Plan.Quirks.WithholdsMapping;
        return ([.. field, .. proves ? Tlv.Encode(0x8A, ChipAuthentication()) : []], 0x9000);
    }

    byte[] Token(byte[] key) => keys!.Cipher.Mac(keys.Authentication, Tlv.Encode(0x7F49,
        [.. Tlv.Encode(0x06, Tlv.Oid(variant!.Protocol)), .. Tlv.Encode(variant.Group.PublicKeyTag, variant.Group.OnWire(key))]));

    // CA = SK⁻¹ · SK.map mod n, with the static key that bears the parameter id; a clone has only a key of its own.
    byte[] ChipAuthentication()
    {
        var group = variant!.Group;
        var chip = card.Passport.ChipKeys.First(key => key.Offer.KeyId == variant.ParameterId);
        var secret = card.IsClone ? group.NewKey(Randomness.System)!.Private : chip.Pair.Private;
        var factor = BigInteger.ModPow(secret, group.Order - 2, group.Order) * mapping!.Private % group.Order;
        var mask = Enumerable.Repeat((byte)0xFF, 16).ToArray();
        var iv = keys!.Cipher.Encrypt(keys.Encryption, mask, new byte[16]);
        return keys.Cipher.Encrypt(keys.Encryption, MessagingCiphers.Pad(KeyGroup.Padded(factor, group.Size), 16), iv);
    }
}
