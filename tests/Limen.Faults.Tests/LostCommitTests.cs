using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Limen.TestKit;
using Npgsql;

namespace Limen.Faults.Tests;

/// <summary>A database that is lost in the very moment in which it commits.</summary>
public sealed class LostCommitTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_officer_is_told_that_it_is_not_known_whether_his_inspection_stands_and_the_node_goes_on_when_the_server_is_back()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        using var server = PostgresServer.StartOwn()!;
        using var folder = new ScratchFolder();
        var database = server.NewDatabase();
        await using var node = await Running.StartAsync(folder.At("node"), new() { Database = database }, TimeProvider.System);
        using var lane = await node.LaneAsync();
        var known = await AskAsync(lane);
        Assert.Equal(HttpStatusCode.OK, known.Status);
        // The server is killed while a commit is on its disk and waits.
        await HoldCommitsAsync(database);
        var asking = AskAsync(lane);
        await UntilItWaitsAsync(database);
        server.Kill();
        NpgsqlConnection.ClearAllPools();
        var (status, told) = await asking;
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "writeUnknown"), (status, told.GetProperty("code").GetString()));
        server.StartAgain();
        await RunAsync(database, "alter system reset synchronous_standby_names", "select pg_reload_conf()");
        Assert.InRange(await CountAsync(database, "inspections"), 1, 2);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(lane)).Status);
        var check = await node.Store.Journal.VerifyAsync(Cancel);
        Assert.True(check.Whole, check.Words);
        Assert.NotNull(await node.Store.Inspections.FindAsync(known.Told.GetProperty("id").GetGuid(), Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_ended_while_it_commits_costs_nothing_and_counts_once(bool keyKnown)
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        using var server = PostgresServer.StartOwn()!;
        using var folder = new ScratchFolder();
        var database = server.NewDatabase();
        await using var node = await Running.StartAsync(folder.At("node"), new() { Database = database }, TimeProvider.System);
        using var lane = await node.LaneAsync();
        // The first question with a key also notes that it was used.
        if (keyKnown) Assert.Equal(HttpStatusCode.OK, (await AskAsync(lane)).Status);
        await HoldCommitsAsync(database);
        var asking = AskAsync(lane);
        await UntilItWaitsAsync(database);
        await RunAsync(database, "alter system reset synchronous_standby_names", "select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'", "select pg_reload_conf()");
        Assert.Equal(HttpStatusCode.OK, (await asking).Status);
        Assert.Equal(keyKnown ? 2 : 1, await CountAsync(database, "inspections"));
        Assert.True((await node.Store.Journal.VerifyAsync(Cancel)).Whole);
    }

    // With a standby named that is not there, a commit waits for it. From when on is for the server to say: until one is seen that waits.
    static async Task HoldCommitsAsync(string database)
    {
        await RunAsync(database, "create table probe ()", "alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()");
        var probing = RunAsync(database, "insert into probe default values");
        await Running.UntilAsync(async () =>
        {
            if (await CountAsync(database, Waiting("probe")) > 0) return true;
            if (probing.IsCompleted) probing = RunAsync(database, "insert into probe default values");
            return false;
        }, "Commits are not held.");
        await RunAsync(database, $"select pg_terminate_backend(pid) from {Waiting("probe")}");
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => probing);
    }

    // The inspection's own commit. The node also writes by itself, and holds locks that the inspection needs: that is let go.
    static Task UntilItWaitsAsync(string database) => Running.UntilAsync(async () =>
    {
        if (await CountAsync(database, Waiting("write_marks")) > 0) return true;
        await RunAsync(database, $"select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'SyncRep' and pid not in (select pid from {Waiting("write_marks")})");
        return false;
    }, "The inspection does not wait.");

    static string Waiting(string table) =>
        $"(select a.pid from pg_stat_activity a join pg_locks l using (pid) where a.wait_event = 'SyncRep' and l.relation = '{table}'::regclass) waiting";

    static async Task<(HttpStatusCode Status, JsonElement Told)> AskAsync(HttpClient lane)
    {
        var question = new { purpose = "border-check", document = new { documentNumber = "CLEAN1234", issuingState = "FRA", documentCode = "P", dateOfExpiry = "2099-01-01" }, holder = new { primaryIdentifier = "Unlisted", secondaryIdentifier = "Entirely" } };
        using var response = await lane.PostAsJsonAsync("/api/inspections", question, Cancel);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }

    // What is set is written to a file, so it waits for no standby.
    static async Task RunAsync(string database, params string[] statements)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    static async Task<long> CountAsync(string database, string rows)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand($"select count(*) from {rows}", connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
