namespace Limen.Server;

/// <summary>Whether what a node was told to be fits what its store is.</summary>
public static class RoleCheck
{
    /// <summary>Null when it fits; else the code and a sentence for the operator.</summary>
    public static async Task<(string Code, string Words)?> ProblemAsync(Node node, CancellationToken cancel)
    {
        var enrolled = await node.Store.Enrolment.FindAsync(cancel);
        var names = node.Settings.Hub is { Length: > 0 };
        if (node.Settings.Role == NodeRole.Hub)
            return enrolled is null ? null : ("roleNeedsOwnStore", $"This store is post {enrolled.Post}'s of another hub; a hub needs a folder or a database of its own.");
        if (enrolled is not null) return null;
        if (names) return ("roleNeedsEnrolment", "This folder is not enrolled at that hub. There: limen posts invite NAME. Here: limen enrol --hub URL --code CODE.");
        return node.Settings.Role is null ? null : ("roleNeedsHub", "A post needs its hub: limen enrol --hub URL --code CODE. Leave the role out for a post that works alone.");
    }
}
