using System.Text.Json;
using Limen.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>The one place where a request's exceptions end: bad input becomes its problem, anything else is ours and is logged without person data.</summary>
sealed partial class FailureHandler(ILogger<FailureHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.Response.HasStarted) return false;
        await ProblemFor(httpContext, exception).Result().ExecuteAsync(httpContext);
        return true;
    }

    Problem ProblemFor(HttpContext http, Exception exception)
    {
        if (exception is BadHttpRequestException bad) return ForBadRequest(bad);
        if (exception is OperationCanceledException) return http.RequestAborted.IsCancellationRequested ? Problems.Overloaded : Problems.TimedOut;
        if (exception is StoreException { Code: "writeUnknown" }) return Problems.WriteUnknown;
        if (exception is StoreException { Code: "importOvertaken" }) return Problems.ImportOvertaken;
        // A message may quote what was sent; types and places cannot.
        Failed(log, http.GetEndpoint()?.DisplayName ?? "?", exception.GetType().FullName ?? "?", exception.StackTrace ?? "");
        return Problems.Broken;
    }

    static Problem ForBadRequest(BadHttpRequestException bad) => bad switch
    {
        { StatusCode: 400, InnerException: JsonException json } => ForJson(json),
        { StatusCode: 400 } => Problems.Malformed,
        _ => Problems.ForStatus(bad.StatusCode),
    };

    // Broken JSON is an exception within the exception, whatever field it broke off in. A path holds names of fields only where the text is JSON at all; names that we do not know are not repeated.
    static Problem ForJson(JsonException json) => json.Path switch
    {
        "$.purpose" when json.InnerException is not JsonException => Problems.UnknownPurpose.In("purpose"),
        null or "$" when json.Message.Contains("'purpose'", StringComparison.Ordinal) => Problems.UnknownPurpose.In("purpose"),
        _ => Problems.Malformed with { Detail = $"The JSON is wrong at line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}." },
    };

    [LoggerMessage(LogLevel.Error, "{Endpoint} failed with {Exception} at{Stack}")]
    static partial void Failed(ILogger log, string endpoint, string exception, string stack);
}
