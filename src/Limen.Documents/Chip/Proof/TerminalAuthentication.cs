using System.Text;

namespace Limen.Documents;

/// <summary>
/// Terminal authentication version 1 (Doc 9303-11 §7.1), one run of it: the terminal's certificates to the chip, then a signature over
/// the chip's challenge and the key of the chip authentication before it.
/// </summary>
sealed class TerminalAuthentication(CardChannel channel, TerminalCredential credential)
{
    const int Challenge = 8;

    /// <summary>Runs the protocol in the eMRTD application under secure messaging.</summary>
    /// <param name="chipName">The document number with its check digit after BAC, the compressed chip key after PACE.</param>
    /// <param name="terminalKey">The compressed terminal key of chip authentication.</param>
    /// <param name="authorities">The CVCAs the chip knows, from EF.CVCA; empty when it does not tell.</param>
    /// <param name="cancel">Gives up earlier.</param>
    /// <returns>Null when the chip accepted the terminal.</returns>
    public async ValueTask<ChipFailure?> RunAsync(
        byte[] chipName, byte[] terminalKey, IReadOnlyList<string> authorities, CancellationToken cancel)
    {
        foreach (var certificate in ChainFrom(authorities))
            if (await PresentAsync(certificate, cancel) is { } refused) return refused;
        var chosen = await channel.SendAsync(new(0, 0x22, 0x81, 0xA4, Reference(credential.Terminal.Holder)), cancel);
        if (!chosen.Ok) return chosen.Failure();
        var challenge = await channel.SendAsync(new(0, 0x84, 0, 0, default, Challenge), cancel);
        if (!challenge.Ok) return challenge.Failure();
        var signature = credential.Sign([.. chipName, .. challenge.Payload.Span, .. terminalKey]);
        var answer = await channel.SendAsync(new(0, 0x82, 0, 0, signature), cancel);
        return answer.Ok ? null : answer.Failure(ChipError.NotAllowed);
    }

    async ValueTask<ChipFailure?> PresentAsync(CvCertificate certificate, CancellationToken cancel)
    {
        var chosen = await channel.SendAsync(new(0, 0x22, 0x81, 0xB6, Reference(certificate.Issuer)), cancel);
        if (!chosen.Ok) return chosen.Failure(ChipError.NotAllowed);
        byte[] parts = [.. certificate.BodyRaw.Span, .. certificate.SignatureRaw.Span];
        var answer = await channel.SendAsync(new(0, 0x2A, 0x00, 0xBE, parts), cancel);
        return answer.Ok ? null : answer.Failure(ChipError.NotAllowed);
    }

    // From the first certificate that one of the chip's authorities issued.
    IEnumerable<CvCertificate> ChainFrom(IReadOnlyList<string> authorities)
    {
        var start = 0;
        while (start < credential.Chain.Count && !authorities.Contains(credential.Chain[start].Issuer)) start++;
        return credential.Chain.Skip(start == credential.Chain.Count ? 0 : start);
    }

    static byte[] Reference(string name) => Tlv.Encode(0x83, Encoding.Latin1.GetBytes(name));
}
