using Limen.Storage;

namespace Limen.Server;

/// <summary>What came of an administrator's order: what stands now, or why nothing was changed.</summary>
/// <typeparam name="T">Officer or key.</typeparam>
/// <param name="Now">As it stands now; null when the order was refused.</param>
/// <param name="Secret">The new password or key, to be shown this once; null when there is none.</param>
/// <param name="Refused">Null, or the problem's code: see docs/errors.md.</param>
/// <param name="Words">Why it was refused, as a sentence; empty when it was not.</param>
public sealed record Ordered<T>(T? Now, string? Secret, string? Refused, string Words) where T : class
{
    internal Problem? Problem { get; init; }

    internal static Ordered<T> No(Problem problem) =>
        new(null, null, problem.Code, problem.Field is { } field ? $"{field}: {problem.Title}" : problem.Title) { Problem = problem };

    internal static Ordered<T> Done(T now, string? secret = null) => new(now, secret, null, "");

    /// <summary>May hold a password or a key: says only whether it was refused.</summary>
    public override string ToString() => Refused ?? "done";
}

/// <summary>Officers as an administrator adds and changes them, over HTTP or at the node itself: the rules are the same.</summary>
public static class Staff
{
    /// <summary>Adds an officer with a random password that he must change.</summary>
    /// <param name="store">Where officers are kept.</param>
    /// <param name="name">Name to sign in with: 2 to 64 letters, digits, dots, dashes.</param>
    /// <param name="displayName">Name to show; null for the name.</param>
    /// <param name="roles">At least one.</param>
    /// <param name="by">Who adds him.</param>
    /// <returns>Refused with invalidField or nameTaken.</returns>
    public static async Task<Ordered<Officer>> AddAsync(Store store, string name, string? displayName, IReadOnlyList<Role> roles, string by)
    {
        var key = name.Trim().ToLowerInvariant();
        if (key.Length is < 2 or > 64 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')) return Ordered<Officer>.No(Problems.InvalidField.In("name"));
        if (roles.Count == 0) return Ordered<Officer>.No(Problems.InvalidField.In("roles"));
        if (displayName is { Length: > 200 }) return Ordered<Officer>.No(Problems.InvalidField.In("displayName"));
        if (await IsOfHubAsync(store, key)) return Ordered<Officer>.No(Problems.NameTaken.In("name"));
        using var passwords = new Passwords();
        var password = Passwords.Random();
        var display = string.IsNullOrWhiteSpace(displayName) ? key : displayName.Trim();
        if (!await store.Officers.AddAsync(NewOfficer.Of(key, display, roles, passwords.Hash(password)), by, CancellationToken.None))
            return Ordered<Officer>.No(Problems.NameTaken.In("name"));
        return Ordered<Officer>.Done((await store.Officers.FindAsync(key, CancellationToken.None))!, password);
    }

    /// <summary>Lets an officer sign in no longer; his sessions end.</summary>
    /// <returns>Refused with unknownOfficer or lastAdministrator.</returns>
    public static Task<Ordered<Officer>> DisableAsync(Store store, string name, string by, CancellationToken cancel) =>
        ChangeAsync(store, name, "disabled", officer => officer with { Disabled = true }, by, cancel);

    /// <summary>Lets an officer sign in again.</summary>
    /// <returns>Refused with unknownOfficer.</returns>
    public static Task<Ordered<Officer>> EnableAsync(Store store, string name, string by, CancellationToken cancel) =>
        ChangeAsync(store, name, "enabled", officer => officer with { Disabled = false }, by, cancel);

    /// <summary>Gives an officer another random password that he must change; his sessions end.</summary>
    /// <returns>Refused with unknownOfficer.</returns>
    public static async Task<Ordered<Officer>> ResetPasswordAsync(Store store, string name, string by, CancellationToken cancel)
    {
        using var passwords = new Passwords();
        var password = Passwords.Random();
        var hash = passwords.Hash(password);
        var ordered = await ChangeAsync(store, name, "passwordReset", officer => officer with { PasswordHash = hash, MustChangePassword = true }, by, cancel);
        return ordered.Now is null ? ordered : ordered with { Secret = password };
    }

    internal static async Task<Ordered<Officer>> ChangeAsync(
        Store store, string name, string what, Func<Officer, Officer> change, string by, CancellationToken cancel)
    {
        if (await store.Officers.FindAsync(name, cancel) is not { } officer)
            return Ordered<Officer>.No(await IsOfHubAsync(store, name) ? Problems.OfficerOfHub : Problems.UnknownOfficer);
        var changed = change(officer) with { SecurityStamp = Passwords.Random() };
        if (Administers(officer) && !Administers(changed) && !await AnotherAdministersAsync(store, officer, cancel)) return Ordered<Officer>.No(Problems.LastAdministrator);
        await store.Officers.ChangeAsync(changed, by, what, CancellationToken.None);
        return Ordered<Officer>.Done(changed);
    }

    static async Task<bool> IsOfHubAsync(Store store, string name) =>
        await store.Roster.FindAsync(name, TimeSpan.MaxValue, DateTimeOffset.MinValue, CancellationToken.None) is not null;

    static bool Administers(Officer officer) => !officer.Disabled && officer.Roles.Contains(Role.Administrator);

    static async Task<bool> AnotherAdministersAsync(Store store, Officer officer, CancellationToken cancel) =>
        (await store.Officers.AllAsync(cancel)).Any(other => other.Name != officer.Name && Administers(other));
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
