namespace Limen.Documents;

/// <summary>Something the importing person should know.</summary>
/// <param name="Code">As <c>docs/errors.md</c> lists it: <c>trust.listSignerPurpose</c>, <c>trust.listBroken</c>, <c>trust.unreadable</c>, ...</param>
/// <param name="Detail">Names and numbers to it.</param>
public sealed record TrustNotice(string Code, string Detail);

/// <summary>What a file brought, and what to tell about it.</summary>
/// <param name="Material">For <see cref="TrustStore.With"/>.</param>
/// <param name="Notices">In the order met.</param>
/// <param name="Refused">How many signed lists were refused: for a broken signature, or a deviation list for its signer.</param>
/// <param name="Unreadable">How many objects could not be read.</param>
public sealed record TrustImported(TrustMaterial Material, IReadOnlyList<TrustNotice> Notices, int Refused, int Unreadable);

/// <summary>
/// Reads what States publish: master lists (.ml), the ICAO PKD's LDIF, certificates and revocation lists in DER or PEM, one or many to a file,
/// whatever its name says. Known objects are known by their SHA-256, so importing twice changes nothing.
/// </summary>
public static class TrustImport
{
    const int MostBytes = 64 << 20;

    /// <summary>Reads one file; an LDIF is read line by line and never held whole, but for its signed lists.</summary>
    /// <param name="source">The name to remember it by.</param>
    /// <param name="content">Its bytes, read once from front to back.</param>
    /// <param name="known">The store before, whose authorities vouch for list signers.</param>
    /// <param name="allowUnverified">Take signed lists whose signature is broken, and deviation lists whose signer may not speak.</param>
    /// <param name="cancel">Gives up.</param>
    public static TrustImported Read(string source, Stream content, TrustStore known, bool allowUnverified, CancellationToken cancel)
    {
        var basket = new TrustBasket(source, known, allowUnverified);
        var head = new byte[4096];
        var filled = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        using var whole = new PrefixedStream(head.AsMemory(0, filled), content);
        if (LdifReader.IsLdif(head.AsSpan(0, filled)))
        {
            foreach (var value in LdifReader.Binaries(whole, basket.Unreadable, cancel)) basket.Take(value);
            return basket.Close();
        }
        if (!TryReadAll(whole, out var bytes)) basket.Unreadable("larger than 64 MiB");
        else if (PemReader.IsText(bytes.Span))
            foreach (var block in PemReader.Blocks(bytes.Span, basket.Unreadable)) basket.Take(block);
        else TakeAll(bytes, basket);
        return basket.Close();
    }

    /// <summary>
    /// The place of a file of this name among several: certificates first, then the master lists they may vouch for, then what may hold
    /// deviation lists, which all of these may vouch for.
    /// </summary>
    public static int Place(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() switch
    {
        ".ml" => 1,
        ".ldif" => 2,
        ".dl" => 3,
        _ => 0,
    };

    // One object, or several written one after the other.
    static void TakeAll(ReadOnlyMemory<byte> bytes, TrustBasket basket)
    {
        var rest = bytes;
        var any = false;
        while (rest.Length > 0 && rest.Span[0] == 0x30 && BerElement.TryRead(rest, out var element, out var after))
        {
            basket.Take(element.Raw);
            (any, rest) = (true, after);
        }
        if (!any) basket.Unreadable("neither DER, PEM nor LDIF");
        else if (rest.Span.IndexOfAnyExcept("\0\r\n "u8) >= 0) basket.Unreadable("something after the last object, perhaps one cut off");
    }

    static bool TryReadAll(Stream stream, out ReadOnlyMemory<byte> bytes)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            all.Write(buffer, 0, read);
            if (all.Length > MostBytes) { bytes = default; return false; }
        }
        bytes = all.ToArray();
        return true;
    }
}
