using Limen.Documents;
using Limen.Screening;

namespace Limen.Cli;

/// <summary>Invented persons for measuring: names put together by rule, common ones often and rare ones seldom, the same for the same seed.</summary>
sealed class InventedPersons(int seed)
{
    readonly Random random = new(seed);

    static readonly string[][] Given =
    [
        "ALEKSANDR SERGEY VLADIMIR ANDREY ALEKSEY DMITRIY IVAN MIKHAIL NIKOLAY PAVEL YURIY VIKTOR IGOR OLEG MAKSIM ROMAN DENIS KIRILL ANTON BORIS".Split(' '),
        "MOHAMMED AHMED ALI HASSAN HUSSEIN MAHMOUD IBRAHIM KHALED OMAR YOUSSEF ABDULLAH MUSTAFA SAID HAMID SALEH TARIQ BILAL KARIM JAMAL NASSER".Split(' '),
        "NURSULTAN ASKAR BAKHYTZHAN DAULET YERLAN MARAT TIMUR RUSTAM ALISHER BOTIR FARRUKH KAIRAT NURLAN OLZHAS SHAVKAT ULUGBEK ZAFAR BEKZHAN ARMAN SERIK".Split(' '),
        "JOHN MARIA PETER ANNA CARLOS THOMAS LUIS JOSE MICHAEL SOFIA MARTIN PAUL LAURA DAVID EMMA JUAN MARK ELENA GEORGE LUCIA".Split(' '),
    ];

    static readonly string[][] Ends = [["OV", "EV", "IN", "ENKO", "SKIY"], ["I", "AWI", "ANI", "IRI", ""], ["OV", "BAYEV", "BEKOV", "ULY", "KHANOV"], ["SON", "EZ", "MANN", "INI", "ER"]];
    static readonly string[] Starts = "B D F G K L M N P R S T V Z KH SH CH ZH BR DR GR KR PR TR ST SK".Split(' ');
    static readonly string[] Middles = "A E I O U".Split(' ');
    static readonly StateCode[][] States = [Codes("RUS UKR BLR"), Codes("IRQ SYR EGY SAU MAR"), Codes("KAZ UZB TJK TKM"), Codes("D FRA ESP USA GBR")];

    static StateCode[] Codes(string codes) => [.. codes.Split(' ').Select(c => StateCode.TryParse(c, out var code) ? code : default)];

    /// <summary>Invents so many persons, with the ids P0, P1 ...</summary>
    public IEnumerable<PersonEntry> Make(int count)
    {
        for (var i = 0; i < count; i++) yield return One("P" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    PersonEntry One(string id)
    {
        var people = random.Next(4);
        return new()
        {
            EntryId = id,
            Name = $"{Pick(Given[people])} {(random.Next(2) == 0 ? "" : Further(people) + " ")}{Surname(people)}",
            DatesOfBirth = random.Next(20) == 0 ? [] : [random.Next(7) == 0 ? new(Year()) : new(Year(), 1 + random.Next(12), 1 + random.Next(28))],
            Sex = random.Next(2) == 0 ? Sex.Female : Sex.Male,
            Nationalities = [Pick(States[people])],
        };
    }

    /// <summary>Asks for the person, some as listed, some with a slip, a part left out or the order turned.</summary>
    public PersonQuery Ask(PersonEntry person)
    {
        var parts = person.Name.Split(' ').ToList();
        var way = random.Next(5);
        if (way == 0 && parts.Count > 2) parts.RemoveAt(1);
        if (way == 1) parts.Reverse();
        if (way == 2) parts[^1] = Slip(parts[^1]);
        if (way == 3) parts[0] = Slip(parts[0]);
        return new()
        {
            GivenNames = string.Join(' ', parts),
            DateOfBirth = person.DatesOfBirth.Count > 0 ? person.DatesOfBirth[0] : null,
            Sex = person.Sex,
            Nationality = person.Nationalities[0],
        };
    }

    string Slip(string part)
    {
        var at = random.Next(part.Length);
        var letter = (char)('A' + random.Next(26));
        return random.Next(3) switch
        {
            0 => part.Insert(at, letter.ToString()),
            1 when part.Length > 3 => part.Remove(at, 1),
            _ => string.Concat(part.AsSpan(0, at), letter.ToString(), part.AsSpan(at + 1)),
        };
    }

    string Further(int people) => people is 0 or 2 ? Pick(Given[people]) + "OVICH" : Pick(Given[people]);

    // Of the stems, the first are borne by many and the last by few.
    string Surname(int people)
    {
        var stem = (int)(Math.Pow(random.NextDouble(), 3) * Stems);
        var letters = new Random(stem * 4 + people);
        var name = "";
        for (var syllables = 2 + letters.Next(2); syllables > 0; syllables--)
            name += Starts[letters.Next(Starts.Length)] + Middles[letters.Next(Middles.Length)];
        return name + Ends[people][letters.Next(Ends[people].Length)];
    }

    const int Stems = 60_000;

    int Year() => 1940 + random.Next(65);

    T Pick<T>(T[] names) => names[(int)(Math.Pow(random.NextDouble(), 2) * names.Length)];
}
