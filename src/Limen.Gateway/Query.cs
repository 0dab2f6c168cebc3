using System.Text.Json.Serialization;
using Limen.Screening;

namespace Limen.Gateway;

/// <summary>Why a question is asked; every query carries one, and it is journalled. Persisted, so numbers never change.</summary>
public enum Purpose
{
    /// <summary>Check of a person crossing a border, first line.</summary>
    [JsonStringEnumMemberName("border-check")] BorderCheck = 1,
    /// <summary>Further check after a referral, second line.</summary>
    [JsonStringEnumMemberName("second-line")] SecondLine = 2,
    /// <summary>Check by police inside the territory.</summary>
    [JsonStringEnumMemberName("police-check")] PoliceCheck = 3,
    /// <summary>Examination of a visa or residence application.</summary>
    [JsonStringEnumMemberName("visa-check")] VisaCheck = 4,
    /// <summary>A listed test record is asked to see that the line works.</summary>
    [JsonStringEnumMemberName("test")] Test = 5,
    /// <summary>An exercise with invented travellers.</summary>
    [JsonStringEnumMemberName("training")] Training = 6,
}

/// <summary>One question to all sources: any of document, person and vehicle, with its purpose and the person who asks.</summary>
/// <param name="Purpose">Why it is asked.</param>
/// <param name="AskedBy">Name under which the asker signed in.</param>
public sealed record Query(Purpose Purpose, string AskedBy)
{
    /// <summary>The document in hand; null when none is asked about.</summary>
    public DocumentQuery? Document { get; init; }

    /// <summary>Its holder; null when nobody is asked about.</summary>
    public PersonQuery? Person { get; init; }

    /// <summary>The vehicle; null when none is asked about.</summary>
    public VehicleQuery? Vehicle { get; init; }

    /// <summary>True when the query asks something that a list of this kind could answer.</summary>
    public bool Concerns(ListKind kind) => kind switch
    {
        ListKind.Documents => Document is not null,
        ListKind.Persons => Person is not null,
        ListKind.Vehicles => Vehicle is not null,
    };

    /// <summary>Says only the purpose.</summary>
    public override string ToString() => $"Query {Purpose}";
}
