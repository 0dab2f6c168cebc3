using System.Text.Json;
using System.Text.Json.Serialization;
using Limen.Documents;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Screening;
using Limen.Storage;

namespace Limen.Server;

/// <summary>How everything the server reads and writes looks in JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(CamelCaseWord<Purpose>), typeof(CamelCaseWord<DocumentClass>), typeof(CamelCaseWord<SexLetter>), typeof(CamelCaseWord<ListKind>),
        typeof(CamelCaseWord<ReplyWord>), typeof(CamelCaseWord<Silence>), typeof(CamelCaseWord<Strength>), typeof(CamelCaseWord<Agreement>),
        typeof(CamelCaseWord<Direction>), typeof(CamelCaseWord<Advice>), typeof(CamelCaseWord<Severity>), typeof(CamelCaseWord<CheckResult>),
        typeof(CamelCaseWord<DecisionKind>), typeof(CamelCaseWord<FormatWord>), typeof(CamelCaseWord<SourceState>), typeof(CamelCaseWord<Role>),
        typeof(CamelCaseWord<JournalKind>), typeof(CamelCaseWord<Holder>), typeof(CamelCaseWord<Health>), typeof(CamelCaseWord<PostState>),
    ])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InspectionJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(StartInspection.Request), TypeInfoPropertyName = "StartInspectionRequest")]
[JsonSerializable(typeof(ListInspections.Response), TypeInfoPropertyName = "ListInspectionsResponse")]
[JsonSerializable(typeof(ListInspections.Item), TypeInfoPropertyName = "ListInspectionsItem")]
[JsonSerializable(typeof(IReadOnlyList<ListInspections.Item>), TypeInfoPropertyName = "ListInspectionsItems")]
[JsonSerializable(typeof(Decide.Request), TypeInfoPropertyName = "DecideRequest")]
[JsonSerializable(typeof(ClearMatch.Request), TypeInfoPropertyName = "ClearMatchRequest")]
[JsonSerializable(typeof(ClearMatch.Response), TypeInfoPropertyName = "ClearMatchResponse")]
[JsonSerializable(typeof(ClearMatch.Response[]), TypeInfoPropertyName = "ClearMatchResponses")]
[JsonSerializable(typeof(SignIn.Request), TypeInfoPropertyName = "SignInRequest")]
[JsonSerializable(typeof(SessionJson))]
[JsonSerializable(typeof(ChangePassword.Request), TypeInfoPropertyName = "ChangePasswordRequest")]
[JsonSerializable(typeof(ListSources.Response), TypeInfoPropertyName = "ListSourcesResponse")]
[JsonSerializable(typeof(ListSources.Response[]), TypeInfoPropertyName = "ListSourcesResponses")]
[JsonSerializable(typeof(QueryJson))]
[JsonSerializable(typeof(AnswersJson))]
[JsonSerializable(typeof(AnswerQuery.Record), TypeInfoPropertyName = "AnswerQueryRecord")]
[JsonSerializable(typeof(LiveQuestion.Told))]
[JsonSerializable(typeof(ShowDoctor.Response), TypeInfoPropertyName = "ShowDoctorResponse")]
[JsonSerializable(typeof(ShowLine.Response), TypeInfoPropertyName = "ShowLineResponse")]
[JsonSerializable(typeof(ShowHealth.Response), TypeInfoPropertyName = "ShowHealthResponse")]
[JsonSerializable(typeof(ShowLists.Response), TypeInfoPropertyName = "ShowListsResponse")]
[JsonSerializable(typeof(ShowLists.Response[]), TypeInfoPropertyName = "ShowListsResponses")]
[JsonSerializable(typeof(ShowVersions.Response), TypeInfoPropertyName = "ShowVersionsResponse")]
[JsonSerializable(typeof(ShowVersions.Response[]), TypeInfoPropertyName = "ShowVersionsResponses")]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(ShowTrust.Response), TypeInfoPropertyName = "ShowTrustResponse")]
[JsonSerializable(typeof(ImportTrust.Response[]), TypeInfoPropertyName = "ImportTrustResponses")]
[JsonSerializable(typeof(OfficerJson[]))]
[JsonSerializable(typeof(AddOfficer.Request), TypeInfoPropertyName = "AddOfficerRequest")]
[JsonSerializable(typeof(ChangeOfficer.RolesRequest), TypeInfoPropertyName = "SetRolesRequest")]
[JsonSerializable(typeof(KeyJson[]))]
[JsonSerializable(typeof(AddKey.Request), TypeInfoPropertyName = "AddKeyRequest")]
[JsonSerializable(typeof(ReadJournal.Response), TypeInfoPropertyName = "ReadJournalResponse")]
[JsonSerializable(typeof(ReadJournal.Item), TypeInfoPropertyName = "ReadJournalItem")]
[JsonSerializable(typeof(IReadOnlyList<ReadJournal.Item>), TypeInfoPropertyName = "ReadJournalItems")]
[JsonSerializable(typeof(SignedRoster))]
[JsonSerializable(typeof(PostJson))]
[JsonSerializable(typeof(PostJson[]))]
[JsonSerializable(typeof(InvitePost.Request), TypeInfoPropertyName = "InvitePostRequest")]
[JsonSerializable(typeof(EnrolPost.Request), TypeInfoPropertyName = "EnrolPostRequest")]
[JsonSerializable(typeof(RenewCertificate.Request), TypeInfoPropertyName = "RenewCertificateRequest")]
[JsonSerializable(typeof(AdmissionJson))]
[JsonSerializable(typeof(ShowAuthority.Response), TypeInfoPropertyName = "ShowAuthorityResponse")]
[JsonSerializable(typeof(VerifyJournal.Response), TypeInfoPropertyName = "VerifyJournalResponse")]
sealed partial class ServerJson : JsonSerializerContext;
