using Limen.Documents;
using Limen.Screening;

namespace Limen.Cli;

/// <summary>Invented documents and vehicles for measuring: each made anew from its place in the row, so that none need be kept.</summary>
static class InventedNumbers
{
    const string Digits = "0123456789", Letters = "ABCDEFGHJKLMNPRSTUVWXYZ", All = Digits + Letters;
    static readonly string[] Confusions = ["OQD0", "IL1", "S5", "B8", "Z2", "G6"];
    static readonly StateCode Issuer = StateCode.TryParse("UTO", out var state) ? state : default;

    /// <summary>Two letters and seven digits, nine digits, a letter and eight digits, nine of anything: four, three, two and one of ten.</summary>
    public static string DocumentNumber(long place)
    {
        var random = new Chance(place);
        return random.Below(10) switch
        {
            < 4 => random.Text(2, Letters) + random.Text(7, Digits),
            < 7 => random.Text(9, Digits),
            < 9 => random.Text(1, Letters) + random.Text(8, Digits),
            _ => random.Text(9, All),
        };
    }

    /// <summary>The document at that place as a question, every second one with two confusable characters exchanged where it has them.</summary>
    public static DocumentQuery DocumentAsked(long place)
    {
        var number = DocumentNumber(place);
        return new(place % 2 == 0 ? Misread(number, place) : number, DocumentClass.Passport, Issuer);
    }

    /// <summary>The vehicle at that place: all with a VIN, four of five with a plate, half with an engine number.</summary>
    public static VehicleEntry Vehicle(long place)
    {
        var random = new Chance(~place);
        return new()
        {
            EntryId = "",
            Vin = random.Text(11, All) + random.Text(6, Digits),
            Plate = random.Below(5) > 0 ? random.Text(2, Letters) + random.Text(4, Digits) + random.Text(2, Letters) : null,
            EngineNumber = random.Below(2) > 0 ? random.Text(4, All) + random.Text(8, Digits) : null,
        };
    }

    /// <summary>The VIN and plate of the vehicle at that place as a question.</summary>
    public static VehicleQuery VehicleAsked(long place) => Vehicle(place) is var vehicle
        ? new() { Vin = place % 2 == 0 ? Misread(vehicle.Vin!, place) : vehicle.Vin, Plate = vehicle.Plate }
        : new();

    static string Misread(string number, long place)
    {
        var random = new Chance(-place);
        var read = number.ToCharArray();
        for (int slips = 0, tries = 0; slips < 2 && tries < 20; tries++)
        {
            var at = random.Below(read.Length);
            if (Confusions.FirstOrDefault(all => all.Contains(number[at])) is not { } alike) continue;
            read[at] = alike[random.Below(alike.Length)];
            slips++;
        }
        return new(read);
    }

    // SplitMix64: the same place gives the same number on every machine.
    struct Chance(long seed)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15;

        public int Below(int bound) => (int)Math.BigMul(Next(), (ulong)bound, out _);

        public string Text(int length, string alphabet)
        {
            Span<char> text = stackalloc char[length];
            foreach (ref var character in text) character = alphabet[Below(alphabet.Length)];
            return new(text);
        }

        ulong Next()
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB;
            return mixed ^ mixed >> 31;
        }
    }
}
