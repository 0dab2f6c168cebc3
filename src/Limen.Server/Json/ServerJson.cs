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
        typeof(CamelCaseWord<JournalKind>),
    ])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(InspectionJson))]
[JsonSerializable(typeof(EventJson))]
[JsonSerializable(typeof(StartInspection.Request))]
[JsonSerializable(typeof(ListInspections.Response))]
[JsonSerializable(typeof(Decide.Request))]
[JsonSerializable(typeof(SignIn.Request))]
[JsonSerializable(typeof(SessionJson))]
[JsonSerializable(typeof(ChangePassword.Request))]
[JsonSerializable(typeof(ListSources.Response[]))]
[JsonSerializable(typeof(QueryJson))]
[JsonSerializable(typeof(AnswersJson))]
[JsonSerializable(typeof(AnswerQuery.Record), TypeInfoPropertyName = "QueryRecord")]
[JsonSerializable(typeof(ShowHealth.Response), TypeInfoPropertyName = "Health")]
[JsonSerializable(typeof(ShowLists.Response[]))]
[JsonSerializable(typeof(ShowVersions.Response[]))]
[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(OfficerJson[]))]
[JsonSerializable(typeof(AddOfficer.Request))]
[JsonSerializable(typeof(ChangeOfficer.RolesRequest))]
[JsonSerializable(typeof(KeyJson[]))]
[JsonSerializable(typeof(AddKey.Request))]
[JsonSerializable(typeof(ReadJournal.Response))]
[JsonSerializable(typeof(VerifyJournal.Response))]
public sealed partial class ServerJson : JsonSerializerContext;
