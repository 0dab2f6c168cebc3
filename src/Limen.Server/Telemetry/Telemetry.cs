using System.Diagnostics;
using System.Diagnostics.Metrics;
using Limen.Inspections;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Limen.Server;

/// <summary>Metrics and traces: counts, durations, ids of sources; never what was asked.</summary>
static class Telemetry
{
    public const string Name = "Limen";

    static readonly Meter Meter = new(Name);
    static readonly Counter<long> Inspections = Meter.CreateCounter<long>("limen.inspections", "{inspection}", "Inspections by advice");
    static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("limen.inspection.duration", "ms", "From scan to kept inspection");
    static readonly Histogram<double> Answers = Meter.CreateHistogram<double>("limen.source.duration", "ms", "Answers by source and reply");

    public static ActivitySource Activities { get; } = new(Name);

    public static void Inspected(Inspection inspection, TimeSpan took)
    {
        Inspections.Add(1, new KeyValuePair<string, object?>("advice", inspection.Verdict.Advice.ToString()));
        Durations.Record(took.TotalMilliseconds);
        foreach (var answer in inspection.Answers)
            Answers.Record(answer.Took.TotalMilliseconds, new("source", answer.Source), new("reply", answer.Reply.GetType().Name));
    }

    /// <summary>Sends both by OTLP where the environment names an endpoint (OTEL_EXPORTER_OTLP_ENDPOINT); null where it does not.</summary>
    public static IDisposable? StartExport()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return null;
        var resource = ResourceBuilder.CreateDefault().AddService("limen");
        var meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Name, "Microsoft.AspNetCore.Hosting").AddOtlpExporter().Build();
        var traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Name);
        // A request has an activity of ASP.NET Core's, which nobody records: asked for its opinion, it would say no to ours within it.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_TRACES_SAMPLER"))) traces.SetSampler(new AlwaysOnSampler());
        return new Both(meters, traces.AddOtlpExporter().Build());
    }

    sealed class Both(IDisposable first, IDisposable second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
