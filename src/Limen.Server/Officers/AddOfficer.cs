using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>An administrator adds an officer, who gets a random password that he must change.</summary>
static class AddOfficer
{
    /// <summary>Who is added.</summary>
    public sealed record Request
    {
        /// <summary>Name to sign in with: 2 to 64 letters, digits, dots, dashes.</summary>
        public required string Name { get; init; }
        /// <summary>Name to show; the name when absent.</summary>
        public string? DisplayName { get; init; }
        /// <summary>What he may do; at least one.</summary>
        public required IReadOnlyList<Role> Roles { get; init; }
    }

    public static async Task<Results<Ok<OfficerJson>, ProblemResult>> Handle(Request request, HttpContext http, Node node, Passwords passwords)
    {
        var name = request.Name.Trim().ToLowerInvariant();
        if (name.Length is < 2 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return Problems.InvalidField.In("name").Result();
        if (request.Roles.Count == 0) return Problems.InvalidField.In("roles").Result();
        if (request.DisplayName is { Length: > 200 }) return Problems.InvalidField.In("displayName").Result();
        var password = Passwords.Random();
        var display = string.IsNullOrWhiteSpace(request.DisplayName) ? name : request.DisplayName.Trim();
        var officer = NewOfficer.Of(name, display, request.Roles, passwords.Hash(password)) with { CreatedAt = node.Time.GetUtcNow() };
        return await node.Store.Officers.AddAsync(officer, Asker.Of(http).Name, CancellationToken.None)
            ? TypedResults.Ok(OfficerJson.Of(officer, password))
            : Problems.NameTaken.In("name").Result();
    }
}

/// <summary>An officer who has never signed in.</summary>
static class NewOfficer
{
    public static Officer Of(string name, string displayName, IReadOnlyList<Role> roles, string passwordHash) => new()
    {
        Name = name,
        DisplayName = displayName,
        Roles = [.. roles.Distinct().Order()],
        PasswordHash = passwordHash,
        MustChangePassword = true,
        SecurityStamp = Passwords.Random(),
    };
}
