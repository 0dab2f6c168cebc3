namespace Limen.Documents;

/// <summary>The elementary files of a travel document's chip (Doc 9303-10 §3 and §4); data groups bear their own number.</summary>
public enum LdsFile
{
    /// <summary>EF.DG1: the machine readable zone.</summary>
    Dg1 = 1,
    /// <summary>EF.DG2: the face.</summary>
    Dg2 = 2,
    /// <summary>EF.DG3: fingers, behind terminal authentication.</summary>
    Dg3 = 3,
    /// <summary>EF.DG4: irises, behind terminal authentication.</summary>
    Dg4 = 4,
    /// <summary>EF.DG5: the portrait as displayed.</summary>
    Dg5 = 5,
    /// <summary>EF.DG6: reserved.</summary>
    Dg6 = 6,
    /// <summary>EF.DG7: the signature or mark as displayed.</summary>
    Dg7 = 7,
    /// <summary>EF.DG8: data features.</summary>
    Dg8 = 8,
    /// <summary>EF.DG9: structure features.</summary>
    Dg9 = 9,
    /// <summary>EF.DG10: substance features.</summary>
    Dg10 = 10,
    /// <summary>EF.DG11: further personal details.</summary>
    Dg11 = 11,
    /// <summary>EF.DG12: further details of the document.</summary>
    Dg12 = 12,
    /// <summary>EF.DG13: whatever the issuer chose.</summary>
    Dg13 = 13,
    /// <summary>EF.DG14: security options and the chip authentication keys.</summary>
    Dg14 = 14,
    /// <summary>EF.DG15: the active authentication key.</summary>
    Dg15 = 15,
    /// <summary>EF.DG16: persons to notify.</summary>
    Dg16 = 16,
    /// <summary>EF.COM: version and list of the data groups.</summary>
    Com = 30,
    /// <summary>EF.SOD: the document security object.</summary>
    Sod = 31,
    /// <summary>EF.CardAccess in the master file: what PACE needs.</summary>
    CardAccess = 32,
    /// <summary>EF.CardSecurity in the master file: signed, for chip authentication mapping.</summary>
    CardSecurity = 33,
    /// <summary>EF.DIR in the master file: the applications.</summary>
    Dir = 34,
    /// <summary>EF.ATR/INFO in the master file: buffer sizes.</summary>
    Atr = 35,
}
