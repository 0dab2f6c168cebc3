using System.Text;

namespace Limen.Documents.Tests;

/// <summary>Properties on mutated specimens: one misread character finds more than noise does.</summary>
public sealed class MrzPropertyTests
{
    const string Alphabet = "<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const string Foreign = "abcxyz .,*?«Äß‹\t\r\n\0\uFEFF\uD83DЖ中";
    static readonly DateOnly today = new(2026, 11, 1);

    static readonly string[] specimens =
    [
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
        "PTCHNCESHI<<YANGBEN<<<<<<<<<<<<<<<<<<<<<<<<<\nG622925996CHN8310291F1904220LCOCMKNENBPJB984",
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
        "IDBEL600001795<0152<<<<<<<<<<<\n1301014F2311207BEL130101987398\nSPECIMEN<<SPECIMEN<<<<<<<<<<<<",
        "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226B<<<<<<<",
        "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226",
    ];

    [Fact]
    public void No_mutation_of_a_specimen_throws_and_every_answer_is_whole()
    {
        var random = new Random(9303);
        for (var round = 0; round < 30_000; round++)
        {
            var text = Mutated(random, specimens[round % specimens.Length]);
            var read = Mrz.TryRead(text, today, out var mrz, out var problem);
            Assert.True(read || problem is not null, text);
            if (!read) continue;
            Assert.Equal(mrz!.Problems.Count == 0, problem is null);
            Assert.All(mrz.Problems, told => Assert.InRange(told.Column, 1, mrz.Lines[told.Line - 1].Length));
            Assert.All(mrz.Doubtful, place => Assert.InRange(place.Column + place.Length - 1, 1, mrz.Lines[place.Line - 1].Length));
            Assert.NotNull(mrz.DocumentNumber + mrz.PrimaryIdentifier + mrz.SecondaryIdentifier + mrz.MrzInformation + mrz.OptionalData.Count);
        }
    }

    [Fact]
    public void No_noise_throws()
    {
        var random = new Random(303);
        for (var round = 0; round < 20_000; round++)
        {
            var noise = new char[random.Next(100)];
            for (var at = 0; at < noise.Length; at++)
                noise[at] = round % 3 == 0 ? (char)random.Next(char.MaxValue + 1) : (Alphabet + Foreign)[random.Next(Alphabet.Length + Foreign.Length)];
            Assert.True(Mrz.TryRead(noise, today, out _, out var problem) || problem is not null);
        }
    }

    /// <summary>
    /// Wherever a check digit covers a character, changing it alone is noticed unless old and new value are equal modulo ten
    /// (52 of the 666 pairs of characters).
    /// </summary>
    [Fact]
    public void One_changed_character_is_noticed_unless_its_value_is_equal_modulo_ten()
    {
        foreach (var specimen in specimens)
        {
            var clean = Read(specimen);
            foreach (var field in (MrzField[])[MrzField.DocumentNumber, MrzField.DocumentNumberRest, MrzField.DateOfBirth, MrzField.DateOfExpiry])
                foreach (var (offset, changed) in Changes(specimen, clean.Place(field)))
                {
                    var blind = (CheckDigit.ValueOf(specimen[offset]) - CheckDigit.ValueOf(changed[offset])) % 10 == 0;
                    var mrz = Read(changed);
                    if (mrz.Place(MrzField.DocumentNumberCheckDigit) != clean.Place(MrzField.DocumentNumberCheckDigit)) continue;
                    Assert.True(mrz.Checks.AnyFailed != blind || !mrz.Checks.AllPassed || mrz.Problems.Count > 0, changed);
                    if (!blind) Assert.True(mrz.Checks.AnyFailed, changed);
                }
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var random = new Random(39);
        for (var round = 0; round < 5_000; round++)
        {
            var content = Any(random, (MrzFormat)(1 + (round % 5)));
            Assert.True(MrzWriter.TryWrite(content, out var lines, out var problem), problem?.ToString());
            Assert.True(Mrz.TryRead(string.Join('\n', lines), today, out var mrz, out problem));
            Assert.Null(problem);
            Assert.True(mrz.Checks.AllPassed, string.Join('\n', lines));
            Assert.Equal(content.Format, mrz.Format);
            Assert.Equal(content.DocumentNumber, mrz.DocumentNumber);
            Assert.Equal(content.DateOfBirth, mrz.DateOfBirth);
            Assert.Equal(content.DateOfExpiry, mrz.DateOfExpiry);
            Assert.Equal(content.Sex, mrz.Sex);
            Assert.Equal(content.IssuingState, mrz.IssuingState);
            Assert.Equal(content.Nationality, mrz.Nationality);
            if (mrz.NameTruncated) Assert.StartsWith(mrz.PrimaryIdentifier[..1], content.PrimaryIdentifier, StringComparison.Ordinal);
            else Assert.Equal((content.PrimaryIdentifier, content.SecondaryIdentifier), (mrz.PrimaryIdentifier, mrz.SecondaryIdentifier));
            Assert.Equal([.. new[] { content.OptionalData, content.SecondOptionalData }.Where(text => text.Length > 0)], mrz.OptionalData);
        }
    }

    static MrzContent Any(Random random, MrzFormat format)
    {
        var longNumber = format is MrzFormat.Td1 or MrzFormat.Td2 && random.Next(3) == 0;
        return new()
        {
            Format = format,
            DocumentCode = format switch { MrzFormat.Td3 => "PP", MrzFormat.Td1 => "AC", MrzFormat.Td2 => "ID", _ => "V" },
            IssuingState = StateCodes.All[random.Next(StateCodes.All.Count)].Code,
            Nationality = StateCodes.All[random.Next(StateCodes.All.Count)].Code,
            DocumentNumber = Word(random, Alphabet[1..], longNumber ? random.Next(10, format == MrzFormat.Td1 ? 23 : 15) : random.Next(1, 10)),
            PrimaryIdentifier = Words(random),
            SecondaryIdentifier = random.Next(5) == 0 ? "" : Words(random),
            DateOfBirth = Date(random, 1950, 70),
            DateOfExpiry = Date(random, 2000, 60),
            Sex = (Sex)random.Next(3),
            OptionalData = longNumber || random.Next(3) == 0 ? "" : Word(random, Alphabet[1..], random.Next(1, 8)),
            SecondOptionalData = format == MrzFormat.Td1 && random.Next(2) == 0 ? Word(random, Alphabet[1..], random.Next(1, 12)) : "",
        };
    }

    static PartialDate Date(Random random, int from, int years) => random.Next(4) switch
    {
        0 => new(from + random.Next(years)),
        1 => new(from + random.Next(years), random.Next(1, 13)),
        _ => new(from + random.Next(years), random.Next(1, 13), random.Next(1, 29)),
    };

    static string Words(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Word(random, Alphabet[11..], random.Next(1, 14))));

    static string Word(Random random, string letters, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    static IEnumerable<(int Offset, string Changed)> Changes(string specimen, MrzPlace place)
    {
        if (place.Length == 0) yield break;
        var width = specimen.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var at = 0; at < place.Length; at++)
            foreach (var sign in Alphabet)
            {
                var offset = ((place.Line - 1) * width) + place.Column - 1 + at;
                if (specimen[offset] == sign) continue;
                yield return (offset, specimen[..offset] + sign + specimen[(offset + 1)..]);
            }
    }

    static string Mutated(Random random, string specimen)
    {
        var text = new StringBuilder(specimen);
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(text.Length);
            var sign = random.Next(4) == 0 ? Foreign[random.Next(Foreign.Length)] : Alphabet[random.Next(Alphabet.Length)];
            switch (random.Next(6))
            {
                case 0: text.Insert(at, sign); break;
                case 1 when text.Length > 1: text.Remove(at, 1); break;
                default: text[at] = sign; break;
            }
        }
        return text.ToString();
    }

    static Mrz Read(string text)
    {
        Assert.True(Mrz.TryRead(text, today, out var mrz, out _), text);
        return mrz;
    }
}
