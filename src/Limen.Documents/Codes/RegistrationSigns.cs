using System.Collections.Frozen;

namespace Limen.Documents;

/// <summary>
/// The signs that vehicles carry for the State that registered them (<c>F</c>, <c>PL</c>, <c>SLO</c>), as notified under the
/// Conventions on Road Traffic of 1949 (annex 4) and 1968 (annex 3), earlier ones that plates still carry among them. What stands on a
/// plate or in a list of vehicles may be such a sign, a code of Doc 9303-3 or an ISO alpha-2 code, and some letters are two of them for
/// two States (<c>CL</c>: Sri Lanka's sign, Chile's code): then both are meant.
/// </summary>
public static class RegistrationSigns
{
    const string Table = """
        A AUT|AFG AFG|AG ATG|AL ALB|AM ARM|AND AND|ANG AGO|ARU ABW|AUS AUS|AX ALA|AZ AZE|B BEL|BD BGD|BDS BRB|BF BFA|BG BGR|BH BLZ|BIH BIH
        BOL BOL|BR BRA|BRN BHR|BRU BRN|BS BHS|BUR MMR|BVI VGB|BW BWA|BY BLR|BZ BLZ|C CUB|CAM CMR|CDN CAN|CGO COD|CH CHE|CHN CHN|CI CIV|CL LKA|CO COL
        COM COM|CR CRI|CV CPV|CY CYP|CZ CZE|D D|DJI DJI|DK DNK|DOM DOM|DY BEN|DZ DZA|E ESP|EAK KEN|EAT TZA|EAU UGA|EAZ TZA|EC ECU
        ER ERI|ES SLV|EST EST|ET EGY|ETH ETH|EW EST|F FRA|FIN FIN|FJI FJI|FL LIE|FO FRO|FR FRO|FSM FSM|G GAB|GB GBR|GBA GBR|GBG GBR|GBJ GBR|GBM GBR
        GBZ GIB|GCA GTM|GE GEO|GH GHA|GR GRC|GUY GUY|GW GNB|GQ GNQ|H HUN|HK HKG|HKJ JOR|HN HND|HR HRV|I ITA|IL ISR|IND IND|IR IRN|IRL IRL
        IRQ IRQ|IS ISL|J JPN|JA JAM|K KHM|KAN KNA|KG KGZ|KH KHM|KIR KIR|KP PRK|KS KGZ|KSA SAU|KWT KWT|KZ KAZ|L LUX|LAO LAO|LAR LBY|LB LBR
        LS LSO|LT LTU|LV LVA|M MLT|MA MAR|MAL MYS|MC MCO|MD MDA|MEX MEX|MGL MNG|MK MKD|MNE MNE|MO MAC|MOC MOZ|MS MUS|MV MDV|MW MWI|MYA MMR
        N NOR|NA ANT|NAM NAM|NAU NRU|NEP NPL|NGR NGA|NIC NIC|NL NLD|NMK MKD|NZ NZL|OM OMN|P PRT|PA PAN|PAL PLW|PE PER|PK PAK|PL POL|PMR MDA|PNG PNG
        PR PRI|PS PSE|PY PRY|Q QAT|RA ARG|RB BWA|RC TWN|RCA CAF|RCB COG|RCH CHL|RG GIN|RGB GNB|RH HTI|RI IDN|RIM MRT|RKS RKS|RL LBN|RM MDG|RMM MLI
        RN NER|RO ROU|ROK KOR|ROU URY|RP PHL|RSM SMR|RU BDI|RUS RUS|RWA RWA|S SWE|SA SAU|SCG SCG|SCN KNA|SCV VAT|SD SWZ|SGP SGP|SK SVK|SLE SLE|SLO SVN
        SME SUR|SN SEN|SO SOM|SOL SLB|SRB SRB|STP STP|SU SUN|SUD SDN|SY SYC|SYR SYR|T THA|TCH TCD|TD TCD|TG TGO|TJ TJK|TL TLS|TM TKM|TMN TKM
        TN TUN|TO TON|TR TUR|TT TTO|TUV TUV|UA UKR|UAE ARE|UK GBR|USA USA|UY URY|UZ UZB|V VAT|VN VNM|VU VUT|WAG GMB|WAL SLE|WAN NGA|WD DMA|WG GRD
        WL LCA|WS WSM|WV VCT|YAR YEM|YEM YEM|YU YUG|YV VEN|Z ZMB|ZA ZAF|ZW ZWE
        """;

    static readonly FrozenDictionary<string, StateCode> bySign = Table.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split(' ')).ToFrozenDictionary(row => row[0], row => Code(row[1]));

    /// <summary>The States that these letters may mean on a plate: none where nobody knows them, two where they are two codes.</summary>
    public static IReadOnlyList<StateCode> StatesOf(StateCode letters)
    {
        var states = new List<StateCode>(2);
        if (StateCodes.TryFind(letters, out var known)) states.Add(known.Code);
        if (bySign.TryGetValue(letters.Value, out var sign) && !states.Contains(sign)) states.Add(sign);
        if (StateCodes.TryFromAlpha2(letters.Value, out var alpha) && !states.Contains(alpha)) states.Add(alpha);
        return states;
    }

    /// <summary>A code of Doc 9303-3 as it is; of other letters the code of the one State they mean, or the letters where they mean two; false where nobody knows them.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out StateCode state)
    {
        if (!StateCode.TryParse(text, out state)) return false;
        if (StateCodes.TryFind(state, out _)) return true;
        var states = StatesOf(state);
        if (states.Count == 1) state = states[0];
        return states.Count > 0;
    }

    static StateCode Code(string letters) => StateCode.TryParse(letters, out var code) && StateCodes.TryFind(code, out _)
        ? code
        : throw new InvalidOperationException($"{letters} in the table is no State code.");
}
