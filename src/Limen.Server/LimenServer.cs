using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>How a server is started.</summary>
public sealed record ServerOptions
{
    /// <summary>Addresses to listen on: <c>http://127.0.0.1:5080</c>; port 0 for any free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5080"];

    /// <summary>True when everything in the node is invented.</summary>
    public bool Demo { get; init; }

    /// <summary>Where technical logs go besides the console; for tests that read them.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>Folder of the built console; null for the one beside the program.</summary>
    public string? Console { get; init; }
}

/// <summary>The HTTP face of a node: for officers' screens, machines and other nodes.</summary>
public static class LimenServer
{
    /// <summary>The program's name before the ASP.NET Core protections of its cookies.</summary>
    const string Name = "limen";

    /// <summary>True when the officers' screens are beside the program.</summary>
    public static bool HasConsole => ConsoleFiles.Find() is not null;

    /// <summary>Sends metrics and traces by OTLP where the environment names an endpoint; null where it does not. Disposed last.</summary>
    public static IDisposable? StartTelemetry() => Telemetry.StartExport();

    /// <summary>Builds a server around an open node; it listens after <c>StartAsync</c>. The node outlives it.</summary>
    public static WebApplication Build(Node node, ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(LimenServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        var exchange = node.Settings.Role == NodeRole.Hub ? new ExchangeListener(node, options.Urls) : null;
        builder.WebHost.UseKestrelHttpsConfiguration().UseUrls(exchange is null ? [.. options.Urls] : []).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            exchange?.Listen(kestrel);
        });
        Log(builder.Logging, options.Logs);
        AddServices(builder.Services, node, options);
        if (exchange is not null) builder.Services.AddSingleton(exchange).AddHostedService(_ => exchange);
        else builder.Services.AddHostedService<Renewal>().AddHostedService<RosterKeeping>();
        var app = builder.Build();
        UsePipeline(app, options);
        return app;
    }

    /// <summary>Where a started hub listens for its posts, the port that it has got in it; null for a post.</summary>
    public static Uri? ExchangeOf(WebApplication app) => app.Services.GetService<ExchangeListener>()?.Address;

    static void Log(ILoggingBuilder logging, ILoggerProvider? more)
    {
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // That it cannot start is told in a line by who started it; what stops it later is critical.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        if (more is not null) logging.AddProvider(more);
    }

    static void AddServices(IServiceCollection services, Node node, ServerOptions options)
    {
        services.AddSingleton(node).AddSingleton(node.Time).AddSingleton(node.Store);
        services.AddSingleton(new About(node.Settings.Place, options.Demo));
        services.AddSingleton<Accounts>().AddSingleton<Sessions>().AddSingleton<SignInGuard>().AddSingleton<Passwords>();
        services.AddDataProtection().SetApplicationName(Name).PersistKeysToFileSystem(new(Path.Combine(node.Folder, "keys")));
        services.AddAuthentication().AddCookie(Sessions.Configure);
        services.Configure<CookieAuthenticationOptions>(Sessions.Scheme, cookie => cookie.TimeProvider = node.Time);
        services.ConfigureHttpJsonOptions(json => UseServerJson(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        services.AddExceptionHandler<FailureHandler>();
        services.AddProblemDetails();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new() { Timeout = TimeSpan.FromSeconds(30) });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddHostedService<WarmUp>().AddHostedService<DailyExpiry>().AddHostedService<Housekeeping>();
        services.AddSingleton<LineState>().AddSingleton<TakeEvents>().AddSingleton<HeadsWatch>();
        if (node.Settings.Role == NodeRole.Hub) services.AddHostedService(all => all.GetRequiredService<HeadsWatch>());
        else services.AddHostedService<PostLine>();
        services.AddApiDescription();
    }

    // The source-generated shapes take their rules from the options that they are used with.
    static void UseServerJson(JsonSerializerOptions options)
    {
        var rules = ServerJson.Default.Options;
        options.TypeInfoResolverChain.Insert(0, ServerJson.Default);
        foreach (var converter in rules.Converters) options.Converters.Add(converter);
        options.RespectNullableAnnotations = rules.RespectNullableAnnotations;
        options.UnmappedMemberHandling = rules.UnmappedMemberHandling;
        options.NumberHandling = JsonNumberHandling.Strict;
    }

    static void UsePipeline(WebApplication app, ServerOptions options)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Problems.ForStatus(context.HttpContext.Response.StatusCode).Result().ExecuteAsync(context.HttpContext));
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseExchangeGate();
        app.UseRecognition(app.Services.GetRequiredService<Accounts>(), app.Services.GetRequiredService<Sessions>());
        app.UseForgeryGuard();
        app.UseAccessRules();
        MapAll(app);
        app.UseConsole(options.Console ?? ConsoleFiles.Find());
    }

    static void MapAll(WebApplication app)
    {
        app.MapSession();
        app.MapInspections();
        app.MapQueries();
        app.MapSources();
        app.MapLists();
        app.MapTrust();
        app.MapOfficers();
        app.MapKeys();
        app.MapJournal();
        app.MapLine();
        app.MapPosts();
        app.MapDoctor();
        app.MapExchange();
        app.MapHealth();
        app.MapApiDescription();
    }

    /// <summary>Refuses a larger body with its code.</summary>
    internal static TBuilder AtMost<TBuilder>(this TBuilder builder, long bytes) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new BodyLimit(bytes));

    sealed record BodyLimit(long? MaxRequestBodySize) : Microsoft.AspNetCore.Http.Metadata.IRequestSizeLimitMetadata;
}
