using System.Net.Http.Json;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Limen.Storage;

namespace Limen.Server;

/// <summary>What came of an enrolment at the post.</summary>
/// <param name="Enrolled">What the post knows of its hub now; null when it was refused.</param>
/// <param name="Refused">Null, or a code with an entry in docs/errors.md.</param>
/// <param name="Words">Why, as a sentence; empty when it was not refused.</param>
public sealed record EnrolmentOutcome(Enrolled? Enrolled, string? Refused, string Words);

/// <summary>
/// The post's side of an enrolment. The code tells the fingerprint of the hub's authority: nothing is said to anybody before that
/// authority and a certificate of it have been shown. The private key is made here and stays here.
/// </summary>
public static class Enrolling
{
    /// <summary>Enrols this store at a hub.</summary>
    /// <param name="store">The post's store.</param>
    /// <param name="hub">Address of the hub's exchange, https.</param>
    /// <param name="code">The code as it was typed.</param>
    /// <param name="by">Who enrols.</param>
    /// <param name="cancel">Before the hub has answered, ends without a trace here.</param>
    public static async Task<EnrolmentOutcome> RunAsync(Store store, Uri hub, string code, string by, CancellationToken cancel)
    {
        if (hub.Scheme != Uri.UriSchemeHttps) return No("usage", "The hub's address begins with https://.");
        if (!EnrolmentCode.TryParse(code, out var invitation)) return No("codeMistyped", "This is no code: look at it again.");
        if (await store.Authority.ExistsAsync(cancel)) return No("roleNeedsOwnStore", "This store is a hub's; a post needs a folder of its own.");
        try
        {
            if (await AuthorityAsync(hub, invitation, cancel) is not { } authority)
                return No("hubForged", "Whoever answers there is not the hub that gave this code; the code has not been shown to it.");
            if (await store.Enrolment.FindAsync(cancel) is { } before && !before.Authority.AsSpan().SequenceEqual(authority))
                return No("enrolledElsewhere", $"This folder belongs to post {before.Post} of another hub; choose a new one.");
            return await AskAsync(store, hub, invitation, authority, by, cancel);
        }
        catch (HttpRequestException failed) when (failed.InnerException is AuthenticationException)
        {
            return No("hubForged", "Whoever answers there is not the hub that gave this code; the code has not been shown to it.");
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || failed is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return No("hubUnreachable", $"No hub answers at {hub}: {failed.Message}");
        }
    }

    /// <summary>PKCS #10: the public key and a signature by the private one, nothing else.</summary>
    internal static byte[] RequestFor(ECDsa key) => new CertificateRequest("CN=post", key, HashAlgorithmName.SHA256).CreateSigningRequest();

    // The first question goes to whoever answers and tells it nothing.
    static async Task<byte[]?> AuthorityAsync(Uri hub, EnrolmentCode code, CancellationToken cancel)
    {
        using var client = HubLine.ClientFor(hub, _ => true, () => null);
        using var response = await client.GetAsync("/api/exchange/authority", cancel);
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"it answers with {(int)response.StatusCode}; is this the exchange?");
        var told = await response.Content.ReadFromJsonAsync(ServerJson.Default.ShowAuthorityResponse, cancel);
        return told is not null && code.IsOf(told.Authority) ? told.Authority : null;
    }

    static async Task<EnrolmentOutcome> AskAsync(Store store, Uri hub, EnrolmentCode code, byte[] authority, string by, CancellationToken cancel)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = HubLine.ClientFor(hub, certificate => Authority.IsServer(certificate, authority), () => null);
        var request = new EnrolPost.Request { Code = code.Text(), CertificateRequest = RequestFor(key), Store = store.Id };
        using var response = await client.PostAsJsonAsync("/api/exchange/enrol", request, ServerJson.Default.EnrolPostRequest, cancel);
        if (!response.IsSuccessStatusCode)
        {
            var problem = await response.Content.ReadFromJsonAsync(ServerJson.Default.Problem, cancel);
            return No(problem!.Code, problem.Title);
        }
        var admission = (await response.Content.ReadFromJsonAsync(ServerJson.Default.AdmissionJson, cancel))!.Admission;
        await store.Enrolment.KeepAsync(admission with { Authority = authority }, key, hub, by, CancellationToken.None);
        return new(await store.Enrolment.FindAsync(CancellationToken.None), null, "");
    }

    static EnrolmentOutcome No(string code, string words) => new(null, code, words);
}
