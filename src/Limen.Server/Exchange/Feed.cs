using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Limen.Server;

/// <summary>The change notice that a post holds open: the signed heads at once, whenever something has changed, and every ten seconds.</summary>
static class Feed
{
    public static async Task Handle(HttpContext http, HeadsWatch watch, CancellationToken cancel)
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.ContentType = StartInspection.Lines;
        await http.Response.StartAsync(cancel);
        try
        {
            var (now, next) = watch.Look();
            while (true)
            {
                if (now is not null) await http.Response.BodyWriter.WriteAsync(now.ToLine(), cancel);
                now = await next.WaitAsync(cancel);
                (now, next) = watch.Look();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The post has gone, or this node is stopping.
        }
    }
}
