namespace Limen.Documents;

/// <summary>A person to notify in an emergency.</summary>
/// <param name="Name">The name, with the filler signs of the document.</param>
/// <param name="Telephone">The telephone number.</param>
/// <param name="Address">The address.</param>
/// <param name="RecordedOn">When it was recorded.</param>
public sealed record PersonToNotify(string? Name, string? Telephone, string? Address, PartialDate? RecordedOn)
{
    /// <summary>Never person data.</summary>
    public override string ToString() => "person to notify";
}

/// <summary>EF.DG16: persons to notify (Doc 9303-10 §4.7.16).</summary>
public sealed class Dg16
{
    Dg16(IReadOnlyList<PersonToNotify> persons) => Persons = persons;

    /// <summary>The persons, in the order of the file.</summary>
    public IReadOnlyList<PersonToNotify> Persons { get; }

    /// <summary>How many; never who.</summary>
    public override string ToString() => $"{Persons.Count} persons to notify";

    internal static Dg16? Parse(BerElement content)
    {
        if (content.Children() is not { } children) return null;
        var persons = new List<PersonToNotify>();
        foreach (var template in children.Where(child => child.Tag is >= 0xA0 and <= 0xAF))
            if (DetailFields.Read(template) is { } person)
                persons.Add(new(person.Text(0x5F51), person.Text(0x5F52), person.Text(0x5F53), person.Date(0x5F50)));
        return new(persons);
    }
}
