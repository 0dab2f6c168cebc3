using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>
/// Keeps other sites from using an officer's session: a request that changes something and rests on a cookie must carry a header
/// that no form and no foreign script can set, and an Origin, where there is one, must be our own.
/// </summary>
static class ForgeryGuard
{
    public const string Header = "X-Limen-Request";

    public static void UseForgeryGuard(this IApplicationBuilder app) => app.Use((http, next) =>
        IsForged(http) ? Problems.ForgedRequest.Result().ExecuteAsync(http) : next(http));

    static bool IsForged(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)) return false;
        if (Asker.Find(http) is { ByKey: true }) return false;
        if (!IsOwnOrigin(http.Request)) return true;
        return Asker.Find(http) is not null && http.Request.Headers[Header] != "1";
    }

    static bool IsOwnOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none")) return false;
        return request.Headers.Origin is not [{ } origin] || origin == $"{request.Scheme}://{request.Host}";
    }
}
