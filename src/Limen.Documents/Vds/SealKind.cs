namespace Limen.Documents;

/// <summary>What a visible digital seal is printed on.</summary>
public enum SealKind
{
    /// <summary>A kind this system has no description of; its features are given as octets.</summary>
    Unknown = 0,
    /// <summary>A visa sticker (Doc 9303-13, features 5D, category 01).</summary>
    Visa = 1,
    /// <summary>An emergency travel document (Doc 9303-13, features 5E, category 03).</summary>
    EmergencyTravelDocument = 2,
    /// <summary>German arrival attestation (TR-03137, FD 02).</summary>
    ArrivalAttestation = 3,
    /// <summary>German social insurance card (TR-03137, FC 04).</summary>
    SocialInsuranceCard = 4,
    /// <summary>German residence permit sticker (TR-03137, FB 06).</summary>
    ResidencePermit = 5,
    /// <summary>German supplementary sheet to a residence permit (TR-03137, FA 06).</summary>
    SupplementarySheet = 6,
    /// <summary>German address sticker of an identity card (TR-03137, F9 08).</summary>
    AddressStickerIdentityCard = 7,
    /// <summary>German residence sticker of a passport (TR-03137, F8 0A).</summary>
    AddressStickerPassport = 8,
}

/// <summary>How a feature's octets are to be read.</summary>
enum SealCoding
{
    C40 = 1,
    Text = 2,
    Number = 3,
    Duration = 4,
    MrvA = 5,
    MrvB = 6,
    Td2 = 7,
    Octets = 8,
}

/// <summary>The features of the kinds of seals that are described.</summary>
static class SealKinds
{
    public static SealKind Of(byte features, byte category) => (features << 8 | category) switch
    {
        0x5D01 => SealKind.Visa,
        0x5E03 => SealKind.EmergencyTravelDocument,
        0xFD02 => SealKind.ArrivalAttestation,
        0xFC04 => SealKind.SocialInsuranceCard,
        0xFB06 => SealKind.ResidencePermit,
        0xFA06 => SealKind.SupplementarySheet,
        0xF908 => SealKind.AddressStickerIdentityCard,
        0xF80A => SealKind.AddressStickerPassport,
        _ => SealKind.Unknown,
    };

    public static (string Name, SealCoding Coding) Feature(SealKind kind, int tag) => (kind, tag) switch
    {
        (SealKind.Visa, 1) => ("mrz", SealCoding.MrvA),
        (SealKind.Visa, 2) => ("mrz", SealCoding.MrvB),
        (SealKind.Visa, 3) => ("numberOfEntries", SealCoding.Number),
        (SealKind.Visa, 4) => ("durationOfStay", SealCoding.Duration),
        (SealKind.Visa, 5) => ("passportNumber", SealCoding.C40),
        (SealKind.Visa, 6) => ("visaType", SealCoding.Octets),
        (SealKind.EmergencyTravelDocument, 2) => ("mrz", SealCoding.Td2),
        (SealKind.ArrivalAttestation, 2) => ("mrz", SealCoding.Td2),
        (SealKind.ArrivalAttestation, 3) => ("registerNumber", SealCoding.C40),
        (SealKind.SocialInsuranceCard, 1) => ("insuranceNumber", SealCoding.C40),
        (SealKind.SocialInsuranceCard, 2) => ("surname", SealCoding.Text),
        (SealKind.SocialInsuranceCard, 3) => ("givenName", SealCoding.Text),
        (SealKind.SocialInsuranceCard, 4) => ("birthName", SealCoding.Text),
        (SealKind.ResidencePermit, 2) => ("mrz", SealCoding.Td2),
        (SealKind.ResidencePermit, 3) => ("passportNumber", SealCoding.C40),
        (SealKind.SupplementarySheet, 4) => ("mrz", SealCoding.Td2),
        (SealKind.SupplementarySheet, 5) => ("sheetNumber", SealCoding.C40),
        (SealKind.AddressStickerIdentityCard or SealKind.AddressStickerPassport, 1) => ("documentNumber", SealCoding.C40),
        (SealKind.AddressStickerIdentityCard or SealKind.AddressStickerPassport, 2) => ("municipality", SealCoding.C40),
        (SealKind.AddressStickerIdentityCard, 3) => ("address", SealCoding.C40),
        (SealKind.AddressStickerPassport, 3) => ("residence", SealCoding.C40),
        _ => ("feature", SealCoding.Octets),
    };
}
