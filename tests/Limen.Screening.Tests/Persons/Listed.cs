using Limen.Documents;

namespace Limen.Screening.Tests;

/// <summary>Short ways to write entries and questions.</summary>
static class Listed
{
    public static PersonEntry Person(string id, string name, string born = "", Sex sex = Sex.Unspecified, string state = "", params string[] aliases) => new()
    {
        EntryId = id,
        Name = name,
        Aliases = aliases,
        DatesOfBirth = [.. born.Split(';').Select(Date).OfType<PartialDate>()],
        Sex = sex,
        Nationalities = StateCode.TryParse(state, out var code) ? [code] : [],
    };

    public static PersonQuery Ask(string name, string born = "", Sex sex = Sex.Unspecified, string state = "") => new()
    {
        GivenNames = name,
        DateOfBirth = Date(born),
        Sex = sex,
        Nationality = StateCode.TryParse(state, out var code) ? code : default,
    };

    public static PartialDate? Date(string text) => PartialDate.TryParse(text, out var date) ? date : null;

    /// <summary>So many persons with names put together by rule: some parts borne by many, some by few.</summary>
    public static IEnumerable<PersonEntry> Many(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var born = random.Next(12) == 0 ? "" : random.Next(8) == 0 ? $"{Year(random)}" : $"{Year(random)}-{random.Next(12) + 1:00}-{random.Next(28) + 1:00}";
            yield return Person($"E{i}", Name(random), born, (Sex)random.Next(3), Pick(random, States), random.Next(9) == 0 ? [Name(random)] : []);
        }
    }

    /// <summary>The person's own name and facts with something changed.</summary>
    public static PersonQuery Changed(PersonEntry person, Random random)
    {
        var parts = person.Name.Split(' ').ToList();
        switch (random.Next(6))
        {
            case 0: parts.Reverse(); break;
            case 1: parts.RemoveAt(random.Next(parts.Count)); break;
            case 2: parts[^1] = parts[^1].Remove(random.Next(parts[^1].Length), 1); break;
            case 3: parts[0] = parts[0].Insert(random.Next(parts[0].Length), "Z"); break;
            case 4: parts[0] += parts[1]; parts.RemoveAt(1); break;
            default: break;
        }
        return new()
        {
            GivenNames = string.Join(' ', parts),
            DateOfBirth = person.DatesOfBirth.Count == 0 ? null : person.DatesOfBirth[0],
            Sex = person.Sex,
            Nationality = person.Nationalities.Count == 0 ? default : person.Nationalities[0],
        };
    }

    static readonly string[] Given = ["MOHAMMED", "AHMED", "ALI", "SERGEY", "OLGA", "IVAN", "MARIA", "NURLAN", "AIGUL", "JOHN", "HASSAN", "YUSUF", "ANNA", "PETER", "KHALID"];
    static readonly string[] Family = ["IVANOV", "PETROVA", "AL MASRI", "HUSSEIN", "NAZAROV", "SMITH", "KOVALENKO", "OGLU", "TURSUNOV", "ABDULLAH"];
    static readonly string[] States = ["RUS", "EGY", "KAZ", "USA", ""];
    static readonly string[] Syllables = ["BA", "KO", "MI", "TU", "RE", "SHA", "DZE", "LIN", "GOR", "VEN", "PAK", "ZU", "FER", "NAM"];

    static string Name(Random random)
    {
        var family = random.Next(3) == 0 ? Pick(random, Family) : string.Concat(Enumerable.Range(0, 3).Select(_ => Pick(random, Syllables)));
        return $"{Pick(random, Given)} {(random.Next(2) == 0 ? "" : Pick(random, Given) + " ")}{family}";
    }

    static int Year(Random random) => 1950 + random.Next(50);

    static string Pick(Random random, string[] from) => from[random.Next(from.Length)];
}
