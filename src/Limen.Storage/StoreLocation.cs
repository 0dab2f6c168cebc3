namespace Limen.Storage;

/// <summary>Where a store is: a folder, and a PostgreSQL database instead of the folder's own file where one is named.</summary>
/// <param name="Folder">Made when it is not there. Holds <c>limen.db</c> (SQLite), locks and the journal's second head.</param>
/// <param name="ConnectionString">Npgsql connection string; null for SQLite in the folder.</param>
public sealed record StoreLocation(string Folder, string? ConnectionString = null)
{
    /// <summary>The environment variable that names the key file.</summary>
    public const string KeyFileVariable = "LIMEN_KEY_FILE";

    /// <summary>The folder of <c>LIMEN_DATA</c>, or the user's data folder.</summary>
    public static string DefaultFolder =>
        Environment.GetEnvironmentVariable("LIMEN_DATA") is { Length: > 0 } named ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "limen");

    /// <summary>
    /// File with the key of a sealed store; the one of <c>LIMEN_KEY_FILE</c> unless told, and null for the store's own in the user's
    /// configuration folder. Not looked at for a store that is not sealed.
    /// </summary>
    public string? KeyFile { get; init; } = Environment.GetEnvironmentVariable(KeyFileVariable) is { Length: > 0 } named ? named : null;

    /// <summary>May hold a password: says only the folder.</summary>
    public override string ToString() => Folder;
}
