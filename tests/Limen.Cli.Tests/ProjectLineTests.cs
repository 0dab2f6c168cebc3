using System.Xml.Linq;
using Limen.TestKit;

namespace Limen.Cli.Tests;

public class ProjectLineTests
{
    static readonly string[] Line = ["Documents", "Screening", "Gateway", "Inspections", "Storage", "Server", "Cli"];

    [Fact]
    public void Every_project_names_its_left_neighbour_and_nobody_else()
    {
        string? left = null;
        foreach (var project in Line)
        {
            var named = References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);
            Assert.Equal(left is null ? [] : [$"Limen.{left}"], named);
            left = project;
        }
    }

    [Fact]
    public void Every_folder_of_src_is_on_the_line() =>
        Assert.Equal(
            Line.Select(name => $"Limen.{name}").Order(),
            Directory.GetDirectories(Project.At("src")).Select(path => Path.GetFileName(path)!).Order());

    [Theory]
    [InlineData("Documents")]
    [InlineData("Screening")]
    [InlineData("Gateway")]
    [InlineData("Inspections")]
    public void The_pure_projects_take_no_package(string project) =>
        Assert.Empty(References(project, "PackageReference"));

    static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Project.At("src", $"Limen.{project}", $"Limen.{project}.csproj"))
            .Descendants(kind).Select(reference => reference.Attribute("Include")!.Value);
}
