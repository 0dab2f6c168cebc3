using CsvHelper;
using Limen.Documents;

namespace Limen.Storage;

/// <summary>The fields of one row by name. The first field that cannot be understood is the row's fault; later ones read as empty.</summary>
sealed class CsvFields(CsvReader row)
{
    const int LongestId = 200;

    readonly Dictionary<string, int> columns = new(StringComparer.Ordinal);

    public Fault? Fault { get; private set; }

    public void Begin() => Fault = null;

    public string Text(string name) => Column(name) is >= 0 and var i ? row.GetString(i) : "";

    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public string[] Texts(string name) =>
        Text(name) is { Length: > 0 } text ? text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    public string Id()
    {
        var id = Text("entryId");
        if (id.Length == 0) Fail("idMissing", "The row has no entryId.");
        if (id.Length > LongestId) Fail("idTooLong", $"The entryId is longer than {LongestId} characters.");
        return id;
    }

    public string Number(string name)
    {
        var number = FieldText.Number(Text(name));
        if (number is null) Fail("badNumber", $"{name} holds something else than letters and digits.");
        return number ?? "";
    }

    public string? NumberOrNull(string name) => Number(name) is { Length: > 0 } number ? number : null;

    public StateCode State(string name)
    {
        if (!FieldText.TryState(Text(name), out var state)) Fail("unknownState", $"{name} names no State that is known.");
        return state;
    }

    /// <summary>The sign on a plate, or what names a State elsewhere.</summary>
    public StateCode PlateState(string name) => RegistrationSigns.TryRead(Text(name), out var state) ? state : State(name);

    public List<StateCode> States(string name)
    {
        var states = new List<StateCode>();
        foreach (var text in Texts(name))
            if (FieldText.TryState(text, out var state)) states.Add(state);
            else Fail("unknownState", $"{name} names no State that is known.");
        return states;
    }

    public DocumentClass Class(string name)
    {
        if (!FieldText.TryClass(Text(name), out var value)) Fail("unknownType", $"{name} is none of passport, identity card and visa.");
        return value;
    }

    public Sex Sex(string name)
    {
        if (!FieldText.TrySex(Text(name), out var sex)) Fail("unknownSex", $"{name} is none of F, M and X.");
        return sex;
    }

    public DateOnly? Day(string name)
    {
        if (!FieldText.TryDay(Text(name), out var day)) Fail("badDate", $"{name} is no date of the form YYYY-MM-DD.");
        return day;
    }

    public PartialDate? Partial(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (PartialDate.TryParse(text, out var date)) return date;
        Fail("badDate", $"{name} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD.");
        return null;
    }

    public List<PartialDate> Partials(string name)
    {
        var dates = new List<PartialDate>();
        foreach (var text in Texts(name))
            if (PartialDate.TryParse(text, out var date)) dates.Add(date);
            else Fail("badDate", $"{name} holds a date that is not of the form YYYY, YYYY-MM or YYYY-MM-DD.");
        return dates;
    }

    public void Fail(string code, string words) => Fault ??= new(code, words);

    int Column(string name)
    {
        if (!columns.TryGetValue(name, out var i)) columns[name] = i = row.TryGetFieldIndex(name, out var found) ? found : -1;
        return i;
    }
}
