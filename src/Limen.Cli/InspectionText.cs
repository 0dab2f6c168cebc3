using System.Globalization;
using System.Text;
using Limen.Gateway;
using Limen.Inspections;
using Limen.Server;

namespace Limen.Cli;

/// <summary>An inspection for the eye: the advice, what speaks against the traveller worst first, the document, each source.</summary>
static class InspectionText
{
    public static string Of(InspectionJson inspection)
    {
        var text = new StringBuilder();
        text.AppendLine(inspection.Verdict.Advice switch
        {
            Advice.Clear => "CLEAR       every check and every source answered, none objects",
            Advice.Incomplete => "INCOMPLETE  nothing objects so far, but not everything answered",
            Advice.Refer => "REFER       somebody must look before going on; a match is not proof",
        });
        foreach (var finding in inspection.Verdict.Findings) text.AppendLine($"  {Sign(finding.Severity)} {finding.Words}");
        if (inspection.Document is { } document) Document(text, document);
        if (inspection.Chip is { } chip) text.AppendLine(Line(chip));
        foreach (var answer in inspection.Answers) text.AppendLine(Line(answer));
        return text.Append(CultureInfo.InvariantCulture, $"  inspection {inspection.Id}").ToString();
    }

    static void Document(StringBuilder text, DocumentJson document)
    {
        text.AppendLine($"  {document.DocumentCode} {document.IssuingState} {document.DocumentNumber}  {document.PrimaryIdentifier}, {document.SecondaryIdentifier}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  born {document.DateOfBirth ?? "?"}  {document.Sex.ToString().ToLowerInvariant()}  {document.Nationality}  valid to {document.DateOfExpiry ?? "?"}");
    }

    static string Line(ChipReportJson chip) => string.Create(CultureInfo.InvariantCulture,
        $"  chip: {chip.Result.ToString().ToLowerInvariant()}, signed by {chip.PassiveAuthentication.Csca ?? "nobody this node trusts"}, {chip.Millis:0} ms");

    static string Line(AnswerJson answer)
    {
        var said = answer.Reply switch
        {
            ReplyWord.Hit => string.Create(CultureInfo.InvariantCulture, $"{answer.Candidates.Count + answer.Cut} possible"),
            ReplyWord.NoHit => "no hit",
            ReplyWord.Unavailable => $"no answer ({answer.Reason.ToString()?.ToLowerInvariant()})",
        };
        return string.Create(CultureInfo.InvariantCulture, $"  {answer.Title}: {said}, version {answer.ListVersion}, {answer.TookMs:0.0} ms");
    }

    static string Sign(Severity severity) => severity switch
    {
        Severity.Refer => "!",
        Severity.Gap => "?",
        Severity.Note => "-",
    };
}
