using System.Text.Json;

namespace Limen.Storage;

/// <summary>Who may sign in. Every change is journalled in the same transaction.</summary>
public sealed class Officers
{
    const string Columns = """
        name as Name, display_name as DisplayName, roles as Roles, password_hash as PasswordHash, must_change_password as MustChangePassword,
        disabled as Disabled, security_stamp as SecurityStamp, created_at as CreatedAt
        """;
    const string Insert = """
        insert into officers (name, display_name, roles, password_hash, must_change_password, disabled, security_stamp, created_at)
        select @Name, @DisplayName, @Roles, @PasswordHash, @MustChangePassword, @Disabled, @SecurityStamp, @CreatedAt
        """;

    readonly Database database;
    readonly Journal journal;
    readonly TimeProvider time;

    internal Officers(Database database, Journal journal, TimeProvider time) =>
        (this.database, this.journal, this.time) = (database, journal, time);

    /// <summary>The officer of this name; null when there is none.</summary>
    public async Task<Officer?> FindAsync(string name, CancellationToken cancel)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<OfficerRow>(
            $"select {Columns} from officers where name = @name", new { name = Key(name) }), cancel);
        return row?.Opened(database.Vault);
    }

    /// <summary>All officers by name, disabled ones too.</summary>
    public async Task<IReadOnlyList<Officer>> AllAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => session.RowsAsync<OfficerRow>($"select {Columns} from officers order by name"), cancel);
        return [.. rows.Select(row => row.Opened(database.Vault))];
    }

    /// <summary>Adds an officer; false when the name is taken.</summary>
    public Task<bool> AddAsync(Officer officer, string by, CancellationToken cancel) =>
        AddAsync(officer, by, "on conflict (name) do nothing", cancel);

    /// <summary>Adds the first officer; false when there is one already, also when another node was quicker.</summary>
    public Task<bool> AddFirstAsync(Officer officer, string by, CancellationToken cancel) =>
        AddAsync(officer, by, "where not exists (select 1 from officers) on conflict (name) do nothing", cancel);

    /// <summary>Replaces everything but name and moment of creation; false when there is no such officer.</summary>
    /// <param name="officer">As it shall be.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="what">What is changed, for the journal: password, roles, disabled, enabled ...</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    public Task<bool> ChangeAsync(Officer officer, string by, string what, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        const string sql = """
            update officers set display_name = @DisplayName, roles = @Roles, password_hash = @PasswordHash,
            must_change_password = @MustChangePassword, disabled = @Disabled, security_stamp = @SecurityStamp where name = @Name
            """;
        if (await session.RunAsync(sql, OfficerRow.Of(officer, session.Vault)) == 0) return false;
        await TellAsync(session);
        var details = JsonSerializer.Serialize(new { changed = what, roles = RoleText.Of(officer.Roles), disabled = officer.Disabled });
        await journal.AppendAsync(session, new(JournalKind.OfficerChanged, by, Key(officer.Name), details));
        return true;
    }, cancel);

    Task<bool> AddAsync(Officer officer, string by, string condition, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        // SQLite needs a where between the select and its conflict clause.
        var where = condition.StartsWith("where", StringComparison.Ordinal) ? condition : $"where true {condition}";
        if (await session.RunAsync($"{Insert} {where}", OfficerRow.Of(officer with { CreatedAt = time.GetUtcNow() }, session.Vault)) == 0) return false;
        await TellAsync(session);
        await journal.AppendAsync(session, new(JournalKind.OfficerAdded, by, Key(officer.Name), JsonSerializer.Serialize(new { roles = RoleText.Of(officer.Roles) })));
        return true;
    }, cancel);

    // At a hub: the roster has changed with it.
    static Task<int> TellAsync(Session session) => session.RunAsync("update hub_changes set roster = roster + 1 where id = 1");

    internal static string Key(string name) => name.Trim().ToLowerInvariant();
}

/// <summary>A row of <c>officers</c>.</summary>
sealed class OfficerRow
{
    public string Name { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string Roles { get; init; } = "";
    public object PasswordHash { get; init; } = "";
    public long MustChangePassword { get; init; }
    public long Disabled { get; init; }
    public string SecurityStamp { get; init; } = "";
    public string CreatedAt { get; init; } = "";

    public Officer Opened(Vault vault) => new()
    {
        Name = Name,
        DisplayName = DisplayName,
        Roles = RoleText.Read(Roles),
        PasswordHash = vault.Open(PasswordHash, Places.Password, Name),
        MustChangePassword = MustChangePassword != 0,
        Disabled = Disabled != 0,
        SecurityStamp = SecurityStamp,
        CreatedAt = Stamp.Read(CreatedAt),
    };

    public static OfficerRow Of(Officer officer, Vault vault) => new()
    {
        Name = Officers.Key(officer.Name),
        DisplayName = officer.DisplayName,
        Roles = RoleText.Of(officer.Roles),
        PasswordHash = vault.Seal(officer.PasswordHash, Places.Password, Officers.Key(officer.Name)),
        MustChangePassword = officer.MustChangePassword ? 1 : 0,
        Disabled = officer.Disabled ? 1 : 0,
        SecurityStamp = officer.SecurityStamp,
        CreatedAt = Stamp.Of(officer.CreatedAt),
    };
}
