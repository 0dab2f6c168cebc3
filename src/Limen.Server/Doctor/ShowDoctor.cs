using System.Text.Json;
using Limen.Inspections;
using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Limen.Server;

/// <summary>How this node stands, for its administrators: the doctor's findings, and what the hub answered otherwise.</summary>
static class ShowDoctor
{
    const int MostDiffering = 50;

    /// <summary>What was found.</summary>
    public sealed record Response
    {
        /// <summary>Every finding, worst first.</summary>
        public required IReadOnlyList<Diagnosis> Findings { get; init; }
        /// <summary>Inspections of the last seven days that the hub answered otherwise, newest first; at a hub, those of all its posts.</summary>
        public required IReadOnlyList<Differing> Differing { get; init; }
    }

    /// <summary>An inspection that the hub answered otherwise than the post.</summary>
    /// <param name="Post">The post; null at the post itself.</param>
    /// <param name="At">When, UTC.</param>
    /// <param name="Inspection">Id of the inspection.</param>
    /// <param name="List">The list.</param>
    /// <param name="EntryId">The entry within it.</param>
    /// <param name="Only">Who has the match: here is the post.</param>
    /// <param name="HereVersion">Version of the list at the post; null where it had none.</param>
    /// <param name="HubVersion">Version of the list at the hub.</param>
    /// <param name="Refers">True when the hub would have referred.</param>
    public sealed record Differing(string? Post, DateTimeOffset At, Guid Inspection, string List, string EntryId, Holder Only, long? HereVersion, long? HubVersion, bool Refers);

    public static async Task<Ok<Response>> Handle(Node node, CancellationToken cancel)
    {
        var facts = new NodeFacts
        {
            Now = node.Time.GetUtcNow(),
            Folder = node.Folder,
            Role = node.Settings.Role,
            SettingsProblems = [.. Doctor.Missing(node.Folder, node.Settings)],
            Disk = Doctor.Disk(node.Folder),
        };
        facts = await Doctor.GatherAsync(facts, node.Store, node.Settings, Doctor.Glance, full: false, node.Time, cancel);
        var differing = await node.Store.Checkup.DifferingAsync(facts.Now - Doctor.DifferingFor, MostDiffering, cancel);
        return TypedResults.Ok(new Response { Findings = Examination.Of(facts), Differing = [.. differing.SelectMany(Read)] });
    }

    // A post of another version may tell it otherwise.
    static IEnumerable<Differing> Read(DifferingInspection one)
    {
        try
        {
            var told = JsonSerializer.Deserialize(one.Details, ServerJson.Default.Told);
            return Guid.TryParse(one.Inspection, out var id) && told is not null
                ? told.Differences.Select(each => new Differing(one.Post, one.At, id, each.List, each.Entry, each.Only, each.Here, each.Hub, each.Refers))
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static void MapDoctor(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/doctor", Handle).Allow(Rights.Administer).WithTags("Doctor").WithName("showDoctor").WithSummary("What is wrong with this node, and what to do");
}
