namespace Limen.Documents;

/// <summary>
/// Plain capitals for the letters of alphabetic scripts: first the capitals, then every letter that becomes them. Marks above and
/// below Latin letters fall away; Cyrillic, Greek, Georgian, Armenian as passports and lists commonly write them in English;
/// Arabic and Hebrew as their consonants, long vowels as A, W and Y, because the short ones are not written.
/// </summary>
static class FoldTable
{
    static readonly string?[] table = Build();

    /// <summary>The plain capitals for a letter of either case, empty for a letter that is not sounded, null for anything else.</summary>
    public static string? Of(char letter)
    {
        if (letter < table.Length && table[letter] is { } known) return known;
        var capital = char.ToUpperInvariant(letter);
        return capital < table.Length ? table[capital] : null;
    }

    static string?[] Build()
    {
        var built = new string?[0x1F00];
        foreach (var rows in (string[])[Latin, Cyrillic, Greek, Hebrew, Arabic, Caucasian])
            foreach (var row in rows.Split('\n'))
            {
                var gap = row.IndexOf(' ', StringComparison.Ordinal);
                foreach (var letter in row[(gap + 1)..].Trim()) built[letter] = row[..gap] == "-" ? "" : row[..gap];
            }
        return built;
    }

    const string Latin = """
        A AaªÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦȺḀẠẢẤẦẨẪẬẮẰẲẴẶƏƎ
        AE ÆǢǼ
        B BbḂḄḆƁƂƄɃ
        C CcÇĆĈĊČḈƇȻ
        D DdÐĐĎḊḌḎḐḒƉƊƋ
        DZ ǄǱ
        E EeÈÉÊËĒĔĖĘĚȄȆȨɆḔḖḘḚḜẸẺẼẾỀỂỄỆƐ
        F FfḞƑ
        G GgĜĞĠĢǤǦǴḠƓ
        H HhĤĦȞḢḤḦḨḪ
        HW Ƕ
        I IiÌÍÎÏĨĪĬĮİıƖƗǏȈȊḬḮỈỊ
        IJ Ĳ
        J JjĴɈ
        K KkĶǨƘḰḲḴ
        L LlĹĻĽĿŁȽḶḸḺḼỺ
        LJ Ǉ
        M MmḾṀṂƜ
        N NnÑŃŅŇŊƝȠǸṄṆṈṊ
        NJ Ǌ
        O OoºÒÓÔÕÖØŌŎŐƆƟƠǑǪǬǾȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ
        OE Œ
        OI Ƣ
        OU Ȣ
        P PpƤṔṖ
        Q QqɊ
        R RrŔŖŘȐȒɌṘṚṜṞƦ
        S SsŚŜŞŠſȘṠṢṤṦṨƩƧ
        SS ẞß
        T TtŢŤŦƬƮȚȾṪṬṮṰ
        TH Þ
        U UuÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄƱṲṴṶṸṺỤỦỨỪỬỮỰ
        V VvƲɅṼṾỼ
        W WwŴẀẂẄẆẈǷ
        X XxẊẌ
        Y YyÝŶŸƳȲɎẎỲỴỶỸỾ
        Z ZzŹŻŽƵȤẐẒẔƷƸǮ
        """;

    const string Cyrillic = """
        A АӐӒӘӚӔ
        B Б
        C Ћ
        CH ЧӋӴҶҸ
        D Д
        DJ Ђ
        DZ ЏЅӠ
        E ЕЁЭѢӖӬЀЄ
        F ФѲ
        G ГҐҒҔЃӶ
        H ҺҲӼӾ
        I ИІЍӢӤѴ
        J Ј
        K КҚҠҞҜЌӃ
        KH Х
        L ЛӅ
        LJ Љ
        M МӍ
        N НҢҤӇӉ
        NJ Њ
        O ОӦӨӪ
        P ПҦ
        R РҎ
        S СҪ
        SH Ш
        SHCH Щ
        T ТҬ
        TS ЦҴ
        U УЎҰҮӮӰӲѪ
        V В
        Y ЙЫҊӸ
        YA Я
        YI Ї
        YU Ю
        Z ЗҘӞ
        ZH ЖӁҖӜ
        - ЪЬҌѨӀҨ
        """;

    const string Greek = """
        A ΑΆ
        V Β
        G Γ
        D Δ
        E ΕΈ
        Z Ζ
        I ΗΉΙΊΪΐ
        TH Θ
        K Κ
        L Λ
        M Μ
        N Ν
        X Ξ
        O ΟΌΩΏ
        P Π
        R Ρ
        S Σς
        T Τ
        Y ΥΎΫΰ
        F Φ
        CH Χ
        PS Ψ
        """;

    const string Hebrew = """
        A אע
        B ב
        G ג
        D ד
        H ה
        V ו
        Z ז
        CH ח
        T טת
        Y י
        K כךק
        L ל
        M מם
        N נן
        S ס
        P פף
        TZ צץ
        R ר
        SH ש
        """;

    const string Arabic = """
        A اآأٱىةعەۀۃۂ
        I إ
        B ب
        P پ
        T تطټٹ
        TH ث
        J ج
        CH چ
        H حهھہ
        KH خ
        D دضډڈ
        DH ذ
        R رړڑڕ
        Z زظځ
        ZH ژ
        S سصڅ
        SH شښ
        GH غ
        G گګږ
        F فڥڢ
        V ڤۋ
        Q قڧ
        K كک
        NG ڭ
        L لڵ
        M م
        N نںڼ
        W وؤ
        O ۆ
        U ۇ
        E ێ
        Y يیئېۍےۓ
        - ءـ
        """;

    const string Caucasian = """
        A აԱ
        B ბԲ
        G გԳ
        D დԴ
        E ეԵԷ
        V ვՎՒ
        Z ზԶ
        T თტԹՏ
        I იԻ
        K კქԿՔ
        L ლԼ
        M მՄ
        N ნՆ
        O ოՕՈ
        P პფՊՓ
        ZH ჟԺ
        R რՐՌ
        S სՍ
        U უ
        GH ღՂ
        Q ყ
        SH შՇ
        CH ჩჭՉՃ
        TS ცწՑԾ
        DZ ძՁ
        KH ხԽ
        J ჯՋ
        H ჰՀ
        Y ԸՅ
        F Ֆ
        """;
}
