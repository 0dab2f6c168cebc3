namespace Limen.Server;

/// <summary>Every code that the server gives, each with its entry in docs/errors.md.</summary>
static class Problems
{
    public static Problem NotSignedIn { get; } = Of(401, "notSignedIn", "Nobody is signed in, or the session has ended.");
    public static Problem WrongNameOrPassword { get; } = Of(401, "wrongNameOrPassword", "The name or the password is wrong, or the account is disabled.");
    public static Problem TooManySignIns { get; } = Of(429, "tooManySignIns", "Too many failed sign-ins; wait and try again.");
    public static Problem PasswordMustChange { get; } = Of(403, "passwordMustChange", "The password must be changed first.");
    public static Problem PasswordTooWeak { get; } = Of(422, "passwordTooWeak", "The new password is too short or too simple: at least 12 characters, not the name, not the old one.");
    public static Problem NotAllowed { get; } = Of(403, "notAllowed", "The signed-in officer or key has no role that may do this.");
    public static Problem PurposeNotAllowed { get; } = Of(403, "purposeNotAllowed", "The signed-in officer or key may not ask for this purpose.");
    public static Problem ForgedRequest { get; } = Of(403, "forgedRequest", "The request did not come from Limen's own pages.");

    public static Problem Malformed { get; } = Of(400, "malformed", "The request could not be understood.");
    public static Problem UnknownPurpose { get; } = Of(400, "unknownPurpose", "The purpose is missing or unknown.");
    public static Problem InvalidField { get; } = Of(422, "invalidField", "A field holds what it cannot mean.");
    public static Problem NothingToInspect { get; } = Of(422, "nothingToInspect", "The request names no document, no person and no vehicle.");
    public static Problem ChipFileInvalid { get; } = Of(422, "chipFileInvalid", "A file of the chip has an unknown name, stands twice, is no base64, is empty or is larger than 1 MiB.");
    public static Problem ReasonNeeded { get; } = Of(422, "reasonNeeded", "This decision needs a reason.");
    public static Problem DecidedAtPost { get; } = Of(409, "decidedAtPost", "The inspection is a post's and is decided there.");
    public static Problem AlreadyDecided { get; } = Of(409, "alreadyDecided", "The inspection has been decided already.");

    public static Problem TravellerUnknown { get; } = Of(422, "travellerUnknown", "Document number, issuing State and whole date of birth must be known to clear a match for a traveller.");
    public static Problem EntryChanged { get; } = Of(409, "entryChanged", "The entry is gone or has changed since the inspection; inspect again.");

    public static Problem ListBeingMade { get; } = Of(503, "listBeingMade", "The list is being made ready to be given out; ask again.");
    public static Problem ChunkGone { get; } = Of(410, "chunkGone", "The list has gone on; ask for its manifest again.");
    public static Problem HubBusy { get; } = Of(503, "hubBusy", "Too many posts send at once; send again a little later.");
    public static Problem ExchangeVersionUnknown { get; } = Of(426, "exchangeVersionUnknown", "The two programs are too far apart in version to exchange anything.");

    public static Problem NotFound { get; } = Of(404, "notFound", "There is nothing at this address.");
    public static Problem UnknownInspection { get; } = Of(404, "unknownInspection", "No inspection has this id, or this officer may not see it.");
    public static Problem UnknownMatch { get; } = Of(404, "unknownMatch", "The inspection has no such match, or nothing of it stands cleared.");
    public static Problem UnknownList { get; } = Of(404, "unknownList", "No list has this id.");
    public static Problem UnknownOfficer { get; } = Of(404, "unknownOfficer", "No officer has this name.");
    public static Problem UnknownKey { get; } = Of(404, "unknownKey", "No key has this id.");
    public static Problem NameTaken { get; } = Of(409, "nameTaken", "Another officer has this name.");
    public static Problem LastAdministrator { get; } = Of(409, "lastAdministrator", "Without this officer nobody could administer the node.");
    public static Problem ImportRefused { get; } = Of(422, "importRefused", "The list was not changed; the report says why.");

    public static Problem NotEnrolled { get; } = Of(401, "notEnrolled", "The post shows no certificate of this hub, or one that no longer holds.");
    public static Problem CertificateExpired { get; } = Of(401, "certificateExpired", "The post's certificate has expired; invite it anew.");
    public static Problem PostRevoked { get; } = Of(403, "postRevoked", "The hub has locked this post out, or it has enrolled anew elsewhere.");
    public static Problem EnrolmentCodeWrong { get; } = Of(403, "enrolmentCodeWrong", "The hub has not given this code, or has given a newer one since.");
    public static Problem EnrolmentCodeUsed { get; } = Of(403, "enrolmentCodeUsed", "This code has been used, or was taken back.");
    public static Problem EnrolmentCodeExpired { get; } = Of(403, "enrolmentCodeExpired", "This code has expired; ask the hub for a new one.");
    public static Problem CertificateRequestInvalid { get; } = Of(422, "certificateRequestInvalid", "The request for a certificate cannot be read, is not signed by its own key, or has no key on P-256.");
    public static Problem UnknownPost { get; } = Of(404, "unknownPost", "No post has this name, or it is locked out already.");
    public static Problem HubOnly { get; } = Of(409, "hubOnly", "Only a hub has posts.");
    public static Problem OfficerOfHub { get; } = Of(409, "officerOfHub", "This officer is kept at the hub and can be changed only there.");

    public static Problem MethodNotAllowed { get; } = Of(405, "methodNotAllowed", "The address exists, but not for this method.");
    public static Problem TooLarge { get; } = Of(413, "tooLarge", "The request is larger than this address takes.");
    public static Problem UnsupportedMediaType { get; } = Of(415, "unsupportedMediaType", "The request is not in a form that this address reads.");
    public static Problem TimedOut { get; } = Of(504, "timedOut", "The request took longer than it may.");
    public static Problem Overloaded { get; } = Of(503, "overloaded", "The node is stopping or has too much to do; try again.");
    public static Problem ImportOvertaken { get; } = Of(409, "importOvertaken", "Another import of this list began meanwhile, so this one has changed nothing: import again.");
    public static Problem WriteUnknown { get; } = Of(503, "writeUnknown", "The database was lost while it kept this; look whether it stands before doing it again.");
    public static Problem Broken { get; } = Of(500, "broken", "The node failed; its technical log says more.");

    /// <summary>The problem for a status that some part of the host has set without saying more.</summary>
    public static Problem ForStatus(int status) => status switch
    {
        401 => NotSignedIn,
        403 => NotAllowed,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => TooLarge,
        415 => UnsupportedMediaType,
        503 => Overloaded,
        504 => TimedOut,
        >= 500 => Broken,
        _ => Malformed with { Status = status },
    };

    /// <summary>The problem for what the store says of a post's request for a certificate.</summary>
    public static Problem ForAdmission(string refused) => refused switch
    {
        "enrolmentCodeUsed" => EnrolmentCodeUsed,
        "enrolmentCodeExpired" => EnrolmentCodeExpired,
        "certificateRequestInvalid" => CertificateRequestInvalid,
        "postRevoked" => PostRevoked,
        _ => EnrolmentCodeWrong,
    };

    /// <summary>The problem as an endpoint's result.</summary>
    public static ProblemResult Result(this Problem problem) => new(problem);

    /// <summary>The problem with the field that is wrong.</summary>
    public static Problem In(this Problem problem, string field) => problem with { Field = field };

    static Problem Of(int status, string code, string title) =>
        new() { Type = $"https://limen.invalid/errors#{code.ToLowerInvariant()}", Title = title, Status = status, Code = code };
}
