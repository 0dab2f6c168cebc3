using Limen.Documents;

namespace Limen.Screening;

/// <summary>
/// Is this vehicle listed? VIN, plate and engine number each make a key of their own kind; any one of them is enough.
/// What the other two and the State of the plate say is judged on the entry that a key fetched.
/// </summary>
public static class VehicleMatching
{
    const char VinKind = 'V', PlateKind = 'P', EngineKind = 'E';

    /// <summary>The keys under which an entry is kept: up to three, none for what it does not state.</summary>
    public static IReadOnlyList<ulong> KeysOf(VehicleEntry entry) => Keys(entry.Vin, entry.Plate, entry.EngineNumber);

    /// <summary>The keys to look up: up to three.</summary>
    public static IReadOnlyList<ulong> KeysAsked(VehicleQuery query) => Keys(query.Vin, query.Plate, query.EngineNumber);

    /// <summary>
    /// What an entry found under one of the query's keys is worth, or null when none of the three agrees.
    /// VIN: strong. Plate with its State: strong, possible when confused; without the State: possible; of another State: nothing.
    /// Engine number alone: possible. A plate on another VIN stays a possible match, since plates are stolen too.
    /// </summary>
    public static Candidate? Judge(VehicleQuery query, VehicleEntry entry)
    {
        var vin = OfVin(Vin.Clean(query.Vin), Vin.Clean(entry.Vin));
        var plate = OfPlate(query, entry);
        var engine = OfEngine(Reading.Clean(query.EngineNumber), Reading.Clean(entry.EngineNumber));
        var evidence = new[] { vin, engine }.OfType<Evidence>().Concat(plate).ToList();
        return evidence.Exists(Agrees) ? KeyWeights.Candidate(entry.EntryId, evidence) : null;
    }

    static bool Agrees(Evidence piece) =>
        piece.Field != "plateState" && piece.Agreement is Agreement.Equal or Agreement.EqualAsRead;

    static List<ulong> Keys(string? vin, string? plate, string? engine)
    {
        var keys = new List<ulong>(3);
        if (LookupKey.Asks(vin)) keys.Add(LookupKey.Of(vin, VinKind));
        if (LookupKey.Asks(plate)) keys.Add(LookupKey.Of(plate, PlateKind));
        if (LookupKey.Asks(engine)) keys.Add(LookupKey.Of(engine, EngineKind));
        return keys;
    }

    static Evidence? OfVin(string asked, string listed)
    {
        if (asked.Length == 0 || listed.Length == 0) return null;
        if (!Reading.Same(asked, listed))
            return new("vin", Agreement.Contradicted, asked, listed, KeyWeights.OtherVin, "another VIN");
        var worth = asked.Length == Vin.Length ? KeyWeights.Vin : KeyWeights.Number(asked.Length) + KeyWeights.State;
        var same = NumberEvidence.Of("vin", "VIN", asked, listed, worth);
        return asked == listed ? same with { Words = same.Words + CheckDigit(asked) } : Misread(same);
    }

    static string CheckDigit(string vin) => Vin.CheckDigitHolds(vin) switch
    {
        true => ", its check digit holds",
        false => ", its check digit does not hold",
        null => "",
    };

    // A check digit that decides between the two readings is worth more than the likeness of their letters.
    static Evidence Misread(Evidence vin)
    {
        var (weight, words) = (Vin.CheckDigitHolds(vin.Asked), Vin.CheckDigitHolds(vin.Listed)) switch
        {
            (true, true) => (KeyWeights.BothVinsHold, "; both check digits hold, so these may be two vehicles"),
            (false, true) => (KeyWeights.VinMisread, "; the check digit holds as listed, not as read"),
            (true, false) => (0, "; the check digit holds as read, not as listed"),
            (false, false) => (0, "; the check digit holds neither way"),
            _ => (0.0, ""),
        };
        return vin with { Weight = vin.Weight + weight, Words = vin.Words + words };
    }

    static IEnumerable<Evidence> OfPlate(VehicleQuery query, VehicleEntry entry)
    {
        var (asked, listed) = (Reading.Clean(query.Plate), Reading.Clean(entry.Plate));
        if (asked.Length == 0 || listed.Length == 0) yield break;
        if (!Reading.Same(asked, listed))
        {
            yield return new("plate", Agreement.Contradicted, asked, listed, KeyWeights.OtherPlate, "another plate, which may have been changed");
            yield break;
        }
        yield return NumberEvidence.Of("plate", "plate", asked, listed, KeyWeights.NumberLeast);
        yield return OfPlateState(query.PlateState, entry.PlateState);
    }

    // A plate names its State by a sign, lists by a code. Letters that nobody knows say nothing: they must not hide a stolen vehicle.
    static Evidence OfPlateState(StateCode asked, StateCode listed)
    {
        if (asked.IsEmpty || listed.IsEmpty) return StateEvidence.Of("plateState", asked, listed);
        var (one, other) = (RegistrationSigns.StatesOf(asked), RegistrationSigns.StatesOf(listed));
        if (one.Count == 0 || other.Count == 0) return new("plateState", Agreement.Omitted, asked.Value, listed.Value, 0, "State not known by these letters");
        var both = one.Intersect(other).ToList();
        return both.Count == 0
            ? StateEvidence.Of("plateState", asked, listed)
            : StateEvidence.Of("plateState", both[0], both[0]) with { Asked = asked.Value, Listed = listed.Value };
    }

    static Evidence? OfEngine(string asked, string listed)
    {
        if (asked.Length == 0 || listed.Length == 0) return null;
        if (!Reading.Same(asked, listed))
            return new("engineNumber", Agreement.Contradicted, asked, listed, KeyWeights.OtherEngine, "another engine number");
        var worth = Math.Min(KeyWeights.Number(asked.Length), KeyWeights.EngineMost);
        return NumberEvidence.Of("engineNumber", "engine number", asked, listed, worth);
    }
}
