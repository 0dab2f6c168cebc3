namespace Limen.Documents;

/// <summary>What a document code says the document is; persisted, so numbers never change.</summary>
public enum DocumentKind
{
    /// <summary>The code is none that documents of this size have.</summary>
    Unknown = 0,
    /// <summary><c>P&lt;</c>: a passport that says no more, as issued until 2027.</summary>
    Passport = 1,
    /// <summary><c>P</c> with a second letter of the issuer's own choosing, as issued until 2025.</summary>
    NationalPassport = 2,
    /// <summary><c>PP</c>: national or ordinary passport.</summary>
    OrdinaryPassport = 3,
    /// <summary><c>PE</c>: emergency passport.</summary>
    EmergencyPassport = 4,
    /// <summary><c>PD</c>: diplomatic passport.</summary>
    DiplomaticPassport = 5,
    /// <summary><c>PO</c>: official or service passport.</summary>
    OfficialPassport = 6,
    /// <summary><c>PR</c>: refugee passport.</summary>
    RefugeePassport = 7,
    /// <summary><c>PT</c>: alien's or non-citizen's passport.</summary>
    AlienPassport = 8,
    /// <summary><c>PS</c>: stateless person's passport.</summary>
    StatelessPassport = 9,
    /// <summary><c>PL</c>: laissez-passer.</summary>
    LaissezPasser = 10,
    /// <summary><c>PM</c>: military passport.</summary>
    MilitaryPassport = 11,
    /// <summary><c>PU</c>: emergency travel document on a single sheet (Doc 9303-8).</summary>
    SingleSheet = 12,
    /// <summary><c>A</c>, <c>C</c> or <c>I</c> with any second character: identity card, residence permit or another official document.</summary>
    Card = 13,
    /// <summary><c>AC</c> on a TD1: crew member certificate (Doc 9303-5 App. C).</summary>
    CrewMemberCertificate = 14,
    /// <summary><c>V</c> with any second character: visa.</summary>
    Visa = 15,
}

/// <summary>
/// Document codes: Doc 9303-4 §4.4 (passports), -5 and -6 note k (cards), -7 §4.2.2 (visas). The table tells and never rejects:
/// second letters of the issuers' own stay on genuine documents until 2038.
/// </summary>
public static class DocumentCodes
{
    /// <summary>What the code says in a zone of this format.</summary>
    /// <param name="format">The zone's.</param>
    /// <param name="code">Without fillers.</param>
    public static DocumentKind KindOf(MrzFormat format, string code) => code.Length == 0 || !Begins(format, code[0])
        ? DocumentKind.Unknown
        : format switch
        {
            MrzFormat.Td3 => Passport(code),
            MrzFormat.Td1 => code == "AC" ? DocumentKind.CrewMemberCertificate : DocumentKind.Card,
            MrzFormat.Td2 or MrzFormat.Td2France => DocumentKind.Card,
            MrzFormat.MrvA or MrzFormat.MrvB => DocumentKind.Visa,
        };

    /// <summary>
    /// True for a passport whose second letter is one that Doc 9303-4 §4.4 (or, for single sheets, 9303-8) has: required where a
    /// second letter is given from 2026, of every passport issued from 2028.
    /// </summary>
    public static bool IsHarmonised(DocumentKind kind) => kind is >= DocumentKind.OrdinaryPassport and <= DocumentKind.SingleSheet;

    /// <summary>The class by which lists key documents of this format.</summary>
    public static DocumentClass ClassOf(MrzFormat format) => format switch
    {
        MrzFormat.Td3 => DocumentClass.Passport,
        MrzFormat.Td1 or MrzFormat.Td2 or MrzFormat.Td2France => DocumentClass.IdentityCard,
        MrzFormat.MrvA or MrzFormat.MrvB => DocumentClass.Visa,
    };

    internal static bool Begins(MrzFormat format, char first) => format switch
    {
        MrzFormat.Td3 => first == 'P',
        MrzFormat.Td1 or MrzFormat.Td2 or MrzFormat.Td2France => first is 'A' or 'C' or 'I',
        MrzFormat.MrvA or MrzFormat.MrvB => first == 'V',
    };

    // The codes most documents carry need no string of their own.
    internal static string Text(ReadOnlySpan<char> code) => code switch
    {
        "P" => "P",
        "PP" => "PP",
        "I" => "I",
        "ID" => "ID",
        "V" => "V",
        _ => code.ToString(),
    };

    static DocumentKind Passport(string code) => code switch
    {
        "P" => DocumentKind.Passport,
        "PP" => DocumentKind.OrdinaryPassport,
        "PE" => DocumentKind.EmergencyPassport,
        "PD" => DocumentKind.DiplomaticPassport,
        "PO" => DocumentKind.OfficialPassport,
        "PR" => DocumentKind.RefugeePassport,
        "PT" => DocumentKind.AlienPassport,
        "PS" => DocumentKind.StatelessPassport,
        "PL" => DocumentKind.LaissezPasser,
        "PM" => DocumentKind.MilitaryPassport,
        "PU" => DocumentKind.SingleSheet,
        _ => DocumentKind.NationalPassport,
    };
}
