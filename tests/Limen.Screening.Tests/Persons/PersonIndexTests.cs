namespace Limen.Screening.Tests;

public sealed class PersonIndexTests
{
    static readonly PersonIndex Large = PersonIndex.Build(Listed.Many(20_000, 7));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_index_finds_every_possible_match_that_a_scan_of_everybody_finds(int seed)
    {
        var random = new Random(seed);
        foreach (var person in Listed.Many(20_000, 7).Where((_, i) => i % 500 == seed).Take(25))
        {
            var query = Listed.Changed(person, random);
            var scanned = Large.Scan(query, 20).Candidates.Where(c => c.Strength >= Strength.Possible).ToList();
            var found = Large.Search(query, 50).Candidates.ToDictionary(c => c.EntryId, c => c.Score);
            foreach (var candidate in scanned)
                Assert.True(found.TryGetValue(candidate.EntryId, out var score) && score == candidate.Score,
                    $"{query.GivenNames} {query.DateOfBirth}: {candidate.EntryId} scores {candidate.Score} in a scan");
        }
    }

    [Fact]
    public void A_small_list_is_searched_exactly_like_a_scan_down_to_the_weak_candidates()
    {
        var random = new Random(5);
        var entries = Listed.Many(300, 11).ToList();
        var index = PersonIndex.Build(entries);
        foreach (var person in entries)
        {
            var query = Listed.Changed(person, random);
            var best = index.Scan(query, 1).Candidates[0];
            if (best.Score < 8) continue;
            var found = index.Search(query, 1).Candidates;
            Assert.True(found.Count > 0 && found[0].Score == best.Score, $"{query.GivenNames} {query.DateOfBirth}: {person.Name}, {best.Score} in a scan");
        }
    }

    [Fact]
    public void A_listed_person_asked_as_listed_comes_first()
    {
        foreach (var person in Listed.Many(20_000, 7).Where((_, i) => i % 400 == 0))
        {
            var found = Large.Search(Listed.Ask(person.Name, person.DatesOfBirth.Count > 0 ? person.DatesOfBirth[0].ToString() : ""), 50);
            Assert.Contains(found.Candidates, c => c.EntryId == person.EntryId && c.Score >= found.Candidates[0].Score - 4);
        }
    }

    [Fact]
    public void A_written_index_answers_like_the_one_it_was_written_from()
    {
        using var file = new MemoryStream();
        Large.WriteTo(file);
        file.Position = 0;
        var read = PersonIndex.ReadFrom(file);
        Assert.Equal(Large.Count, read.Count);
        foreach (var person in Listed.Many(50, 7))
        {
            var query = Listed.Ask(person.Name, "1970-05-05");
            Assert.Equal(Large.Search(query, 5).Candidates.Select(c => (c.EntryId, c.Score)), read.Search(query, 5).Candidates.Select(c => (c.EntryId, c.Score)));
        }
    }

    [Fact]
    public void A_torn_file_is_noticed_wherever_it_is_torn()
    {
        using var file = new MemoryStream();
        PersonIndex.Build(Listed.Many(50, 1)).WriteTo(file);
        var bytes = file.ToArray();
        for (var length = 0; length < bytes.Length; length += 97)
            Assert.Throws<InvalidDataException>(() => PersonIndex.ReadFrom(new MemoryStream(bytes, 0, length)));
    }

    [Fact]
    public void Many_threads_get_the_same_answers_as_one()
    {
        var queries = Listed.Many(200, 7).Select(p => Listed.Ask(p.Name)).ToList();
        var alone = queries.Select(q => Large.Search(q, 3).Candidates.Select(c => c.Score).ToArray()).ToList();
        Parallel.For(0, 400, i => Assert.Equal(alone[i % 200], Large.Search(queries[i % 200], 3).Candidates.Select(c => c.Score)));
    }

    [Fact]
    public void What_is_cut_away_is_told()
    {
        var index = PersonIndex.Build(Enumerable.Range(0, 100).Select(i => Listed.Person($"E{i}", "IVAN PETROV")));
        var found = index.Search(Listed.Ask("IVAN PETROV"), 10);
        Assert.Equal(10, found.Candidates.Count);
        Assert.Equal(90, found.Cut);
        Assert.Equal(0, index.Search(Listed.Ask("IVAN PETROV"), 100).Cut);
    }

    [Fact]
    public void More_namesakes_than_a_search_has_room_for_are_told_too()
    {
        var index = PersonIndex.Build(Enumerable.Range(0, 30_000).Select(i => Listed.Person($"E{i}", "IVAN PETROV")));
        var found = index.Search(Listed.Ask("IVAN PETROV"), 10);
        Assert.Equal(10, found.Candidates.Count);
        Assert.True(found.Cut >= 29_990, $"{found.Cut}");
    }

    [Fact]
    public void An_id_listed_twice_is_two_candidates()
    {
        var index = PersonIndex.Build([Listed.Person("E1", "OLGA KOVALENKO"), Listed.Person("E1", "OLGA KOVALENKO", "1970-01-02")]);
        Assert.Equal(2, index.Search(Listed.Ask("OLGA KOVALENKO"), 10).Candidates.Count);
    }

    [Fact]
    public void A_person_without_a_name_is_found_by_document_number_only()
    {
        var index = PersonIndex.Build([new() { EntryId = "E1", Name = "", DocumentNumbers = ["AB 12-3456"] }, Listed.Person("E2", "OLGA KOVALENKO")]);
        var found = index.Search(new() { GivenNames = "SOMEBODY ELSE", DocumentNumber = "ab123456" }, 10);
        Assert.Equal("E1", Assert.Single(found.Candidates).EntryId);
        Assert.Contains(found.Candidates[0].Evidence, e => e.Field == "documentNumber" && e.Agreement == Agreement.Equal);
        Assert.Empty(index.Search(new() { GivenNames = "SOMEBODY ELSE" }, 10).Candidates);
    }
}
