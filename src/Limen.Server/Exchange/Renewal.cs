using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Limen.Server;

/// <summary>
/// At a post: gets a certificate for a new key when half of the old one's life has passed. It is asked for whenever the line comes back: one that
/// is there for some minutes a day must be enough.
/// </summary>
sealed partial class Renewal(Node node, LineState state, ILogger<Renewal> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2), Again = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var line = await HubLine.OpenAsync(node, stoppingToken);
        using var timer = new PeriodicTimer(Look);
        DateTimeOffset? tried = null;
        var again = Stopwatch.GetTimestamp();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!state.Connected || node.PostCertificate is not { } own || !IsDue(own, node.HubTime.GetUtcNow())) continue;
            if (tried == state.Since && Stopwatch.GetElapsedTime(again) < Again) continue;
            (tried, again) = (state.Since, Stopwatch.GetTimestamp());
            if (await TryRenewAsync(node, line, stoppingToken)) Renewed(log);
            else Failed(log);
        }
    }

    /// <summary>True when half of its life has passed.</summary>
    public static bool IsDue(X509Certificate2 certificate, DateTimeOffset now)
    {
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now.UtcDateTime > from + (until - from) / 2;
    }

    /// <summary>Asks for the certificate and keeps it with its key; false when the hub did not give one now.</summary>
    public static async Task<bool> TryRenewAsync(Node node, HubLine line, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        try
        {
            var request = new RenewCertificate.Request { CertificateRequest = Enrolling.RequestFor(key) };
            using var response = await line.Client.PostAsJsonAsync("/api/exchange/certificate", request, ServerJson.Default.RenewCertificateRequest, cancel);
            if (!response.IsSuccessStatusCode) return false;
            var admission = (await response.Content.ReadFromJsonAsync(ServerJson.Default.AdmissionJson, cancel))!.Admission;
            if (admission.Hub != line.Enrolled.Hub || !admission.Authority.AsSpan().SequenceEqual(line.Enrolled.Authority)) return false;
            await node.Store.Enrolment.KeepAsync(admission, key, null, "limen", CancellationToken.None);
            node.PostCertificate = await node.Store.Enrolment.CertificateAsync(cancel);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Whether the line, the hub or the disk failed: the certificate in use holds, and it is tried again.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The hub has given this post a certificate for a new key")]
    static partial void Renewed(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The certificate of this post could not be renewed now; it is tried again")]
    static partial void Failed(ILogger log);
}
