using System.Security.Cryptography;
using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>What the chip tests have in common: an instant, a face of a given size, and a reading in process.</summary>
static class Sample
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A DG2 of about so many octets; its content is noise, its frame is right.</summary>
    public static Dictionary<int, byte[]> Face(int octets) => new() { [2] = Framed(0x75, octets) };

    public static byte[] Framed(int tag, int octets) => Tlv.Encode(tag, RandomNumberGenerator.GetBytes(octets));

    public static Task<ChipReading> ReadAsync(EmulatedPassport passport, AccessKey? key, ChipReadOptions? options = null) =>
        ReadAsync(new CardInProcess(passport.Card(), passport.Plan.Fault), key, options);

    public static Task<ChipReading> ReadAsync(ICardTransport card, AccessKey? key, ChipReadOptions? options = null) =>
        new ChipReader(card, options ?? new(), TimeProvider.System).ReadAsync(key, TestContext.Current.CancellationToken);

    public static ChipInspection Inspect(EmulatedPassport passport, ChipReading reading) =>
        ChipProof.Inspect(reading, passport.Trusted(Now), Now);
}
