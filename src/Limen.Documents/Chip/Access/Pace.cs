using System.Security.Cryptography;

namespace Limen.Documents;

/// <summary>What chip authentication mapping handed over: the chip's mapping key and the number that turns its static key into it.</summary>
/// <param name="Group">The curve.</param>
/// <param name="ParameterId">Its id.</param>
/// <param name="MappingKey">The chip's public key of the mapping.</param>
/// <param name="Factor">The chip authentication data, decrypted.</param>
sealed record PaceChipAuthentication(KeyGroup Group, int ParameterId, byte[] MappingKey, byte[] Factor);

/// <summary>How PACE ended: established, with what terminal and chip authentication need of it, or the failure.</summary>
/// <param name="Failure">Null when secure messaging is established.</param>
/// <param name="ChipKey">The chip's public key of the key agreement, which names the chip in terminal authentication.</param>
/// <param name="TerminalKey">The terminal's public key of the key agreement.</param>
/// <param name="ChipAuthentication">What chip authentication mapping handed over.</param>
sealed record PaceOutcome(
    ChipFailure? Failure, byte[]? ChipKey = null, byte[]? TerminalKey = null, PaceChipAuthentication? ChipAuthentication = null);

/// <summary>Password authenticated connection establishment (Doc 9303-11 §4.4), one run of it.</summary>
sealed class Pace(CardChannel channel, PaceVariant variant, Randomness random)
{
    const byte WithMrz = 1, WithCan = 2;
    const int Token = 8;

    // What MSE:Set AT warns of when the password stands before its last tries.
    static bool IsAccepted(Response response) => response.Ok || response.Error == ChipError.None && response.RetriesLeft > 0;

    /// <summary>Runs the protocol; secure messaging is established when the outcome has no failure.</summary>
    public async ValueTask<PaceOutcome> RunAsync(AccessKey key, CancellationToken cancel)
    {
        if (await ChooseAsync(key, cancel) is { } refused) return new(refused);
        var (first, nonceText) = await StepAsync(0x10, [], 0x80, cancel);
        if (first is not null) return new(first);
        var password = KeyDerivation.PasswordKey(variant.Cipher, key.PaceSecret());
        var nonce = variant.Cipher.Decrypt(password, nonceText.Span, new byte[variant.Cipher.BlockSize()]);
        if (nonce is not { Length: > 0 }) return new(new ChipFailure(ChipError.Garbled));
        var (failure, generator, mappingKey) = await MapAsync(nonce, cancel);
        if (failure is not null) return new(failure);
        return await AgreeAsync(generator ?? [], mappingKey ?? [], cancel);
    }

    async ValueTask<ChipFailure?> ChooseAsync(AccessKey key, CancellationToken cancel)
    {
        byte[] template = [.. Tlv.Encode(0x80, Tlv.Oid(variant.Protocol)), 0x83, 1, key.IsCan ? WithCan : WithMrz];
        byte[] parameter = [0x84, 1, (byte)variant.ParameterId];
        var answer = await channel.SendAsync(new(0, 0x22, 0xC1, 0xA4, (byte[])[.. template, .. parameter]), cancel);
        // Chips that know one set of parameters only may not know the tag that names it.
        if (answer.Error == ChipError.None && answer.StatusWord is 0x6A80 or 0x6A87 or 0x6A88)
            answer = await channel.SendAsync(new(0, 0x22, 0xC1, 0xA4, template), cancel);
        return IsAccepted(answer) ? null : answer.Failure(ChipError.AccessNotSupported);
    }

    async ValueTask<Mapped> MapAsync(byte[] nonce, CancellationToken cancel)
    {
        if (variant.Mapping == PaceMapping.Integrated)
        {
            var own = random.Octets(variant.Cipher.KeySize());
            var (refused, _) = await StepAsync(0x10, Tlv.Encode(0x81, own), 0, cancel);
            if (refused is not null) return new(refused);
            var mapped = variant.Group.MapIntegrated(IntegratedMapping.Number(variant.Cipher, nonce, own, variant.Group));
            return mapped is null ? new(new(ChipError.AccessNotSupported)) : new(null, mapped);
        }
        var key = variant.Group.NewKey(random)!;
        var (failure, sent) = await StepAsync(0x10, Tlv.Encode(0x81, variant.Group.OnWire(key.Public)), 0x82, cancel);
        if (failure is not null) return new(failure);
        if (variant.Group.FromWire(sent.Span) is not { } theirs || variant.Group.Raise(theirs, key.Private) is not { } shared
            || variant.Group.Raise(variant.Group.Generator, KeyGroup.Number(nonce)) is not { } raised
            || variant.Group.Combine(raised, shared) is not { } generator)
            return new(new(ChipError.Garbled));
        return new(null, generator, theirs);
    }

    async ValueTask<PaceOutcome> AgreeAsync(byte[] generator, byte[] mappingKey, CancellationToken cancel)
    {
        var group = variant.Group;
        if (group.NewKey(random, generator) is not { } key) return new(new ChipFailure(ChipError.Garbled));
        var (failure, sent) = await StepAsync(0x10, Tlv.Encode(0x83, group.OnWire(key.Public)), 0x84, cancel);
        if (failure is not null) return new(failure);
        if (group.FromWire(sent.Span) is not { } theirs || theirs.AsSpan().SequenceEqual(key.Public)
            || group.Raise(theirs, key.Private) is not { } shared)
            return new(new ChipFailure(ChipError.Garbled));
        var keys = KeyDerivation.SessionKeys(variant.Cipher, group.SharedSecret(shared));
        var answer = await SendStepAsync(0x00, Tlv.Encode(0x85, TokenFor(keys, group.OnWire(theirs))), cancel);
        if (!answer.Ok) return new(answer.Failure(ChipError.WrongKey));
        if (!TryField(answer, 0x86, out var token)) return new(new ChipFailure(ChipError.Garbled));
        if (!IsTokenOf(keys, key.Public, token.Span)) return new(new ChipFailure(ChipError.NotAuthentic));
        channel.Secure(new(keys));
        return new(null, theirs, key.Public, variant.Mapping == PaceMapping.ChipAuthentication ? Handed(keys, mappingKey, answer) : null);
    }

    // Without readable data the chip is simply not authenticated by PACE.
    PaceChipAuthentication? Handed(SessionKeys keys, byte[] mappingKey, Response answer)
    {
        if (!TryField(answer, 0x8A, out var text)) return null;
        var mask = new byte[16];
        mask.AsSpan().Fill(0xFF);
        var iv = keys.Cipher.Encrypt(keys.Encryption, mask, new byte[16]);
        return keys.Cipher.Decrypt(keys.Encryption, text.Span, iv) is { } padded && MessagingCiphers.Unpad(padded) is { } factor
            ? new(variant.Group, variant.ParameterId, mappingKey, factor)
            : null;
    }

    byte[] TokenFor(SessionKeys keys, ReadOnlySpan<byte> key) => keys.Cipher.Mac(keys.Authentication,
        Tlv.Encode(0x7F49, [.. Tlv.Encode(0x06, Tlv.Oid(variant.Protocol)), .. Tlv.Encode(variant.Group.PublicKeyTag, key)]));

    // A chip may have kept the leading zeros of a number that we sent without.
    bool IsTokenOf(SessionKeys keys, byte[] key, ReadOnlySpan<byte> token) => token.Length == Token
        && (CryptographicOperations.FixedTimeEquals(TokenFor(keys, variant.Group.OnWire(key)), token)
            || CryptographicOperations.FixedTimeEquals(TokenFor(keys, key), token));

    async ValueTask<Answered> StepAsync(byte cla, byte[] field, int expected, CancellationToken cancel)
    {
        var answer = await SendStepAsync(cla, field, cancel);
        if (!answer.Ok) return new(answer.Failure(answer.StatusWord >> 8 == 0x63 ? ChipError.WrongKey : ChipError.Refused));
        if (expected == 0) return new(null);
        return TryField(answer, expected, out var value) ? new(null, value) : new(new ChipFailure(ChipError.Garbled));
    }

    sealed record Answered(ChipFailure? Failure, ReadOnlyMemory<byte> Value = default);

    sealed record Mapped(ChipFailure? Failure, byte[]? Generator = null, byte[]? ChipKey = null);

    ValueTask<Response> SendStepAsync(byte cla, byte[] field, CancellationToken cancel) =>
        channel.SendAsync(new(cla, 0x86, 0, 0, Tlv.Encode(0x7C, field), field.Length > Apdu.ShortPayload ? Apdu.LongestReply : Apdu.ShortReply), cancel);

    static bool TryField(Response answer, int tag, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (!BerElement.TryRead(answer.Payload, out var outer, out _) || outer.Tag != 0x7C || !outer.TryFind(tag, out var field)) return false;
        value = field.Value;
        return true;
    }
}
