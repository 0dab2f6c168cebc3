using System.Security.Claims;
using Limen.Storage;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>Who sends a request: an officer with a session, or a machine with a key.</summary>
/// <param name="Name">Name under which the officer signed in, or <c>key:</c> and the key's name.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="ByKey">True for a machine.</param>
/// <param name="MustChangePassword">True until the first password has been changed.</param>
sealed record Asker(string Name, IReadOnlySet<Role> Roles, bool ByKey, bool MustChangePassword)
{
    /// <summary>True when one of the roles is held.</summary>
    public bool HasAny(Role[] roles) => roles.Any(Roles.Contains);

    /// <summary>The asker of an authorized request.</summary>
    public static Asker Of(HttpContext http) =>
        Find(http) ?? throw new InvalidOperationException("This endpoint is reached only by those who are signed in.");

    /// <summary>The asker, or null when nobody is signed in.</summary>
    public static Asker? Find(HttpContext http) => http.Features.Get<Asker>();

    /// <summary>Makes him known to this request and gives the principal that ASP.NET Core asks for.</summary>
    public ClaimsPrincipal SignInto(HttpContext http, string scheme)
    {
        http.Features.Set(this);
        return new(new ClaimsIdentity([new(ClaimTypes.Name, Name)], scheme));
    }
}
