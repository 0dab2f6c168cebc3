using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>All officers, disabled ones too.</summary>
static class ShowOfficers
{
    public static async Task<Ok<OfficerJson[]>> Handle(Node node, CancellationToken cancel) =>
        TypedResults.Ok<OfficerJson[]>([.. (await node.Store.Officers.AllAsync(cancel)).Select(officer => OfficerJson.Of(officer))]);
}
