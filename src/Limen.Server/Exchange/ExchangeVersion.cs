using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>Which version of the exchange the other side speaks. A neighbour is answered as far as possible; who is further off is told so.</summary>
static class ExchangeVersion
{
    public static TBuilder SpeakVersion<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(async (call, next) =>
    {
        var told = call.HttpContext.Request.Headers[HubLine.VersionHeader].ToString();
        call.HttpContext.Response.Headers[HubLine.VersionHeader] = HubLine.Version;
        var own = int.Parse(HubLine.Version, CultureInfo.InvariantCulture);
        return int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && Math.Abs(version - own) > 1
            ? Problems.ExchangeVersionUnknown.Result()
            : await next(call);
    });
}
