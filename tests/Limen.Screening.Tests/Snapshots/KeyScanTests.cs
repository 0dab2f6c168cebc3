using Limen.Documents;

namespace Limen.Screening.Tests;

/// <summary>The plain scan over all entries is the specification; the index must find exactly what it finds.</summary>
public class KeyScanTests
{
    static readonly string[] Confusions = ["OQD0", "IL1", "S5", "B8", "Z2", "G6"];
    static readonly StateCode[] States = [default, State("D"), State("DEU"), State("UTO"), State("UTD"), State("FRA")];

    [Fact]
    public void Documents_found_by_key_are_exactly_those_that_a_scan_finds()
    {
        var random = new Random(1);
        for (var round = 0; round < 10; round++)
        {
            var entries = Enumerable.Range(0, 300).Select(i => new DocumentEntry
            {
                EntryId = $"{i}",
                Number = Text(random, 0, 5),
                IssuingState = Pick(random, States),
                Class = (DocumentClass)random.Next(4),
            }).ToList();
            var index = KeyIndex.Build(entries.Select(DocumentMatching.KeyOf));
            var store = entries.ToLookup(DocumentMatching.KeyOf);
            for (var i = 0; i < 200; i++)
            {
                var query = new DocumentQuery(Text(random, 0, 5), (DocumentClass)random.Next(4), Pick(random, States));
                Same(
                    entries.Select(entry => DocumentMatching.Judge(query, entry)),
                    DocumentMatching.KeysAsked(query).Where(index.Contains).SelectMany(key => store[key])
                        .Select(entry => DocumentMatching.Judge(query, entry)));
                Same(
                    entries.Select(entry => DocumentMatching.JudgeNear(query, entry)),
                    DocumentMatching.KeysNear(query).Distinct().Where(index.Contains).SelectMany(key => store[key])
                        .Select(entry => DocumentMatching.JudgeNear(query, entry)));
            }
        }
    }

    [Fact]
    public void Vehicles_found_by_key_are_exactly_those_that_a_scan_finds()
    {
        var random = new Random(2);
        for (var round = 0; round < 10; round++)
        {
            var entries = Enumerable.Range(0, 200).Select(i => new VehicleEntry
            {
                EntryId = $"{i}",
                Vin = Maybe(random),
                Plate = Maybe(random),
                EngineNumber = Maybe(random),
                PlateState = Pick(random, States),
            }).ToList();
            var index = KeyIndex.Build(entries.SelectMany(VehicleMatching.KeysOf));
            var store = entries.SelectMany(entry => VehicleMatching.KeysOf(entry).Select(key => (key, entry))).ToLookup(one => one.key, one => one.entry);
            for (var i = 0; i < 200; i++)
            {
                var query = new VehicleQuery
                {
                    Vin = Maybe(random),
                    Plate = Maybe(random),
                    EngineNumber = Maybe(random),
                    PlateState = Pick(random, States),
                };
                Same(
                    entries.Select(entry => VehicleMatching.Judge(query, entry)),
                    VehicleMatching.KeysAsked(query).Where(index.Contains).SelectMany(key => store[key]).Distinct()
                        .Select(entry => VehicleMatching.Judge(query, entry)));
            }
        }
    }

    [Fact]
    public void A_listed_number_is_never_missed_for_up_to_two_confused_characters()
    {
        var random = new Random(3);
        var listed = Enumerable.Range(0, 20_000).Select(_ => Long(random, random.Next(6, 23))).ToArray();
        var index = KeyIndex.Build(listed.Select(number => DocumentMatching.KeyOf(Entry(number))));
        foreach (var number in listed)
        {
            var query = new DocumentQuery(Misread(random, number), DocumentClass.Passport, State("UTO"));
            Assert.True(index.Contains(Assert.Single(DocumentMatching.KeysAsked(query))));
            Assert.True(DocumentMatching.Judge(query, Entry(number))?.Strength >= Strength.Possible);
        }
    }

    [Fact]
    public void A_listed_VIN_is_never_missed_for_up_to_two_confused_characters()
    {
        var random = new Random(4);
        for (var i = 0; i < 10_000; i++)
        {
            var entry = new VehicleEntry { EntryId = "1", Vin = Long(random, 17) };
            var query = new VehicleQuery { Vin = Misread(random, entry.Vin) };
            Assert.Equal(VehicleMatching.KeysOf(entry), VehicleMatching.KeysAsked(query));
            Assert.NotNull(VehicleMatching.Judge(query, entry));
        }
    }

    [Fact]
    public void No_text_whatever_makes_a_question_or_an_entry_throw()
    {
        var random = new Random(5);
        for (var i = 0; i < 10_000; i++)
        {
            var number = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x10000))]);
            var other = i % 2 == 0 ? number : Misread(random, number);
            var (document, vehicle) = (new DocumentQuery(number, 0, default), new VehicleQuery { Vin = number, Plate = other, EngineNumber = number });
            Assert.Equal(DocumentMatching.KeysAsked(document).Count, DocumentMatching.Judge(document, Entry(number)) is null ? 0 : 1);
            Assert.All(DocumentMatching.KeysAsked(document), key => Assert.InRange(key, 0UL, (1UL << KeyIndex.KeyBits) - 1));
            var entry = new VehicleEntry { EntryId = "1", Vin = number, Plate = number, EngineNumber = other };
            Assert.Equal(VehicleMatching.KeysAsked(vehicle), VehicleMatching.KeysOf(entry));
            Assert.Equal(VehicleMatching.KeysAsked(vehicle).Count > 0, VehicleMatching.Judge(vehicle, entry) is not null);
        }
    }

    [Fact]
    public void A_number_of_a_million_characters_is_answered_like_any_other()
    {
        var number = new string('7', 1_000_000);
        var query = new DocumentQuery(number, DocumentClass.Passport, State("UTO"));
        Assert.Equal([DocumentMatching.KeyOf(Entry(number))], DocumentMatching.KeysAsked(query));
        Assert.NotNull(DocumentMatching.Judge(query, Entry(number)));
        Assert.Empty(DocumentMatching.KeysNear(query));
    }

    static void Same(IEnumerable<Candidate?> scanned, IEnumerable<Candidate?> found) => Assert.Equal(
        scanned.OfType<Candidate>().Select(Told).Order(StringComparer.Ordinal), found.OfType<Candidate>().Select(Told).Order(StringComparer.Ordinal));

    static string Told(Candidate candidate) =>
        $"{candidate} {string.Join(", ", candidate.Evidence.Select(piece => piece.Words))}";

    // Few characters and short texts, so that most questions find something.
    static string Text(Random random, int least, int most) =>
        new([.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => "AO01IB8 -X"[random.Next(10)])]);

    static string? Maybe(Random random) => random.Next(3) == 0 ? null : Text(random, 0, 4);

    static string Long(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[random.Next(36)])]);

    static string Misread(Random random, string number)
    {
        var read = number.ToCharArray();
        for (var slips = 0; slips < 2 && read.Length > 0; slips++)
        {
            var at = random.Next(read.Length);
            if (Confusions.FirstOrDefault(all => all.Contains(read[at])) is { } alike) read[at] = alike[random.Next(alike.Length)];
        }
        return new(read);
    }

    static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];

    static DocumentEntry Entry(string number) => new() { EntryId = "1", Number = number, IssuingState = State("UTO") };

    static StateCode State(string code) => StateCode.TryParse(code, out var state) ? state : default;
}
