namespace Limen.Screening;

/// <summary>Every tuned number of the matching by document, plate, VIN and engine numbers; bits unless told otherwise.</summary>
static class KeyWeights
{
    /// <summary>What one equal character of a number is worth.</summary>
    public const double Character = 2.5;

    /// <summary>What an equal number is worth at least: a short serial number still names its document within its State.</summary>
    public const double NumberLeast = 17.5;

    /// <summary>What an equal number is worth at most: without the State it stays a possible match.</summary>
    public const double NumberMost = 22;

    /// <summary>The first character that is equal only as read.</summary>
    public const double FirstReading = -4;

    /// <summary>Each further one: readers err by a font, so the second confusion is no longer a surprise.</summary>
    public const double FurtherReading = -1.5;

    /// <summary>One substitution or transposition beyond the confusions.</summary>
    public const double Slip = -9;

    /// <summary>The State agrees.</summary>
    public const double State = 7;

    /// <summary>The State agrees as read; it stands in the MRZ without a check digit.</summary>
    public const double StateAsRead = 3;

    /// <summary>Another State: numbers repeat between States.</summary>
    public const double OtherState = -16;

    /// <summary>The class agrees.</summary>
    public const double Class = 1;

    /// <summary>Another class: a State numbers its passports and cards apart.</summary>
    public const double OtherClass = -19;

    /// <summary>A VIN of 17 characters names one vehicle of the world.</summary>
    public const double Vin = 30;

    /// <summary>An engine number at most: engines of a type share much of it, and some lists hold the type alone.</summary>
    public const double EngineMost = 20;

    /// <summary>Both VINs carry a check digit that holds, and yet they differ: two vehicles rather than a misreading.</summary>
    public const double BothVinsHold = -14;

    /// <summary>The VIN as read fails its check digit and the listed one holds: a misreading, as suspected.</summary>
    public const double VinMisread = 3;

    /// <summary>Another VIN under the same plate: the plate may be false or stolen, which is a reason to look, not to look away.</summary>
    public const double OtherVin = -6;

    /// <summary>Another plate under the same VIN or engine number: plates are changed first.</summary>
    public const double OtherPlate = 0;

    /// <summary>Another engine number: engines are exchanged.</summary>
    public const double OtherEngine = -1;

    /// <summary>At least this is a strong match.</summary>
    public const double StrongFrom = 24;

    /// <summary>At least this is a possible match.</summary>
    public const double PossibleFrom = 12;

    /// <summary>Below this nobody is told.</summary>
    public const double WeakFrom = 5;

    /// <summary>What an equal number of that many characters is worth.</summary>
    public static double Number(int characters) => Math.Clamp(characters * Character, NumberLeast, NumberMost);

    /// <summary>What that many places cost that agree only as read.</summary>
    public static double Readings(int places) => places == 0 ? 0 : FirstReading + (places - 1) * FurtherReading;

    /// <summary>The candidate that the evidence makes, or null when it is too little to tell anybody.</summary>
    public static Candidate? Candidate(string entryId, List<Evidence> evidence)
    {
        var score = evidence.Sum(piece => piece.Weight);
        if (score < WeakFrom) return null;
        var strength = score >= StrongFrom ? Strength.Strong : score >= PossibleFrom ? Strength.Possible : Strength.Weak;
        evidence.Sort((one, other) => Math.Abs(other.Weight).CompareTo(Math.Abs(one.Weight)));
        return new(entryId, score, strength, evidence);
    }
}
