using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Limen.Server;

/// <summary>Passwords: hashed as ASP.NET Core Identity hashes them, at most as many at once as there are processors.</summary>
sealed class Passwords : IDisposable
{
    const int Shortest = 12;
    const int Longest = 256;
    const string Letters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    readonly PasswordHasher<string> hasher = new();
    readonly SemaphoreSlim processors = new(Environment.ProcessorCount);
    readonly string nobody;

    public Passwords() => nobody = Hash(Random());

    /// <summary>A password of 20 letters and digits that are not mistaken for each other, about 115 bits.</summary>
    public static string Random() => RandomNumberGenerator.GetString(Letters, 20);

    public string Hash(string password) => hasher.HashPassword("", password);

    /// <summary>Whether the password belongs to the hash; takes as long for an unknown name, whose hash is null.</summary>
    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancel)
    {
        if (password.Length > Longest) password = "";
        await processors.WaitAsync(cancel);
        try
        {
            var right = await Task.Run(() => hasher.VerifyHashedPassword("", hash ?? nobody, password) != PasswordVerificationResult.Failed, cancel);
            return right && hash is not null;
        }
        finally
        {
            processors.Release();
        }
    }

    /// <summary>True when a new password is long enough and no repetition, and is neither the name nor the old one.</summary>
    public static bool IsStrongEnough(string password, string name, string? old) =>
        password.Length is >= Shortest and <= Longest
        && password.Distinct().Count() >= 5
        && !password.Contains(name, StringComparison.OrdinalIgnoreCase)
        && password != old;

    public void Dispose() => processors.Dispose();
}
