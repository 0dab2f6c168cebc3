using System.Text;
using Limen.Documents;

namespace Limen.Cli;

/// <summary>One zone for the eye: its lines with every doubtful character marked below it, its fields, its checks.</summary>
static class MrzText
{
    public static string Of(Mrz? mrz, MrzProblem? problem) =>
        mrz is null ? $"Not read: {Say(problem!.Value)}\n" : Of(mrz);

    static string Of(Mrz mrz)
    {
        var text = new StringBuilder();
        Lines(text, mrz);
        Row(text, "document", $"{mrz.Format.Name()} {mrz.DocumentCode} {MrzJson.Camel(mrz.Kind.ToString())}");
        Row(text, "issuing State", State(mrz, MrzField.IssuingState));
        Row(text, "number", mrz.DocumentNumber);
        Row(text, "primary", mrz.PrimaryIdentifier + (mrz.NameTruncated && mrz.SecondaryIdentifier.Length == 0 ? " (may be cut off)" : ""));
        Row(text, "secondary", mrz.SecondaryIdentifier + (mrz.NameTruncated && mrz.SecondaryIdentifier.Length > 0 ? " (may be cut off)" : ""));
        Row(text, "nationality", State(mrz, mrz.Place(MrzField.Nationality).Length > 0 ? MrzField.Nationality : MrzField.IssuingState));
        Row(text, "born", mrz.DateOfBirth?.ToString() ?? "not read");
        Row(text, "sex", mrz.Sex?.ToString() ?? "not read");
        Row(text, "expires", mrz.DateOfExpiry?.ToString() ?? (mrz.Place(MrzField.DateOfExpiry).Length > 0 ? "not read" : "not in this zone"));
        foreach (var optional in mrz.OptionalData) Row(text, "optional", optional);
        foreach (var (name, result) in MrzJson.Checks(mrz.Checks)) Row(text, "check", $"{name} {MrzJson.Camel(result.ToString())}");
        foreach (var problem in mrz.Problems) Row(text, "problem", Say(problem));
        return text.ToString();
    }

    static void Lines(StringBuilder text, Mrz mrz)
    {
        var doubtful = mrz.Doubtful.ToList();
        for (var line = 1; line <= mrz.Lines.Count; line++)
        {
            text.Append("  ").AppendLine(mrz.Lines[line - 1]);
            var marks = new char[mrz.Lines[line - 1].Length];
            Array.Fill(marks, ' ');
            foreach (var place in doubtful.Where(place => place.Line == line)) marks.AsSpan(place.Column - 1, place.Length).Fill('^');
            if (marks.Contains('^')) text.Append("  ").AppendLine(new string(marks).TrimEnd());
        }
    }

    static string State(Mrz mrz, MrzField field)
    {
        var text = mrz.Text(field).TrimEnd('<');
        if (!StateCode.TryParse(text, out var code) || !StateCodes.TryFind(code, out var name)) return $"{text} (not a known code)";
        return $"{text} {name.English}{(name.Kind == StateKind.Specimen ? " (specimen)" : "")}";
    }

    static void Row(StringBuilder text, string name, string value) => text.AppendLine($"  {name,-14} {value}".TrimEnd());

    static string Say(MrzProblem problem) => $"line {problem.Line}, column {problem.Column}: {MrzJson.Camel(problem.Code.ToString())}";
}
