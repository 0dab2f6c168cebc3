using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Limen.Screening;
using static System.FormattableString;

namespace Limen.Cli;

/// <summary><c>limen screen</c>: asks a list of persons without a store, and compares pairs of names; made for measuring accuracy.</summary>
static class ScreenCommand
{
    const int Fine = 0, Usage = 2, Broken = 4;

    public static Command Create()
    {
        var list = new Option<string>("--list") { Description = "Persons: CSV or CSV.gz with entryId,name,aliases,datesOfBirth,sex,nationalities,documentNumbers (; inside lists)" };
        var queries = new Option<string>("--queries") { Description = "Travellers: CSV with id,name,dateOfBirth,sex,nationality" };
        var top = new Option<int>("--top") { Description = "Candidates for each traveller, at most", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "One JSON object a line" };
        var command = new Command("screen", """
            Screens travellers against a list of persons, without a store. Candidates come best first and are not cut by a threshold;
            tookMicros is the time of the engine's answer alone. Exit codes: 0 fine, 2 usage, 4 a file cannot be read.
            """) { list, queries, top, json, Pairs() };
        command.SetAction(parsed => parsed.GetValue(list) is { } persons && parsed.GetValue(queries) is { } travellers
            ? Guarded(() => Screen(persons, travellers, parsed.GetValue(top), parsed.GetValue(json)))
            : Complain("usage", "--list and --queries are needed.", Usage));
        return command;
    }

    static Command Pairs()
    {
        var file = new Argument<string>("FILE") { Description = "CSV with name1,name2" };
        var json = new Option<bool>("--json") { Description = "One JSON object a line: {\"score\"} and what it is made of" };
        var command = new Command("pairs", "Compares pairs of names: bits for (positive) or against (negative) both being one person's. Exit codes: 0 fine, 2 usage, 4 the file cannot be read.") { file, json };
        command.SetAction(parsed => Guarded(() => Compare(parsed.GetRequiredValue(file), parsed.GetValue(json))));
        return command;
    }

    static int Screen(string list, string queries, int top, bool json)
    {
        if (top < 1) return Complain("usage", "--top must be at least 1.", Usage);
        var asked = PersonsFile.Queries(queries).ToList();
        using var progress = new Progress();
        var started = Stopwatch.GetTimestamp();
        var index = PersonIndex.Build(progress.Count(PersonsFile.Entries(list), "persons read"));
        progress.Say($"{index.Count:N0} persons indexed in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {index.Bytes / Math.Max(1.0, index.Count):0} bytes each");
        using var output = Console.OpenStandardOutput();
        using var buffered = new BufferedStream(output, 1 << 16);
        foreach (var (_, query) in asked.Take(Rehearsals)) index.Search(query, top);
        foreach (var (id, query) in progress.Count(asked, "travellers screened"))
        {
            var from = Stopwatch.GetTimestamp();
            var found = index.Search(query, top);
            var micros = Stopwatch.GetElapsedTime(from).TotalMicroseconds;
            if (json) WriteJson(buffered, id, micros, found);
            else WriteText(buffered, id, micros, found);
        }
        return Fine;
    }

    // The runtime compiles hot code as it goes: the first answers of a process are not timed.
    const int Rehearsals = 500;

    static void WriteJson(Stream output, string id, double micros, Found found)
    {
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteNumber("tookMicros", Math.Round(micros, 1));
            writer.WriteNumber("cut", found.Cut);
            writer.WriteStartArray("candidates");
            foreach (var candidate in found.Candidates) WriteCandidate(writer, candidate);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }

    static void WriteCandidate(Utf8JsonWriter writer, Candidate candidate)
    {
        writer.WriteStartObject();
        writer.WriteString("entryId", candidate.EntryId);
        writer.WriteNumber("score", candidate.Score);
        writer.WriteString("strength", Name(candidate.Strength));
        writer.WriteStartArray("evidence");
        foreach (var evidence in candidate.Evidence)
        {
            writer.WriteStartObject();
            writer.WriteString("field", evidence.Field);
            writer.WriteString("agreement", JsonNamingPolicy.CamelCase.ConvertName(evidence.Agreement.ToString()));
            writer.WriteString("asked", evidence.Asked);
            writer.WriteString("listed", evidence.Listed);
            writer.WriteNumber("weight", evidence.Weight);
            writer.WriteString("words", evidence.Words);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static string Name(Strength strength) => strength switch { Strength.Strong => "strong", Strength.Possible => "possible", Strength.Weak => "weak" };

    static void WriteText(Stream output, string id, double micros, Found found)
    {
        using var writer = new StreamWriter(output, leaveOpen: true);
        writer.WriteLine($"{id}: {found.Candidates.Count} candidates{(found.Cut > 0 ? $", {found.Cut} more cut" : "")}, {micros:0} us");
        foreach (var c in found.Candidates)
            writer.WriteLine($"  {c.EntryId} {c.Score:0.0} {Name(c.Strength)}: {string.Join("; ", c.Evidence.Select(e => e.Words))}");
    }

    static string Pieces(NamePair pair) => Invariant(
        $",\"agreed\":{pair.Agreed:0.###},\"lost\":{pair.Lost:0.###},\"conflicts\":{pair.Conflicts},\"unlike\":{pair.Unlike},\"kunya\":{pair.Kunya},\"omitted\":{pair.Omitted:0.###},\"order\":{pair.Order:0.###}");

    static int Compare(string file, bool json)
    {
        using var output = new StreamWriter(Console.OpenStandardOutput());
        foreach (var (one, other) in PersonsFile.Pairs(file))
        {
            var pair = PersonMatching.CompareNames(one, other);
            var score = Invariant($"{pair?.Bits ?? PersonMatching.NoName:0.###}");
            output.WriteLine(json ? $"{{\"score\":{score}{(pair is { } weighed ? Pieces(weighed) : "")}}}" : $"{score}\t{one}\t{other}");
        }
        return Fine;
    }

    static int Guarded(Func<int> run)
    {
        try { return run(); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Complain("fileUnreadable", e.Message, Broken);
        }
    }

    static int Complain(string code, string what, int exit)
    {
        Console.Error.WriteLine($"limen: {code}: {what}");
        return exit;
    }
}
