using System.Globalization;

namespace Limen.Documents;

/// <summary>Identifiers, short identifiers and tags of the chip's files (Doc 9303-10 Tables 34 to 38), and the file names they are kept under.</summary>
public static class LdsFiles
{
    static ReadOnlySpan<byte> DataGroupTags =>
        [0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70];

    /// <summary>The two-byte file identifier, unique only inside the application or the master file.</summary>
    public static ushort FileId(this LdsFile file) => file switch
    {
        LdsFile.Com => 0x011E,
        LdsFile.Sod => 0x011D,
        LdsFile.CardAccess => 0x011C,
        LdsFile.CardSecurity => 0x011D,
        LdsFile.Dir => 0x2F00,
        LdsFile.Atr => 0x2F01,
        >= LdsFile.Dg1 and <= LdsFile.Dg16 => (ushort)(0x0100 + (int)file),
    };

    /// <summary>The five-bit short file identifier.</summary>
    public static byte ShortId(this LdsFile file) => file switch
    {
        LdsFile.Com or LdsFile.Dir => 0x1E,
        LdsFile.Sod or LdsFile.CardSecurity => 0x1D,
        LdsFile.CardAccess => 0x1C,
        LdsFile.Atr => 0x01,
        >= LdsFile.Dg1 and <= LdsFile.Dg16 => (byte)file,
    };

    /// <summary>The tag the content begins with; for EF.ATR/INFO, which is a list of objects, 0.</summary>
    public static byte Tag(this LdsFile file) => file switch
    {
        LdsFile.Com => 0x60,
        LdsFile.Sod => 0x77,
        LdsFile.CardAccess => 0x31,
        LdsFile.CardSecurity => 0x30,
        LdsFile.Dir => 0x61,
        LdsFile.Atr => 0,
        >= LdsFile.Dg1 and <= LdsFile.Dg16 => DataGroupTags[(int)file - 1],
    };

    /// <summary>True for the files of the master file, false for those of the eMRTD application.</summary>
    public static bool IsInMasterFile(this LdsFile file) => file >= LdsFile.CardAccess;

    /// <summary>True for DG1 to DG16.</summary>
    public static bool IsDataGroup(this LdsFile file) => file is >= LdsFile.Dg1 and <= LdsFile.Dg16;

    /// <summary>The data group whose content begins with the tag, as EF.COM lists them.</summary>
    public static bool TryFromTag(byte tag, out LdsFile file)
    {
        file = (LdsFile)(DataGroupTags.IndexOf(tag) + 1);
        return file != 0;
    }

    /// <summary>
    /// The file a stored name means: <c>DG1.bin</c>, <c>Datagroup1.bin</c>, <c>EF_SOD.bin</c>, <c>ef011D.bin</c>, <c>0101.bin</c>,
    /// any case. A bare identifier means the application's file: <c>011D</c> is EF.SOD. What is not binary by its name (<c>DG2.jpg</c>) is none.
    /// </summary>
    public static bool TryFromName(string name, out LdsFile file)
    {
        file = default;
        var word = Path.GetFileName(name).ToUpperInvariant();
        if (Path.GetExtension(word) is ".BIN" or ".DAT" or ".DER") word = Path.GetFileNameWithoutExtension(word);
        word = word.Replace("_", "").Replace(".", "").Replace("-", "");
        if (word is "SOD" or "COM" or "CARDACCESS" or "CARDSECURITY" or "DIR" or "ATR" or "ATRINFO") word = "EF" + word;
        file = word switch
        {
            "EFSOD" => LdsFile.Sod,
            "EFCOM" => LdsFile.Com,
            "EFCARDACCESS" => LdsFile.CardAccess,
            "EFCARDSECURITY" => LdsFile.CardSecurity,
            "EFDIR" => LdsFile.Dir,
            "EFATR" or "EFATRINFO" => LdsFile.Atr,
            _ => FromNumber(word),
        };
        return file != 0;
    }

    static LdsFile FromNumber(string word)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["DATAGROUP", "EFDG", "DG"])
            if (word.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(word.AsSpan(prefix.Length), NumberStyles.None, null, out var number))
                return number is >= 1 and <= 16 ? (LdsFile)number : 0;
        var hex = word.StartsWith("EF", StringComparison.Ordinal) ? word.AsSpan(2) : word;
        if (hex.Length != 4 || !ushort.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var id)) return 0;
        foreach (var file in Enum.GetValues<LdsFile>())
            if (file.FileId() == id) return file;
        return 0;
    }
}
