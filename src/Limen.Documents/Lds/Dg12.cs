namespace Limen.Documents;

/// <summary>EF.DG12: further details of the document, as far as the issuer gives them (Doc 9303-10 §4.7.12).</summary>
public sealed class Dg12 : IDeviating
{
    readonly DetailFields fields;

    Dg12(DetailFields fields) => this.fields = fields;

    /// <summary>The issuing authority.</summary>
    public string? IssuingAuthority => fields.Text(0x5F19);

    /// <summary>The date of issue, of eight digits or four packed octets.</summary>
    public PartialDate? DateOfIssue => fields.Date(0x5F26);

    /// <summary>Other persons on the document.</summary>
    public IReadOnlyList<string> OtherPersons => fields.Texts(0x5F1A);

    /// <summary>Endorsements and observations.</summary>
    public string? Endorsements => fields.Text(0x5F1B);

    /// <summary>Tax or exit requirements.</summary>
    public string? TaxOrExit => fields.Text(0x5F1C);

    /// <summary>The front of the document.</summary>
    public ChipImage? Front => fields.Image(0x5F1D);

    /// <summary>The rear of the document.</summary>
    public ChipImage? Rear => fields.Image(0x5F1E);

    /// <summary>When it was personalised: 14 digits or seven packed octets, given as digits.</summary>
    public string? PersonalisedAt => fields.Digits(0x5F55);

    /// <summary>The serial number of the personalisation system.</summary>
    public string? PersonalisationSystem => fields.Text(0x5F56);

    IReadOnlyList<string> IDeviating.Deviations => fields.Deviations;

    /// <summary>That it is DG12; never person data.</summary>
    public override string ToString() => "DG12";

    internal static Dg12? Parse(BerElement content) => DetailFields.Read(content) is { } fields ? new(fields) : null;
}
