using System.Text;
using Limen.Screening;
using Limen.TestKit;

namespace Limen.Storage.Tests;

/// <summary>The two databases on which every test of the store runs.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Both of them.</summary>
public sealed class Engines : TheoryData<Engine>
{
    public Engines() : base(Engine.Sqlite, Engine.Postgres) { }
}

/// <summary>A store of its own for one test, reopened at will.</summary>
sealed class TestStore : IAsyncDisposable
{
    readonly ScratchFolder folder = new();

    TestStore(Engine engine)
    {
        if (engine == Engine.Postgres) Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.Absent);
        Where = new(folder.Root, engine == Engine.Postgres ? PostgresServer.Shared!.NewDatabase() : null);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public StoreLocation Where { get; }
    public ManualTime Time { get; } = new();
    public Store Store { get; private set; } = null!;
    public ScratchFolder Folder => folder;

    public static async Task<TestStore> OpenAsync(Engine engine)
    {
        var opened = new TestStore(engine);
        opened.Store = await Store.OpenAsync(opened.Where, opened.Time, Cancel);
        return opened;
    }

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await Store.OpenAsync(Where, Time, Cancel);
    }

    public Task<ImportReport> ImportAsync(string listId, ListKind kind, string csv, bool acceptShrink = false, ListFormat format = ListFormat.Csv) =>
        ImportAsync(listId, kind, Encoding.UTF8.GetBytes(csv), acceptShrink, format);

    public Task<ImportReport> ImportAsync(string listId, ListKind kind, byte[] bytes, bool acceptShrink = false, ListFormat format = ListFormat.Csv) =>
        Store.Lists.ImportAsync(new(listId, kind, format, [new("list.csv", new MemoryStream(bytes))], "anna") { AcceptShrink = acceptShrink }, null, Cancel);

    /// <summary>Runs a statement behind the store's back.</summary>
    public Task TamperAsync(string sql) => Store.Lists.Database.WriteAsync(session => session.RunAsync(sql), Cancel);

    public async Task<T?> LookAsync<T>(string sql) => await Store.Lists.Database.ReadAsync(session => session.FirstAsync<T>(sql), Cancel);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
