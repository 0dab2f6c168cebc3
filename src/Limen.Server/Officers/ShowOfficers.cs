using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>All officers, disabled ones too; at a post also the hub's, but those whose name an officer of its own has.</summary>
static class ShowOfficers
{
    public static async Task<Ok<OfficerJson[]>> Handle(Node node, CancellationToken cancel)
    {
        var own = await node.Store.Officers.AllAsync(cancel);
        var ofHub = (await node.Store.Roster.AllAsync(cancel)).ExceptBy(own.Select(officer => officer.Name), officer => officer.Name);
        return TypedResults.Ok<OfficerJson[]>([.. own.Concat(ofHub).Select(officer => OfficerJson.Of(officer))]);
    }
}
