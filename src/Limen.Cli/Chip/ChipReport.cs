using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>
/// The report of <c>limen chip verify</c> and <c>limen chip read</c> as one line of JSON; written out by hand, for to find out a record's
/// shape at run time costs a process that lives for one answer more than the answer itself.
/// </summary>
static class ChipReport
{
    // Names of authorities are printed as they are: this JSON goes to programs and terminals, never into a web page.
    static readonly JsonWriterOptions plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The inspection's fields.</summary>
    public static string Of(ChipInspection inspection) => Line(json => Fields(json, inspection, inspection.Millis));

    /// <summary>The inspection's fields, the error that ended the reading, and files that did not come.</summary>
    public static string Of(ChipReading reading, ChipInspection inspection) => Line(json =>
    {
        Fields(json, inspection, Math.Round(inspection.Millis, 3));
        Error(json, reading.Failure);
        json.WriteStartObject("missing");
        foreach (var (file, failure) in reading.Missing) json.WriteString(file.ToString(), failure.Error.Code());
        json.WriteEndObject();
    });

    /// <summary>There was nothing to read from.</summary>
    public static string Of(ChipError error) => Line(json =>
    {
        Fields(json, Nothing, 0);
        Error(json, new(error));
        json.WriteStartObject("missing");
        json.WriteEndObject();
    });

    static ChipInspection Nothing => new(
        ChipAccess.None, PassiveAuthenticationReport.NotPerformed, ChipCheck.NotPerformed, ChipCheck.NotPerformed, ChipCheck.NotPerformed,
        ChipCheck.NotPerformed, ChipCheck.NotPerformed, [], 0);

    static string Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void Fields(Utf8JsonWriter json, ChipInspection inspection, double millis)
    {
        json.WriteStartObject("access");
        json.WriteString("protocol", inspection.Access.Protocol);
        Outcome(json, inspection.Access.Result, inspection.Access.Reason, inspection.Access.Millis);
        Passive(json, inspection.PassiveAuthentication);
        Check(json, "activeAuthentication", inspection.ActiveAuthentication);
        Check(json, "chipAuthentication", inspection.ChipAuthentication);
        Check(json, "terminalAuthentication", inspection.TerminalAuthentication);
        Check(json, "mrzMatchesDg1", inspection.MrzMatchesDg1);
        Check(json, "issuingStateMatches", inspection.IssuingStateMatches);
        json.WriteStartArray("dataGroups");
        foreach (var number in inspection.DataGroups) json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteNumber("millis", millis);
    }

    static void Passive(Utf8JsonWriter json, PassiveAuthenticationReport report)
    {
        json.WriteStartObject("passiveAuthentication");
        json.WriteString("result", Word(report.Result));
        json.WriteString("sodSignature", Word(report.SodSignature));
        json.WriteString("chain", Word(report.Chain));
        json.WriteStartObject("dataGroups");
        foreach (var (number, result) in report.DataGroups) json.WriteString($"{number}", Word(result));
        json.WriteEndObject();
        json.WriteString("signer", report.Signer);
        json.WriteString("csca", report.Csca);
        json.WriteString("reason", report.Reason);
        if (report.Remarks is null) json.WriteNull("remarks");
        else
        {
            json.WriteStartArray("remarks");
            foreach (var remark in report.Remarks) json.WriteStringValue(remark);
            json.WriteEndArray();
        }
        json.WriteNumber("millis", report.Millis);
        json.WriteEndObject();
    }

    static void Check(Utf8JsonWriter json, string name, ChipCheck check)
    {
        json.WriteStartObject(name);
        Outcome(json, check.Result, check.Reason, check.Millis);
    }

    static void Outcome(Utf8JsonWriter json, CheckResult result, string? reason, double millis)
    {
        json.WriteString("result", Word(result));
        json.WriteString("reason", reason);
        json.WriteNumber("millis", millis);
        json.WriteEndObject();
    }

    static void Error(Utf8JsonWriter json, ChipFailure? failure)
    {
        if (failure is null)
        {
            json.WriteNull("error");
            return;
        }
        json.WriteStartObject("error");
        json.WriteString("code", failure.Error.Code());
        json.WriteString("statusWord", failure.StatusWord == 0 ? null : $"{failure.StatusWord:X4}");
        if (failure.RetriesLeft is { } left) json.WriteNumber("retriesLeft", left);
        else json.WriteNull("retriesLeft");
        json.WriteEndObject();
    }

    static string Word(CheckResult result) => result switch
    {
        CheckResult.Successful => "successful",
        CheckResult.Failed => "failed",
        CheckResult.Undetermined => "undetermined",
        CheckResult.NotPerformed => "notPerformed",
        CheckResult.NotSupported => "notSupported",
    };
}
