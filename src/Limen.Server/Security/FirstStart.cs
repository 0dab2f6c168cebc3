using Limen.Storage;

namespace Limen.Server;

/// <summary>Who may sign in to a node that nobody has signed in to.</summary>
public static class FirstStart
{
    /// <summary>Name of the first administrator.</summary>
    public const string Administrator = "admin";

    /// <summary>Adds the first administrator to a node without officers and gives his random password, to be shown once; null where there are officers.</summary>
    public static async Task<string?> AddAdministratorAsync(Node node, CancellationToken cancel)
    {
        if ((await node.Store.Officers.AllAsync(cancel)).Count > 0) return null;
        using var passwords = new Passwords();
        var password = Passwords.Random();
        var officer = NewOfficer.Of(Administrator, "Administrator", [Role.Administrator], passwords.Hash(password));
        return await node.Store.Officers.AddFirstAsync(officer, "limen", cancel) ? password : null;
    }

    /// <summary>Adds an officer of a demonstration, or gives him a new password where he is there already; he need not change it.</summary>
    /// <returns>The password, to be shown once.</returns>
    public static async Task<string> GiveOfficerAsync(Node node, string name, string displayName, IReadOnlyList<Role> roles, CancellationToken cancel)
    {
        using var passwords = new Passwords();
        var password = Passwords.Random();
        var officer = NewOfficer.Of(name, displayName, roles, passwords.Hash(password)) with { MustChangePassword = false };
        if (!await node.Store.Officers.AddAsync(officer, "limen", cancel))
            await node.Store.Officers.ChangeAsync(officer, "limen", "password", cancel);
        return password;
    }

    /// <summary>Makes a key for a machine and gives it, to be shown once.</summary>
    public static async Task<string> GiveKeyAsync(Node node, string name, IReadOnlyList<Role> roles, CancellationToken cancel)
    {
        var (key, secret) = Machines.New(name, roles, null, node.Time.GetUtcNow());
        await node.Store.ApiKeys.AddAsync(key, "limen", cancel);
        return secret;
    }
}
