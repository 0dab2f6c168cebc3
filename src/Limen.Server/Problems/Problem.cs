using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Limen.Server;

/// <summary>What went wrong with a request, as application/problem+json (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Address of the code's entry in docs/errors.md.</summary>
    public required string Type { get; init; }
    /// <summary>One sentence about this kind of problem.</summary>
    public required string Title { get; init; }
    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }
    /// <summary>Code with an entry in docs/errors.md.</summary>
    public required string Code { get; init; }
    /// <summary>What is special about this case; never a person's name, number or date. Null when nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
    /// <summary>The field of the request that is wrong; null when it is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }
    /// <summary>What came of a refused import; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Storage.ImportReport? Report { get; init; }
    /// <summary>Seconds after which another try makes sense; null when waiting does not help.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? RetryAfter { get; init; }
}

/// <summary>A problem as the result of an endpoint.</summary>
sealed class ProblemResult(Problem problem) : IResult, IEndpointMetadataProvider
{
    const long MostPassedOver = 64 * 1024 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (problem.Status == StatusCodes.Status413PayloadTooLarge) await PassOverAsync(httpContext);
        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await httpContext.Response.WriteAsJsonAsync(problem, ServerJson.Default.Problem, "application/problem+json", httpContext.RequestAborted);
    }

    // Who is still sending hears no answer when the connection is closed on him: a body that is not far too large is let past first.
    static async Task PassOverAsync(HttpContext http)
    {
        if (http.Request.ContentLength is not <= MostPassedOver || http.Features.Get<IHttpMaxRequestBodySizeFeature>() is not { IsReadOnly: false } limit) return;
        limit.MaxRequestBodySize = MostPassedOver;
        try
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // He has hung up, or sends too slowly.
        }
    }

    public static void PopulateMetadata(System.Reflection.MethodInfo method, Microsoft.AspNetCore.Builder.EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), ["application/problem+json"]));
}
