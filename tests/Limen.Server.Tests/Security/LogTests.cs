using System.Text;
using Limen.Storage;

namespace Limen.Server.Tests;

public sealed class LogTests
{
    static readonly string[] Marks = ["QQMARKNAME", "QQMARKGIVEN", "QQMARK999", "QQPLATE7", "1971-03-04", "QQREASON", "QQPASSWORD", "QQTYPO"];

    [Fact]
    public async Task Technical_logs_and_problems_hold_nothing_of_a_traveller_or_a_password()
    {
        await using var server = await RunningServer.StartAsync();
        using var officer = await server.SignedInAsync(Role.FirstLine);
        var problems = new StringBuilder();
        async Task TryAsync(string path, string body)
        {
            using var response = await officer.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
            if (!response.IsSuccessStatusCode) problems.AppendLine(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        const string traveller = """
            {"purpose":"border-check","document":{"documentNumber":"QQMARK999","issuingState":"FRA"},"holder":{"primaryIdentifier":"QQMARKNAME","secondaryIdentifier":"QQMARKGIVEN","dateOfBirth":"1971-03-04"},"vehicle":{"plate":"QQPLATE7"}}
            """;
        await TryAsync("/api/inspections", traveller);
        await TryAsync("/api/inspections", traveller.Replace("FRA", "9QQMARKNAME", StringComparison.Ordinal));
        await TryAsync("/api/inspections", traveller.Replace("border-check", "QQMARKNAME", StringComparison.Ordinal));
        await TryAsync("/api/inspections", traveller.Replace("\"holder\"", "\"QQTYPO\"", StringComparison.Ordinal));
        await TryAsync("/api/inspections", traveller[..^40]);
        await TryAsync("/api/inspections", """{"purpose":"border-check","mrz":"P<UTOQQMARKNAME<<QQMARKGIVEN<<<<<<<<<<<<<<<<\nQQMARK999"}""");
        await TryAsync($"/api/inspections/{Guid.Empty}/decision", """{"decision":"refuse","reason":"QQREASON"}""");
        await TryAsync("/api/sign-in", """{"name":"QQMARKNAME","password":"QQPASSWORD"}""");
        await TryAsync("/api/sign-in", """{"name":"QQMARKNAME","password":["QQPASSWORD"]}""");
        Assert.NotEqual(0, problems.Length);
        Assert.All(Marks, mark => Assert.DoesNotContain(mark, server.Logs, StringComparison.OrdinalIgnoreCase));
        Assert.All(Marks, mark => Assert.DoesNotContain(mark, problems.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Contains("A sign-in was refused", server.Logs, StringComparison.Ordinal);
    }
}
