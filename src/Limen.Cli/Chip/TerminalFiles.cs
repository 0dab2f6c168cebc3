using System.CommandLine;
using System.Security.Cryptography;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>What opens fingerprints and irises (terminal authentication): the card verifiable certificates of this system and its key, from files.</summary>
sealed class TerminalFiles
{
    const int MostBytes = 1 << 20;

    readonly Option<string[]> certificates = new("--terminal-certificates")
    {
        Description = "Certificates of this inspection system and of those that vouch for it, in any order: opens DG3 and DG4.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    readonly Option<string?> key = new("--terminal-key") { Description = "The key of this inspection system: PKCS#8, PKCS#1 or SEC 1, PEM or DER.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        command.Add(certificates);
        command.Add(key);
    }

    /// <summary>The credential; null when none is given.</summary>
    /// <returns>False when only half of it is given, or when it cannot be used.</returns>
    public bool TryRead(ParseResult parsed, out TerminalCredential? credential, out string problem)
    {
        (credential, problem) = (null, "");
        var files = parsed.GetValue(certificates) ?? [];
        if (files.Length == 0 && parsed.GetValue(key) is null) return true;
        problem = "give --terminal-certificates and --terminal-key together.";
        if (files.Length == 0 || parsed.GetValue(key) is not { } keyFile) return false;
        problem = "the terminal's certificates cannot be read, or the key is not the terminal's.";
        return TryKey(Read(keyFile), out var pkcs8) && TerminalCredential.TryCreate([.. files.Select(file => new ReadOnlyMemory<byte>(Read(file)))], pkcs8, out credential);
    }

    static byte[] Read(string file) => new FileInfo(file).Length <= MostBytes
        ? File.ReadAllBytes(file)
        : throw new IOException($"{file} is larger than any certificate or key.");

    static bool TryKey(byte[] content, out byte[] pkcs8)
    {
        var text = System.Text.Encoding.Latin1.GetString(content);
        foreach (AsymmetricAlgorithm empty in (AsymmetricAlgorithm[])[ECDsa.Create(), RSA.Create()])
            using (empty)
            {
                if (!Imports(() => empty.ImportFromPem(text)) && !Imports(() => empty.ImportPkcs8PrivateKey(content, out _))) continue;
                pkcs8 = empty.ExportPkcs8PrivateKey();
                return true;
            }
        pkcs8 = [];
        return false;
    }

    static bool Imports(Action import)
    {
        try { import(); }
        catch (Exception other) when (other is CryptographicException or ArgumentException) { return false; }
        return true;
    }
}
