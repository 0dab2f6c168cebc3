using Limen.TestKit;

namespace Limen.Documents.Tests;

/// <summary>The German and Dutch master lists with their roots, imported once.</summary>
static class RealTrust
{
    public static readonly string[] Files = ["DE_ROOT_CA_CSCA07.cer", "NL_ROOT_CA.cer", "DE_ML_2026-05-28-08-28-45.ml", "NL_ML_2026-07-22.ml"];

    static readonly Lazy<TrustStore> Imported = new(() => Files.Aggregate(TrustStore.Empty, (store, file) => store.With(Import(file, store).Material)));

    public static TrustStore Store => Imported.Value;

    public static string? Path(string file) => Shared.File("documents", "masterlists", file);

    public static TrustImported Import(string file, TrustStore known, bool allowUnverified = false)
    {
        using var stream = File.OpenRead(Path(file)!);
        return TrustImport.Read(file, stream, known, allowUnverified, TestContext.Current.CancellationToken);
    }
}
