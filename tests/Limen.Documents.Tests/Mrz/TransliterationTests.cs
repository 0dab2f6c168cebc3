namespace Limen.Documents.Tests;

/// <summary>Doc 9303-3 §4.6, §6 and App. B; vectors are the standard's own where the name says so.</summary>
public sealed class TransliterationTests
{
    [Theory]
    [InlineData("D'ARTAGNAN", "DARTAGNAN")]
    [InlineData("D’Artagnan", "DARTAGNAN")]
    [InlineData("MARIE-ELISE", "MARIE<ELISE")]
    [InlineData("ANNA, MARIA", "ANNA<MARIA")]
    [InlineData("Smith Jr.", "SMITH<JR")]
    [InlineData("  Anna   Maria ", "ANNA<MARIA")]
    public void Punctuation_is_treated_as_section_4_6_says(string visual, string mrz) => Assert.Equal(mrz, Transliteration.ToMrz(visual));

    [Theory]
    [InlineData("Müller", null, "MUELLER")]
    [InlineData("Mu\u0308ller", null, "MUELLER")]
    [InlineData("Güemes", "es", "GUEMES")]
    [InlineData("Åström", "sv", "AASTROEM")]
    [InlineData("Ærø", "da", "AEROE")]
    [InlineData("Núñez", "es", "NUNEZ")]
    [InlineData("Großmann", "de", "GROSSMANN")]
    [InlineData("Þórður", "is", "THORDUR")]
    [InlineData("Łukasz", "pl", "LUKASZ")]
    [InlineData("Đorđević", "sr", "DORDEVIC")]
    [InlineData("Işık", "tr", "ISIK")]
    [InlineData("Nguyễn", "vi", "NGUYEN")]
    public void Latin_letters_follow_table_A(string name, string? language, string mrz) => Assert.Equal(mrz, Transliteration.ToMrz(name, language));

    [Theory]
    [InlineData("Щербаков", "ru", "SHCHERBAKOV")]
    [InlineData("Юрий Хрущёв", "ru", "IURII<KHRUSHCHEV")]
    [InlineData("Евгеньевич", "ru", "EVGENEVICH")]
    [InlineData("Объедков", "ru", "OBIEEDKOV")]
    [InlineData("Григорій Їжакевич", "uk", "HRYHORII<YIZHAKEVYCH")]
    [InlineData("Юлія Єнакієве", "uk", "YULIIA<YENAKIIEVE")]
    [InlineData("Ёлкін", "be", "IOLKIN")]
    [InlineData("Галина", "be", "HALINA")]
    [InlineData("Щърбаков", "bg", "SHTIERBAKOV")]
    [InlineData("Живковић", "sr", "ZIVKOVIC")]
    [InlineData("Љубица Џон", "mk", "LJUBICA<DJON")]
    [InlineData("Қасымжомарт", "kk", "KASYMZHOMART")]
    [InlineData("Ҳусайн", "tg", "HUSAIN")]
    [InlineData("Ўткир", "uz", "OTKIR")]
    [InlineData("Өнөр", "ky", "ONOR")]
    [InlineData("Хүрэлсүх", "mn", "KHURELSUKH")]
    public void Cyrillic_depends_on_the_language_as_table_B_says(string name, string language, string mrz) =>
        Assert.Equal(mrz, Transliteration.ToMrz(name, language));

    // Doc 9303-3 App. B.5.7 and B.5.9, footnote 3 of §6 C.
    [Theory]
    [InlineData("ابو بكر محمد بن زكريا الرازي", "ABW<BKR<MXHMD<BN<ZKRYA<ALRAZY")]
    [InlineData("جمال عبد الناصر", "JMAL<EBD<ALNAXSSR")]
    [InlineData("العباس عبد الله بن محمد السفاح", "ALEBAS<EBD<ALLXH<BN<MXHMD<ALSFAXH")]
    [InlineData("نعيمة جميلة", "NEYMXAH<JMYLXAH")]
    [InlineData("سمير بادمكدوذيل", "SMYR<BADMKDWXDHYL")]
    [InlineData("متعب", "MTEB")]
    [InlineData("إسماعيل", "ISMAEYL")]
    [InlineData("عبّاس", "EBBAS")]
    [InlineData("فضّة", "FXDZDZXAH")]
    public void Arabic_is_written_in_sequences_as_the_standards_examples_show(string name, string mrz) =>
        Assert.Equal(mrz, Transliteration.ToMrz(name));

    [Theory]
    [InlineData("MXHMD", "محمد")]
    [InlineData("ABW<BKR", "ابو بكر")]
    [InlineData("FXDZDZXAH", "فضّة")]
    [InlineData("EBD<ALLXH", "عبد الله")]
    public void Arabic_script_is_recovered(string mrz, string name) => Assert.Equal([name], Transliteration.Candidates(mrz, "ar"));

    [Theory]
    [InlineData("SHCHERBAKOV", "ru", "Щербаков")]
    [InlineData("MUELLER", null, "Müller")]
    [InlineData("NUNXXEZ", null, "Nuñez")]
    [InlineData("HRYHORII", "uk", "Григорій")]
    [InlineData("ZIVKOVIC", "sr", "Живковић")]
    public void The_original_is_among_the_candidates(string mrz, string? language, string original) =>
        Assert.Contains(original.ToUpperInvariant(), Transliteration.Candidates(mrz, language, 64));

    [Theory]
    [InlineData("ru")]
    [InlineData("uk")]
    [InlineData("be")]
    [InlineData("bg")]
    [InlineData("sr")]
    [InlineData("mk")]
    [InlineData("kk")]
    [InlineData("ky")]
    [InlineData("tg")]
    [InlineData("uz")]
    [InlineData("mn")]
    public void Every_Cyrillic_candidate_gives_the_text_again(string language)
    {
        foreach (var mrz in (string[])["IURII", "SHCHUKIN", "ALEKSANDROVICH", "KHAKIMOV", "TSYBIKOV<ZHAMSO", "YERMEK", "QODIR", "DJOKOVIC"])
            foreach (var name in Transliteration.Candidates(mrz, language, 32))
                Assert.Equal(mrz, Transliteration.ToMrz(name, language));
    }

    [Fact]
    public void A_name_of_any_length_is_answered()
    {
        var huge = string.Concat(Enumerable.Repeat("ضّةÄЩ-", 50_000));
        Assert.NotEmpty(Transliteration.ToMrz(huge));
        Assert.NotEmpty(Transliteration.Fold(huge));
        Assert.Empty(Transliteration.Candidates(new string('I', 100_000), "ru"));
        Assert.NotEmpty(Transliteration.Keys(new string('X', 100_000)));
    }

    [Fact]
    public void Every_spelling_that_the_tables_allow_is_given_the_recommended_first()
    {
        Assert.Equal(["MUELLER", "MUXXLLER", "MULLER"], Transliteration.Spellings("Müller"));
        Assert.Equal(["NUNEZ", "NUNXXEZ"], Transliteration.Spellings("Núñez"));
        Assert.Equal(["SHTIERBAKOV", "SHTARBAKOV"], Transliteration.Spellings("Щърбаков", "bg"));
        Assert.Equal(4, Transliteration.Spellings("ÄÖÜÄÖÜÄÖÜÄÖÜ", limit: 4).Count);
    }

    [Theory]
    [InlineData("MUELLER", "MULLER")]
    [InlineData("NUNXXEZ", "NUNEZ")]
    [InlineData("MXHMD", "MHMD")]
    [InlineData("XKHALD", "KHALD")]
    public void A_key_undoes_what_transliteration_added(string mrz, string key)
    {
        var keys = Transliteration.Keys(mrz);
        Assert.Equal(mrz, keys[0]);
        Assert.Contains(key, keys);
    }

    [Theory]
    [InlineData("Ñuñez-Müller", "NUNEZ MULLER")]
    [InlineData("O'Connor, Siobhán", "OCONNOR SIOBHAN")]
    [InlineData("Щербаков Юрий", "SHCHERBAKOV YURIY")]
    [InlineData("Владимир Ильич Ленин", "VLADIMIR ILICH LENIN")]
    [InlineData("Παπαδόπουλος", "PAPADOPOULOS")]
    [InlineData("محمد", "MHMD")]
    [InlineData("יצחק", "YTZCHK")]
    [InlineData("გიორგი", "GIORGI")]
    [InlineData("Հայկ", "HAYK")]
    [InlineData("Trần Văn Đức", "TRAN VAN DUC")]
    [InlineData("J.R. Ewing", "J R EWING")]
    [InlineData("Mu\u0308ller", "MULLER")]
    [InlineData("金正恩", "")]
    [InlineData("", "")]
    public void A_name_of_any_alphabet_folds_into_plain_parts(string name, string folded) => Assert.Equal(folded, Transliteration.Fold(name));

    [Fact]
    public void Folding_never_writes_past_its_room_and_never_throws()
    {
        var random = new Random(9303);
        Span<char> name = stackalloc char[40];
        Span<char> room = stackalloc char[200];
        for (var round = 0; round < 3_000; round++)
        {
            var length = random.Next(name.Length);
            for (var at = 0; at < length; at++) name[at] = (char)random.Next(round % 2 == 0 ? 0x700 : 0x10000);
            var written = Transliteration.Fold(name[..length], room[..random.Next(room.Length)]);
            foreach (var sign in room[..written]) Assert.True(char.IsAsciiLetterUpper(sign) || char.IsAsciiDigit(sign) || sign == ' ');
            Assert.True(Transliteration.Fold(name[..length], room) <= Math.Max(length * Transliteration.LongestFold, 0));
            var text = name[..length].ToString();
            foreach (var sign in Transliteration.ToMrz(text)) Assert.True(char.IsAsciiLetterUpper(sign) || sign == '<');
        }
    }
}
