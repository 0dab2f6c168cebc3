using System.Text.Json;
using System.Text.RegularExpressions;
using Limen.TestKit;

namespace Limen.Console.Tests;

public sealed partial class WordsTests
{
    static Dictionary<string, string> Words(string language)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Project.At("console", "src", "words", $"{language}.json")));
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(words, "", file.RootElement);
        return words;
    }

    static void Add(Dictionary<string, string> words, string path, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
            foreach (var part in element.EnumerateObject()) Add(words, path.Length == 0 ? part.Name : $"{path}.{part.Name}", part.Value);
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var (at, part) in element.EnumerateArray().Index()) Add(words, $"{path}.{at}", part);
        else words[path] = element.GetString()!;
    }

    // Languages have different plurals: English one and other, Russian one, few, many and other.
    static string WithoutPlural(string key) => Plural().Replace(key, "");

    [Fact]
    public void English_and_Russian_have_words_for_the_same_things()
    {
        var english = Words("en").Keys.Select(WithoutPlural).ToHashSet();
        var russian = Words("ru").Keys.Select(WithoutPlural).ToHashSet();
        Assert.Equal(english.Order(StringComparer.Ordinal), russian.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_Russian_plural_has_all_its_forms()
    {
        var plurals = Words("ru").Keys.Where(key => Plural().IsMatch(key)).GroupBy(WithoutPlural);
        Assert.All(plurals, plural => Assert.Equal(["few", "many", "one", "other"], plural.Select(key => key[(key.LastIndexOf('_') + 1)..]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_translation_fills_in_the_same_values()
    {
        var russian = Words("ru").ToLookup(word => WithoutPlural(word.Key), word => word.Value);
        Assert.All(Words("en"), word => Assert.All(
            russian[WithoutPlural(word.Key)],
            translation => Assert.Equal(Values(word.Value), Values(translation))));
    }

    [Fact]
    public void Every_word_that_the_screens_ask_for_exists()
    {
        var known = Words("en").Keys.Select(WithoutPlural).ToHashSet();
        var asked = Directory.EnumerateFiles(Project.At("console", "src"), "*.tsx", SearchOption.AllDirectories)
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Groups["key"].Value)).ToHashSet();
        Assert.True(asked.Count > 100);
        Assert.All(asked, key => Assert.Contains(known, one => one == key || one.StartsWith($"{key}.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Problems of the server", "problem")]
    [InlineData("Findings", "finding")]
    [InlineData("Imports", "rejected", "refused")]
    public void Every_code_that_an_officer_can_meet_has_words(string section, params string[] places)
    {
        var known = Words("en").Keys.Select(WithoutPlural).ToHashSet();
        var codes = File.ReadAllText(Project.At("docs", "errors.md")).Split("\n## ").Single(part => part.StartsWith(section, StringComparison.Ordinal))
            .Split('\n').Select(line => Code().Match(line)).Where(match => match.Success).Select(match => match.Groups["code"].Value).Where(code => code != "code").ToList();
        Assert.NotEmpty(codes);
        Assert.All(codes, code => Assert.Contains(places, place => known.Contains($"{place}.{code}")));
    }

    [Fact]
    public void Every_reason_and_remark_of_a_chip_and_every_notice_of_an_import_has_words()
    {
        var known = Words("en").Keys.ToHashSet();
        var codes = Reason().Matches(File.ReadAllText(Project.At("docs", "errors.md"))).Select(match => (Of: match.Groups["of"].Value, Code: match.Groups["code"].Value)).ToList();
        Assert.True(codes.Count > 70);
        Assert.All(codes, code => Assert.Contains(code.Of == "trust" ? $"trust.notice.{code.Code}" : $"chip.reason.{code.Of}_{code.Code}", known));
    }

    // A card, a dialog or a narrow window may put it elsewhere: words that point at a place are wrong somewhere.
    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void No_words_point_above_or_below_themselves(string language) =>
        Assert.All(Words(language), word => Assert.DoesNotMatch(Pointing(), word.Value));

    static IEnumerable<string> Values(string text) => Value().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^\| (?<code>[a-z][A-Za-z]+) \|")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\| (?<of>pa|chip|lds|trust)\.(?<code>[A-Za-z]+) \|", RegexOptions.Multiline)]
    private static partial Regex Reason();

    // "Above its limit" compares and does not point.
    [GeneratedRegex(@"\bbelow\b|\babove\.|\bниже\b|\bвыше\.", RegexOptions.IgnoreCase)]
    private static partial Regex Pointing();

    [GeneratedRegex("_(one|few|many|other)$")]
    private static partial Regex Plural();

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\bt\('(?<key>[A-Za-z.-]+)'")]
    private static partial Regex Asked();
}
