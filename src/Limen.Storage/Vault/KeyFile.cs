using System.Security.Cryptography;
using System.Text;

namespace Limen.Storage;

/// <summary>The file that holds the key of a sealed store: one line, <c>limen-key 1</c> and 64 hexadecimal digits; readable by its owner alone.</summary>
static class KeyFile
{
    const string Head = "limen-key 1 ";
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where a store's key lies unless told: in the user's configuration folder, named by the store.</summary>
    public static string Default(Guid store) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "limen", $"{store}.key");

    /// <summary>The key.</summary>
    /// <exception cref="StoreException">keyMissing: there is no such file, or it may not be read; keyWrong: it holds no whole key.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).TrimEnd();
            if (text.Length == Head.Length + Vault.KeyLength * 2 && text.StartsWith(Head, StringComparison.Ordinal)) return Convert.FromHexString(text[Head.Length..]);
        }
        catch (FormatException) { }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new StoreException("keyMissing", $"The store is sealed and its key cannot be read from {path}: bring the key file, and name it with --key-file or LIMEN_KEY_FILE.", absent);
        }
        throw new StoreException("keyWrong", $"The file {path} holds no whole key: it is cut off, damaged or something else.");
    }

    /// <summary>Makes a new key, on the disk when this returns; false where there is a file already.</summary>
    public static bool Make(string path)
    {
        if (File.Exists(path)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var aside = path + ".aside";
        File.Delete(aside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(aside, options))
        {
            file.Write(Encoding.ASCII.GetBytes($"{Head}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Vault.KeyLength))}\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path);
        return true;
    }

    /// <summary>Where systemd tells a service the folder of what it was handed over.</summary>
    public const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>
    /// True when other users of this computer may read it. What systemd hands over is opened to its service by an access control list, and the
    /// mask of that list stands where the rights of a group would: there only everybody's rights tell.
    /// </summary>
    public static bool OthersRead(string path, string? credentials)
    {
        if (OperatingSystem.IsWindows()) return false;
        var rights = File.GetUnixFileMode(path) & ~OwnerOnly & ~UnixFileMode.UserExecute;
        if (!string.IsNullOrEmpty(credentials) && IsIn(path, credentials)) rights &= UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        return rights != 0;
    }

    /// <summary>True when a path lies in a folder: a key beside what it opens keeps nobody out.</summary>
    public static bool IsIn(string path, string folder) =>
        !Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)).StartsWith("..", StringComparison.Ordinal)
        && !Path.IsPathRooted(Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)));
}
