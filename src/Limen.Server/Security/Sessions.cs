using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Limen.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>
/// Officers' sessions: a protected cookie that ends after 30 min without a request, after 12 h in any case, at sign-out,
/// and at once when the officer is disabled, signs in anew elsewhere with another password, or changes roles.
/// </summary>
/// <param name="time">Clock.</param>
sealed class Sessions(TimeProvider time)
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    const string Stamp = "stamp";
    const string Session = "session";
    const string Started = "started";

    readonly ConcurrentDictionary<string, DateTimeOffset> ended = new();

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "limen";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
    }

    public Task StartAsync(HttpContext http, Officer officer)
    {
        var now = time.GetUtcNow();
        var claims = new ClaimsIdentity(
            [new(ClaimTypes.Name, officer.Name), new(Stamp, officer.SecurityStamp), new(Session, Guid.CreateVersion7(now).ToString()), new(Started, now.ToString("O"))], Scheme);
        return http.SignInAsync(Scheme, new(claims));
    }

    public async Task EndAsync(HttpContext http)
    {
        var now = time.GetUtcNow();
        foreach (var (id, until) in ended)
            if (until < now) ended.TryRemove(id, out _);
        if (http.User.FindFirstValue(Session) is { } session) ended[session] = now + Longest;
        await http.SignOutAsync(Scheme);
    }

    /// <summary>When the session ends if nothing is done, UTC; null for a machine.</summary>
    public DateTimeOffset? ExpiryOf(HttpContext http) =>
        StartOf(http.User) is { } started ? Earlier(time.GetUtcNow() + Idle, started + Longest) : null;

    /// <summary>The officer's name where the cookie's session is alive; his account is still to be looked at.</summary>
    public string? NameIn(ClaimsPrincipal user) =>
        StartOf(user) is { } started && time.GetUtcNow() < started + Longest
        && user.FindFirstValue(Session) is { } session && !ended.ContainsKey(session)
            ? user.FindFirstValue(ClaimTypes.Name) : null;

    /// <summary>True when the session was started with the account as it is now.</summary>
    public static bool Fits(ClaimsPrincipal user, Officer officer) => !officer.Disabled && user.FindFirstValue(Stamp) == officer.SecurityStamp;

    static DateTimeOffset? StartOf(ClaimsPrincipal user) =>
        DateTimeOffset.TryParse(user.FindFirstValue(Started), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started) ? started : null;

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
