using Limen.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Limen.Server;

/// <summary>Which roles reach an endpoint; every endpoint under /api names its roles or says that it is open.</summary>
/// <param name="Roles">Any of these; empty for everybody who is signed in.</param>
/// <param name="WithOldPassword">True where an officer who must change his password may go too.</param>
sealed record Access(Role[] Roles, bool WithOldPassword = false);

static class AccessRules
{
    /// <summary>Lets in whoever has one of the roles.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder builder, Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access(roles));

    /// <summary>Lets in whoever is signed in, also while his password must be changed.</summary>
    public static TBuilder AllowSignedIn<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new Access([], WithOldPassword: true));

    /// <summary>Refuses, with its code, whoever may not reach the endpoint. Stands behind routing and authentication.</summary>
    public static void UseAccessRules(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var refusal = http.GetEndpoint()?.Metadata.GetMetadata<Access>() is { } access ? Refusal(access, Asker.Find(http)) : null;
        return refusal is null ? next(http) : refusal.Result().ExecuteAsync(http);
    });

    static Problem? Refusal(Access access, Asker? asker) => asker switch
    {
        null => Problems.NotSignedIn,
        { MustChangePassword: true } when !access.WithOldPassword => Problems.PasswordMustChange,
        _ when access.Roles.Length > 0 && !asker.HasAny(access.Roles) => Problems.NotAllowed,
        _ => null,
    };
}
