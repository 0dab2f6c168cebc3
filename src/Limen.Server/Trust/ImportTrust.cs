using Limen.Documents;
using Limen.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Limen.Server;

/// <summary>A list owner brings master lists, ICAO PKD LDIF, certificates or revocation lists: each file is taken or told about by itself.</summary>
static class ImportTrust
{
    /// <summary>What came of one file.</summary>
    public sealed record Response
    {
        /// <summary>Name of the file, remembered as the source of what it brought.</summary>
        public required string File { get; init; }
        /// <summary>Certificates in it.</summary>
        public required int Certificates { get; init; }
        /// <summary>Certificates that were not there before.</summary>
        public required int Added { get; init; }
        /// <summary>Revocation lists in it.</summary>
        public required int Revocations { get; init; }
        /// <summary>Deviation lists in it.</summary>
        public required int Deviations { get; init; }
        /// <summary>Revocation and deviation lists that were not there before.</summary>
        public required int AddedLists { get; init; }
        /// <summary>Signed lists refused: their signature does not hold, or nobody trusted vouches for it.</summary>
        public required int Refused { get; init; }
        /// <summary>Objects that are no certificate and no list.</summary>
        public required int Unreadable { get; init; }
        /// <summary>Who signed a list, and what could not be taken.</summary>
        public required IReadOnlyList<Notice> Notices { get; init; }
        /// <summary>Version of all that is trusted, after this file.</summary>
        public required long Version { get; init; }
    }

    /// <summary>Something the importing person should know.</summary>
    /// <param name="Code">As docs/errors.md lists it: trust.listVerified, trust.listBroken, ...</param>
    /// <param name="Detail">Names and numbers to it.</param>
    public sealed record Notice(string Code, string Detail);

    /// <summary>Files of a form, or one file as the body under the name given; with unverified, signed lists are taken although their signature is broken, and deviation lists although their signer was not made for them.</summary>
    public static async Task<Results<Ok<Response[]>, ProblemResult>> Handle(bool? unverified, string? name, HttpContext http, Node node, CancellationToken cancel)
    {
        if (name is { Length: 0 or > 200 } || name?.Any(char.IsControl) == true) return Problems.InvalidField.In("name").Result();
        var files = await UploadedFiles.ReadAsync(http, Path.GetFileName(name) ?? "body", cancel);
        try
        {
            var told = new List<Response>();
            // A certificate may vouch for a list, so certificates come first whatever the order given.
            foreach (var file in files.OrderBy(file => TrustImport.Place(file.Name)))
                told.Add(Line(file.Name, await node.Store.Trust.ImportAsync(file.Name, file.Content, unverified == true, Asker.Of(http).Name, cancel)));
            return TypedResults.Ok(told.ToArray());
        }
        finally
        {
            foreach (var file in files) await file.Content.DisposeAsync();
        }
    }

    static Response Line(string file, TrustReport report) => new()
    {
        File = file,
        Certificates = report.Imported.Material.Certificates.Count,
        Added = report.Added,
        Revocations = report.Imported.Material.Revocations.Count,
        Deviations = report.Imported.Material.Deviations.Count,
        AddedLists = report.AddedLists,
        Refused = report.Imported.Refused,
        Unreadable = report.Imported.Unreadable,
        Notices = [.. report.Imported.Notices.Select(notice => new Notice(notice.Code, notice.Detail))],
        Version = report.Version,
    };
}
