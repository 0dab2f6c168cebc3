using System.Globalization;

namespace Limen.Documents;

/// <summary>The header of a seal (Doc 9303-13 Table 2; TR-03137 Table 1).</summary>
readonly record struct SealHeader(
    int Version, StateCode IssuingState, string Signer, string CertificateReference,
    DateOnly IssuedOn, DateOnly SignedOn, byte Features, byte Category, int Length)
{
    const byte Magic = 0xDC, Third = 0x02, Fourth = 0x03;

    /// <summary>
    /// The readings of the first octets, likeliest first. The length of the reference is told in two hexadecimal digits; some issuers write it in
    /// decimal, others leave it out as version 3 did: all are tried and the rest of the seal decides.
    /// </summary>
    public static List<SealHeader> Readings(ReadOnlySpan<byte> octets)
    {
        var readings = new List<SealHeader>();
        if (octets.Length < 16 || octets[0] != Magic || octets[1] is not (Third or Fourth)) return readings;
        if (octets[1] == Third) Try(octets, 5, 0, readings);
        else if (C40.Decode(octets.Slice(4, 4)) is { Length: >= 6 } beginning)
        {
            var told = beginning.AsSpan(4, 2);
            if (int.TryParse(told, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex)) Try(octets, hex, 2, readings);
            if (int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != hex) Try(octets, number, 2, readings);
            Try(octets, 5, 0, readings);
        }
        return readings;
    }

    static void Try(ReadOnlySpan<byte> octets, int referenceLength, int digits, List<SealHeader> readings)
    {
        var reference = C40.Octets(4 + digits + referenceLength);
        var at = 4 + reference;
        if (octets.Length < at + 8) return;
        if (C40.Decode(octets.Slice(2, 2)) is not { } state || !StateCode.TryParse(state, out var issuer)) return;
        if (C40.Decode(octets.Slice(4, reference)) is not { } signer || signer.Length < 4 + digits + referenceLength) return;
        if (!TryDate(octets[at..], out var issued) || !TryDate(octets[(at + 3)..], out var signed)) return;
        readings.Add(new(octets[1] + 1, issuer, signer[..4], signer.Substring(4 + digits, referenceLength).Trim(),
            issued, signed, octets[at + 6], octets[at + 7], at + 8));
    }

    // Three octets hold the number MMDDYYYY.
    static bool TryDate(ReadOnlySpan<byte> octets, out DateOnly date)
    {
        var number = octets[0] << 16 | octets[1] << 8 | octets[2];
        var (month, day, year) = (number / 1_000_000, number / 10_000 % 100, number % 10_000);
        var exists = month is >= 1 and <= 12 && year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? new(year, month, day) : default;
        return exists;
    }
}
