namespace Limen.Documents;

/// <summary>EF.DG11: further personal details, as far as the issuer gives them (Doc 9303-10 §4.7.11).</summary>
public sealed class Dg11 : IDeviating
{
    readonly DetailFields fields;

    Dg11(DetailFields fields) => this.fields = fields;

    /// <summary>The full name in the national script, with the filler signs of the document.</summary>
    public string? FullName => fields.Text(0x5F0E);

    /// <summary>Other names, from a template or, as some issuers write it, straight from the list.</summary>
    public IReadOnlyList<string> OtherNames => fields.Texts(0x5F0F);

    /// <summary>The personal number.</summary>
    public string? PersonalNumber => fields.Text(0x5F10);

    /// <summary>The full date of birth, of eight digits or four packed octets.</summary>
    public PartialDate? DateOfBirth => fields.Date(0x5F2B);

    /// <summary>The place of birth.</summary>
    public string? PlaceOfBirth => fields.Text(0x5F11);

    /// <summary>The permanent address.</summary>
    public string? Address => fields.Text(0x5F42);

    /// <summary>The telephone number.</summary>
    public string? Telephone => fields.Text(0x5F12);

    /// <summary>The profession.</summary>
    public string? Profession => fields.Text(0x5F13);

    /// <summary>The title.</summary>
    public string? Title => fields.Text(0x5F14);

    /// <summary>The personal summary.</summary>
    public string? PersonalSummary => fields.Text(0x5F15);

    /// <summary>The image that proves citizenship.</summary>
    public ChipImage? ProofOfCitizenship => fields.Image(0x5F16);

    /// <summary>Numbers of other valid travel documents.</summary>
    public string? OtherDocuments => fields.Text(0x5F17);

    /// <summary>Custody.</summary>
    public string? Custody => fields.Text(0x5F18);

    IReadOnlyList<string> IDeviating.Deviations => fields.Deviations;

    /// <summary>That it is DG11; never person data.</summary>
    public override string ToString() => "DG11";

    internal static Dg11? Parse(BerElement content) => DetailFields.Read(content) is { } fields ? new(fields) : null;
}
