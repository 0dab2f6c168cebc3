using Limen.Storage;

namespace Limen.Cli;

/// <summary><c>limen lists import --bundle</c>: what a hub has signed, carried here by hand.</summary>
static class ListsBundle
{
    public static async Task<int> ImportAsync(Store store, string bundle, bool json, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        if (await store.Enrolment.FindAsync(cancel) is not { } enrolled)
        {
            await error.WriteLineAsync("limen lists import: notEnrolled: this node has no hub whose signature it could trust. See: limen enrol --help");
            return StoreOptions.Broken;
        }
        if (!File.Exists(Path.Combine(bundle, "heads.json")))
        {
            await error.WriteLineAsync($"limen lists import: unreadable: there is no bundle in {bundle}.");
            return StoreOptions.Broken;
        }
        var hub = new TrustedHub(enrolled.Hub, (bytes, signature) => enrolled.Vouches(bytes.ToArray(), signature.ToArray()));
        var receipts = await store.Reception.ImportAsync(bundle, hub, cancel);
        if (await store.Reception.SeenAsync(hub.Store, cancel) is { } heads) await store.Enrolment.HeardAsync(heads.At, cancel);
        var officers = await store.Roster.ImportAsync(bundle, enrolled, cancel);
        await (json ? error : output).WriteLineAsync(Words(officers));
        if (json) await output.WriteLineAsync(CliJson.Of(receipts));
        else foreach (var receipt in receipts) await output.WriteLineAsync(Words(receipt));
        return receipts.Any(receipt => receipt.Refused is not null and not "bundleOlder") || officers is { Refused: "rosterForged" } ? StoreOptions.Found : StoreOptions.Fine;
    }

    static string Words(RosterOutcome? officers) => officers switch
    {
        null => "The bundle brings no officers.",
        { Refused: "rosterOlder" } => "The officers are not newer than those that are here (rosterOlder).",
        { Refused: { } code } => $"The officers are refused ({code}): the hub at which this node has enrolled has not signed them. They stay as they are.",
        { Changed: true } => "The hub's officers have been taken up.",
        _ => "The hub's officers are the same, and confirmed.",
    };

    static string Words(ListReceipt receipt) => receipt switch
    {
        { Refused: "bundleOlder" } => $"{receipt.List}: not newer than version {receipt.Version}, which is here (bundleOlder).",
        { Refused: { } code } => $"{receipt.List}: refused ({code}): {receipt.RefusedWords} The list stays as it is: version {receipt.Version}.",
        _ => $"{receipt.List} version {receipt.Version}: {receipt.Entries:N0} entries ({receipt.Added:N0} new, {receipt.Changed:N0} changed, {receipt.Removed:N0} gone) in {receipt.TookMs / 1000.0:0.0} s.",
    };
}
