namespace Limen.Documents;

/// <summary>
/// Which country of a certificate belongs to which State of a machine readable zone: ISO 3166 alpha-2 beside the codes of Doc 9303-3 §5, with the
/// special ones (D, GBD to GBS, EUE, UNO, RKS, XOM, ...) as certificates write them.
/// </summary>
static class CertificateCountries
{
    const string Pairs =
        "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD ANTAN AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ " +
        "BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL " +
        "CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DDE DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ " +
        "ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GBDGB GBNGB GBOGB GBPGB GBSGB GEOGE GGYGG " +
        "GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM " +
        "INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB " +
        "LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM " +
        "MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR " +
        "NTZNT NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW " +
        "SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX " +
        "SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS " +
        "UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW EUEEU UNOUN UNAUN UNKUN RKSKS RKSXK RKSRK " +
        "XOMXO XOMSM XPOXP UTOUT UTOUTO ZARZR YUGYU SCGCS ROMRO TMPTP";

    static readonly string[] all = Pairs.Split(' ');

    /// <summary>True when the certificate belongs to the State: by its country, or by the State code it carries itself.</summary>
    /// <param name="state">As in DG1.</param>
    /// <param name="certificate">Of the CSCA.</param>
    public static bool Belongs(StateCode state, Certificate certificate)
    {
        var country = certificate.Country;
        if (country == state.Value || CountriesOf(state.Value).Contains(country)) return true;
        // Some write the three letters of the passport where X.520 wants the two of ISO 3166.
        if (country.Length == 3 && CountriesOf(country).Exists(each => CountriesOf(state.Value).Contains(each))) return true;
        return StateCode.TryParse(certificate.SubjectState.Replace("<", ""), out var told) && told.SameState(state);
    }

    /// <summary>The country as most certificates write it: some write the code of the passport.</summary>
    public static string TwoLetters(string country) => CountriesOf(country) is [var first, ..] ? first : country;

    /// <summary>True when the State stands in the table: otherwise nothing can be said.</summary>
    public static bool IsKnown(StateCode state) => CountriesOf(state.Value).Count > 0;

    // Looked for in the table as it is written: most processes ask once.
    static List<string> CountriesOf(string state)
    {
        var countries = new List<string>();
        foreach (var pair in all)
            if (state.Length == pair.Length - 2 && pair.StartsWith(state, StringComparison.Ordinal)) countries.Add(pair[^2..]);
        return countries;
    }
}
