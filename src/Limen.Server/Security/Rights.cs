using Limen.Gateway;
using Limen.Storage;

namespace Limen.Server;

/// <summary>What each role may do: the one table of rights.</summary>
static class Rights
{
    /// <summary>May start inspections, see the sources and decide.</summary>
    public static readonly Role[] Inspect = [Role.FirstLine, Role.SecondLine];

    /// <summary>May see inspections: his own at first line, everybody's at second line and in oversight.</summary>
    public static readonly Role[] SeeInspections = [Role.FirstLine, Role.SecondLine, Role.Auditor];

    /// <summary>May see everybody's inspections.</summary>
    public static readonly Role[] SeeAllInspections = [Role.SecondLine, Role.Auditor];

    /// <summary>May clear a match for a traveller, and take that back.</summary>
    public static readonly Role[] Clear = [Role.SecondLine];

    /// <summary>May see how sources and lists stand.</summary>
    public static readonly Role[] SeeSources = [Role.FirstLine, Role.SecondLine, Role.ListOwner, Role.Administrator, Role.Auditor];

    /// <summary>May change lists.</summary>
    public static readonly Role[] ChangeLists = [Role.ListOwner];

    /// <summary>May change officers and keys.</summary>
    public static readonly Role[] Administer = [Role.Administrator];

    /// <summary>May see how the posts of a hub stand.</summary>
    public static readonly Role[] SeePosts = [Role.Administrator, Role.Auditor];

    /// <summary>May read the journal.</summary>
    public static readonly Role[] Audit = [Role.Auditor];

    /// <summary>Which roles may ask for a purpose.</summary>
    public static Role[] For(Purpose purpose) => purpose switch
    {
        Purpose.BorderCheck or Purpose.Test or Purpose.Training => [Role.FirstLine, Role.SecondLine],
        Purpose.SecondLine or Purpose.PoliceCheck or Purpose.VisaCheck => [Role.SecondLine],
    };
}
