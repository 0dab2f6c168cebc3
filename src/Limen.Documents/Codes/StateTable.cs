namespace Limen.Documents;

/// <summary>
/// The rows behind <see cref="StateCodes"/>: Doc 9303 code; ISO alpha-2 where there is one; kind; English; Russian; other names.
/// ISO 3166-1 first, then Doc 9303-3 §5 Parts A to H (8th edition as amended 2026), then withdrawn codes of ISO 3166-3 that old
/// documents and lists still carry.
/// </summary>
static class StateTable
{
    public const string Rows = """
        ABW;AW;State;Aruba;Аруба;
        AFG;AF;State;Afghanistan;Афганистан;Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan
        AGO;AO;State;Angola;Ангола;
        AIA;AI;State;Anguilla;Ангвилла;
        ALA;AX;State;Åland Islands;Аландские острова;Aland
        ALB;AL;State;Albania;Албания;
        AND;AD;State;Andorra;Андорра;
        ARE;AE;State;United Arab Emirates;Объединённые Арабские Эмираты;UAE|Emirates
        ARG;AR;State;Argentina;Аргентина;
        ARM;AM;State;Armenia;Армения;
        ASM;AS;State;American Samoa;Американское Самоа;
        ATA;AQ;State;Antarctica;Антарктида;
        ATF;TF;State;French Southern Territories;Французские южные территории;
        ATG;AG;State;Antigua and Barbuda;Антигуа и Барбуда;
        AUS;AU;State;Australia;Австралия;
        AUT;AT;State;Austria;Австрия;
        AZE;AZ;State;Azerbaijan;Азербайджан;
        BDI;BI;State;Burundi;Бурунди;
        BEL;BE;State;Belgium;Бельгия;
        BEN;BJ;State;Benin;Бенин;
        BES;BQ;State;Bonaire, Sint Eustatius and Saba;Бонайре, Синт-Эстатиус и Саба;
        BFA;BF;State;Burkina Faso;Буркина-Фасо;
        BGD;BD;State;Bangladesh;Бангладеш;
        BGR;BG;State;Bulgaria;Болгария;
        BHR;BH;State;Bahrain;Бахрейн;
        BHS;BS;State;Bahamas;Багамские Острова;
        BIH;BA;State;Bosnia and Herzegovina;Босния и Герцеговина;Bosnia|Bosnia Herzegovina
        BLM;BL;State;Saint Barthélemy;Сен-Бартельми;St Barthelemy
        BLR;BY;State;Belarus;Беларусь;
        BLZ;BZ;State;Belize;Белиз;
        BMU;BM;State;Bermuda;Бермудские Острова;
        BOL;BO;State;Bolivia;Боливия;Bolivia (Plurinational State of)|Plurinational State of Bolivia
        BRA;BR;State;Brazil;Бразилия;
        BRB;BB;State;Barbados;Барбадос;
        BRN;BN;State;Brunei Darussalam;Бруней-Даруссалам;Brunei
        BTN;BT;State;Bhutan;Бутан;
        BVT;BV;State;Bouvet Island;Остров Буве;
        BWA;BW;State;Botswana;Ботсвана;
        CAF;CF;State;Central African Republic;Центральноафриканская Республика;
        CAN;CA;State;Canada;Канада;
        CCK;CC;State;Cocos (Keeling) Islands;Кокосовые (Килинг) острова;
        CHE;CH;State;Switzerland;Швейцария;
        CHL;CL;State;Chile;Чили;
        CHN;CN;State;China;Китай;People's Republic of China|PRC
        CIV;CI;State;Côte d'Ivoire;Кот-д'Ивуар;Cote d Ivoire|Ivory Coast
        CMR;CM;State;Cameroon;Камерун;
        COD;CD;State;Democratic Republic of the Congo;Демократическая Республика Конго;DR Congo|Congo (Kinshasa)|Zaire|DRC
        COG;CG;State;Congo;Конго;Congo, Republic of the|Congo (Brazzaville)
        COK;CK;State;Cook Islands;Острова Кука;
        COL;CO;State;Colombia;Колумбия;
        COM;KM;State;Comoros;Коморские Острова;
        CPV;CV;State;Cabo Verde;Кабо-Верде;Cape Verde
        CRI;CR;State;Costa Rica;Коста-Рика;
        CUB;CU;State;Cuba;Куба;
        CUW;CW;State;Curaçao;Кюрасао;Curacao
        CXR;CX;State;Christmas Island;Остров Рождества;
        CYM;KY;State;Cayman Islands;Каймановы острова;
        CYP;CY;State;Cyprus;Кипр;
        CZE;CZ;State;Czechia;Чехия;Czech Republic
        D;DE;State;Germany;Германия;Federal Republic of Germany
        DJI;DJ;State;Djibouti;Джибути;
        DMA;DM;State;Dominica;Доминика;
        DNK;DK;State;Denmark;Дания;
        DOM;DO;State;Dominican Republic;Доминиканская Республика;
        DZA;DZ;State;Algeria;Алжир;People's Democratic Republic of Algeria
        ECU;EC;State;Ecuador;Эквадор;
        EGY;EG;State;Egypt;Египет;Arab Republic of Egypt
        ERI;ER;State;Eritrea;Эритрея;
        ESH;EH;State;Western Sahara;Западная Сахара;
        ESP;ES;State;Spain;Испания;
        EST;EE;State;Estonia;Эстония;
        ETH;ET;State;Ethiopia;Эфиопия;Federal Democratic Republic of Ethiopia
        FIN;FI;State;Finland;Финляндия;
        FJI;FJ;State;Fiji;Фиджи;
        FLK;FK;State;Falkland Islands (Malvinas);Фолклендские (Мальвинские) острова;Falkland Islands
        FRA;FR;State;France;Франция;
        FRO;FO;State;Faroe Islands;Фарерские острова;
        FSM;FM;State;Micronesia (Federated States of);Федеративные Штаты Микронезии;Micronesia
        GAB;GA;State;Gabon;Габон;
        GBR;GB;State;United Kingdom;Соединённое Королевство;United Kingdom of Great Britain and Northern Ireland|Great Britain|Britain|England|Scotland|Wales|UK
        GEO;GE;State;Georgia;Грузия;
        GGY;GG;State;Guernsey;Гернси;
        GHA;GH;State;Ghana;Гана;
        GIB;GI;State;Gibraltar;Гибралтар;
        GIN;GN;State;Guinea;Гвинея;
        GLP;GP;State;Guadeloupe;Гваделупа;
        GMB;GM;State;Gambia;Гамбия;The Gambia|Gambia (Islamic Republic of the)
        GNB;GW;State;Guinea-Bissau;Гвинея-Бисау;
        GNQ;GQ;State;Equatorial Guinea;Экваториальная Гвинея;
        GRC;GR;State;Greece;Греция;
        GRD;GD;State;Grenada;Гренада;
        GRL;GL;State;Greenland;Гренландия;
        GTM;GT;State;Guatemala;Гватемала;
        GUF;GF;State;French Guiana;Французская Гвиана;
        GUM;GU;State;Guam;Гуам;
        GUY;GY;State;Guyana;Гайана;
        HKG;HK;State;Hong Kong;Гонконг;Hong Kong Special Administrative Region|China, Hong Kong Special Administrative Region|Hong Kong SAR
        HMD;HM;State;Heard Island and McDonald Islands;Остров Херд и острова Макдональд;
        HND;HN;State;Honduras;Гондурас;
        HRV;HR;State;Croatia;Хорватия;
        HTI;HT;State;Haiti;Гаити;
        HUN;HU;State;Hungary;Венгрия;
        IDN;ID;State;Indonesia;Индонезия;
        IMN;IM;State;Isle of Man;Остров Мэн;
        IND;IN;State;India;Индия;
        IOT;IO;State;British Indian Ocean Territory;Британская территория в Индийском океане;
        IRL;IE;State;Ireland;Ирландия;
        IRN;IR;State;Iran;Иран;Iran (Islamic Republic of)|Persia
        IRQ;IQ;State;Iraq;Ирак;
        ISL;IS;State;Iceland;Исландия;
        ISR;IL;State;Israel;Израиль;
        ITA;IT;State;Italy;Италия;
        JAM;JM;State;Jamaica;Ямайка;
        JEY;JE;State;Jersey;Джерси;
        JOR;JO;State;Jordan;Иордания;
        JPN;JP;State;Japan;Япония;
        KAZ;KZ;State;Kazakhstan;Казахстан;
        KEN;KE;State;Kenya;Кения;
        KGZ;KG;State;Kyrgyzstan;Кыргызстан;
        KHM;KH;State;Cambodia;Камбоджа;
        KIR;KI;State;Kiribati;Кирибати;
        KNA;KN;State;Saint Kitts and Nevis;Сент-Китс и Невис;St Kitts and Nevis
        KOR;KR;State;Republic of Korea;Республика Корея;South Korea|Korea, South|Korea
        KWT;KW;State;Kuwait;Кувейт;State of Kuwait
        LAO;LA;State;Laos;Лаос;Lao People's Democratic Republic|Lao PDR
        LBN;LB;State;Lebanon;Ливан;
        LBR;LR;State;Liberia;Либерия;
        LBY;LY;State;Libya;Ливия;Libyan Arab Jamahiriya|State of Libya
        LCA;LC;State;Saint Lucia;Сент-Люсия;St Lucia
        LIE;LI;State;Liechtenstein;Лихтенштейн;
        LKA;LK;State;Sri Lanka;Шри-Ланка;Democratic Socialist Republic of Sri Lanka
        LSO;LS;State;Lesotho;Лесото;
        LTU;LT;State;Lithuania;Литва;
        LUX;LU;State;Luxembourg;Люксембург;
        LVA;LV;State;Latvia;Латвия;
        MAC;MO;State;Macao;Макао;Macau|China, Macao Special Administrative Region|Macao SAR
        MAF;MF;State;Saint Martin;Сен-Мартен;
        MAR;MA;State;Morocco;Марокко;
        MCO;MC;State;Monaco;Монако;
        MDA;MD;State;Moldova;Республика Молдова;Republic of Moldova|Moldova, Republic of
        MDG;MG;State;Madagascar;Мадагаскар;
        MDV;MV;State;Maldives;Мальдивы;
        MEX;MX;State;Mexico;Мексика;
        MHL;MH;State;Marshall Islands;Маршалловы Острова;
        MKD;MK;State;North Macedonia;Северная Македония;Macedonia|The former Yugoslav Republic of Macedonia|FYROM
        MLI;ML;State;Mali;Мали;
        MLT;MT;State;Malta;Мальта;
        MMR;MM;State;Myanmar;Мьянма;Burma
        MNE;ME;State;Montenegro;Черногория;
        MNG;MN;State;Mongolia;Монголия;
        MNP;MP;State;Northern Mariana Islands;Северные Марианские острова;
        MOZ;MZ;State;Mozambique;Мозамбик;
        MRT;MR;State;Mauritania;Мавритания;Islamic Republic of Mauritania
        MSR;MS;State;Montserrat;Монтсеррат;
        MTQ;MQ;State;Martinique;Мартиника;
        MUS;MU;State;Mauritius;Маврикий;
        MWI;MW;State;Malawi;Малави;
        MYS;MY;State;Malaysia;Малайзия;
        MYT;YT;State;Mayotte;Майот;
        NAM;NA;State;Namibia;Намибия;
        NCL;NC;State;New Caledonia;Новая Каледония;
        NER;NE;State;Niger;Нигер;
        NFK;NF;State;Norfolk Island;Остров Норфолк;
        NGA;NG;State;Nigeria;Нигерия;
        NIC;NI;State;Nicaragua;Никарагуа;
        NIU;NU;State;Niue;Ниуэ;
        NLD;NL;State;Netherlands;Нидерланды;Holland|Kingdom of the Netherlands|Netherlands (Kingdom of the)|The Netherlands
        NOR;NO;State;Norway;Норвегия;
        NPL;NP;State;Nepal;Непал;Federal Democratic Republic of Nepal
        NRU;NR;State;Nauru;Науру;
        NZL;NZ;State;New Zealand;Новая Зеландия;
        OMN;OM;State;Oman;Оман;
        PAK;PK;State;Pakistan;Пакистан;Islamic Republic of Pakistan
        PAN;PA;State;Panama;Панама;
        PCN;PN;State;Pitcairn;Питкэрн;
        PER;PE;State;Peru;Перу;
        PHL;PH;State;Philippines;Филиппины;
        PLW;PW;State;Palau;Палау;
        PNG;PG;State;Papua New Guinea;Папуа — Новая Гвинея;
        POL;PL;State;Poland;Польша;
        PRI;PR;State;Puerto Rico;Пуэрто-Рико;
        PRK;KP;State;Democratic People's Republic of Korea;Корейская Народно-Демократическая Республика;North Korea|Korea, North|DPRK
        PRT;PT;State;Portugal;Португалия;
        PRY;PY;State;Paraguay;Парагвай;
        PSE;PS;State;State of Palestine;Палестина;Palestine|Palestinian|Palestinian Territory|Palestinian Territories|Occupied Palestinian Territory|West Bank|Gaza
        PYF;PF;State;French Polynesia;Французская Полинезия;
        QAT;QA;State;Qatar;Катар;
        REU;RE;State;Réunion;Реюньон;Reunion
        ROU;RO;State;Romania;Румыния;
        RUS;RU;State;Russian Federation;Российская Федерация;Russia
        RWA;RW;State;Rwanda;Руанда;
        SAU;SA;State;Saudi Arabia;Саудовская Аравия;Kingdom of Saudi Arabia|KSA
        SDN;SD;State;Sudan;Судан;
        SEN;SN;State;Senegal;Сенегал;
        SGP;SG;State;Singapore;Сингапур;
        SGS;GS;State;South Georgia and the South Sandwich Islands;Южная Джорджия и Южные Сандвичевы острова;
        SHN;SH;State;Saint Helena, Ascension and Tristan da Cunha;Остров Святой Елены, Остров Вознесения и Тристан-да-Кунья;Saint Helena|St Helena
        SJM;SJ;State;Svalbard and Jan Mayen;Шпицберген и Ян-Майен;
        SLB;SB;State;Solomon Islands;Соломоновы Острова;
        SLE;SL;State;Sierra Leone;Сьерра-Леоне;
        SLV;SV;State;El Salvador;Сальвадор;
        SMR;SM;State;San Marino;Сан-Марино;
        SOM;SO;State;Somalia;Сомали;
        SPM;PM;State;Saint Pierre and Miquelon;Сен-Пьер и Микелон;
        SRB;RS;State;Serbia;Сербия;
        SSD;SS;State;South Sudan;Южный Судан;
        STP;ST;State;Sao Tome and Principe;Сан-Томе и Принсипи;São Tomé and Príncipe
        SUR;SR;State;Suriname;Суринам;
        SVK;SK;State;Slovakia;Словакия;
        SVN;SI;State;Slovenia;Словения;
        SWE;SE;State;Sweden;Швеция;
        SWZ;SZ;State;Eswatini;Эсватини;Swaziland
        SXM;SX;State;Sint Maarten;Синт-Мартен;
        SYC;SC;State;Seychelles;Сейшельские Острова;
        SYR;SY;State;Syria;Сирия;Syrian Arab Republic
        TCA;TC;State;Turks and Caicos Islands;Острова Туркс и Каикос;
        TCD;TD;State;Chad;Чад;
        TGO;TG;State;Togo;Того;
        THA;TH;State;Thailand;Таиланд;
        TJK;TJ;State;Tajikistan;Таджикистан;
        TKL;TK;State;Tokelau;Токелау;
        TKM;TM;State;Turkmenistan;Туркменистан;
        TLS;TL;State;Timor-Leste;Тимор-Лешти;East Timor
        TON;TO;State;Tonga;Тонга;
        TTO;TT;State;Trinidad and Tobago;Тринидад и Тобаго;
        TUN;TN;State;Tunisia;Тунис;
        TUR;TR;State;Türkiye;Турция;Turkey|Turkiye
        TUV;TV;State;Tuvalu;Тувалу;
        TWN;TW;State;Taiwan;Тайвань;Taiwan, Province of China|Chinese Taipei|Republic of China
        TZA;TZ;State;Tanzania;Танзания;United Republic of Tanzania|Tanzania, United Republic of
        UGA;UG;State;Uganda;Уганда;
        UKR;UA;State;Ukraine;Украина;
        UMI;UM;State;United States Minor Outlying Islands;Внешние малые острова США;
        URY;UY;State;Uruguay;Уругвай;
        USA;US;State;United States of America;Соединённые Штаты Америки;United States|USA|US|America
        UZB;UZ;State;Uzbekistan;Узбекистан;
        VAT;VA;State;Holy See;Святой Престол;Vatican|Vatican City|Holy See (Vatican City State)
        VCT;VC;State;Saint Vincent and the Grenadines;Сент-Винсент и Гренадины;St Vincent and the Grenadines
        VEN;VE;State;Venezuela;Венесуэла;Venezuela (Bolivarian Republic of)|Bolivarian Republic of Venezuela
        VGB;VG;State;British Virgin Islands;Британские Виргинские острова;
        VIR;VI;State;United States Virgin Islands;Виргинские острова США;
        VNM;VN;State;Viet Nam;Вьетнам;Vietnam|Socialist Republic of Viet Nam
        VUT;VU;State;Vanuatu;Вануату;
        WLF;WF;State;Wallis and Futuna;Уоллис и Футуна;
        WSM;WS;State;Samoa;Самоа;
        YEM;YE;State;Yemen;Йемен;
        ZAF;ZA;State;South Africa;Южная Африка;
        ZMB;ZM;State;Zambia;Замбия;
        ZWE;ZW;State;Zimbabwe;Зимбабве;
        RKS;KS;State;Kosovo;Косово;Republic of Kosovo
        GBD;;BritishStatus;British Overseas Territories citizen;Гражданин британских заморских территорий;
        GBN;;BritishStatus;British National (Overseas);Британский подданный (заграничный);
        GBO;;BritishStatus;British Overseas citizen;Британский заморский гражданин;
        GBP;;BritishStatus;British protected person;Лицо под британской защитой;
        GBS;;BritishStatus;British subject;Британский подданный;
        EUE;EU;Organisation;European Union;Европейский союз;EU
        UNO;UN;Organisation;United Nations Organization;Организация Объединённых Наций;United Nations
        UNA;;Organisation;United Nations specialized agency;Специализированное учреждение ООН;
        UNK;;Organisation;United Nations Interim Administration Mission in Kosovo;Миссия ООН по делам временной администрации в Косово;UNMIK
        XBA;;Organisation;African Development Bank;Африканский банк развития;
        XIM;;Organisation;African Export-Import Bank;Африканский экспортно-импортный банк;Afreximbank
        XCC;;Organisation;Caribbean Community;Карибское сообщество;CARICOM
        XCE;;Organisation;Council of Europe;Совет Европы;
        XCO;;Organisation;Common Market for Eastern and Southern Africa;Общий рынок Восточной и Южной Африки;COMESA
        XEC;;Organisation;Economic Community of West African States;Экономическое сообщество стран Западной Африки;ECOWAS
        XPO;;Organisation;International Criminal Police Organization (INTERPOL);Международная организация уголовной полиции (Интерпол);INTERPOL
        XES;;Organisation;Organization of Eastern Caribbean States;Организация восточнокарибских государств;OECS
        XMP;;Organisation;Parliamentary Assembly of the Mediterranean;Парламентская ассамблея Средиземноморья;
        XOM;;Organisation;Sovereign Military Order of Malta;Суверенный Мальтийский орден;Order of Malta
        XDC;;Organisation;Southern African Development Community;Сообщество развития Юга Африки;SADC
        IAO;IA;Organisation;International Civil Aviation Organization;Международная организация гражданской авиации;ICAO
        XXA;;Stateless;Stateless person;Лицо без гражданства;Stateless
        XXB;;Refugee;Refugee (1951 Convention);Беженец (Конвенция 1951 года);Refugee
        XXC;;Refugee;Refugee (other than the 1951 Convention);Беженец (не по Конвенции 1951 года);
        XXX;;Unspecified;Person of unspecified nationality;Лицо неуказанного гражданства;
        UTO;UT;Specimen;Utopia;Утопия;
        ANT;AN;Withdrawn;Netherlands Antilles;Нидерландские Антильские острова;
        NTZ;NT;Withdrawn;Neutral Zone;Нейтральная зона;
        CSK;CS;Withdrawn;Czechoslovakia;Чехословакия;former Czechoslovakia
        DDR;DD;Withdrawn;German Democratic Republic;Германская Демократическая Республика;East Germany
        SCG;;Withdrawn;Serbia and Montenegro;Сербия и Черногория;
        SUN;SU;Withdrawn;Soviet Union;СССР;former Soviet Union|former USSR|USSR|Union of Soviet Socialist Republics
        YUG;YU;Withdrawn;Yugoslavia;Югославия;former Yugoslavia
        """;
}
