using System.Text.Json;

namespace Limen.Storage;

/// <summary>At a hub: which posts it has invited, which of them have enrolled, and which are locked out. Every change is journalled in the same transaction.</summary>
public sealed class Posts
{
    readonly Database database;
    readonly Journal journal;
    readonly Authority authority;
    readonly TimeProvider time;

    internal Posts(Database database, Journal journal, Authority authority, TimeProvider time) =>
        (this.database, this.journal, this.authority, this.time) = (database, journal, authority, time);

    /// <summary>All posts by name, revoked ones too.</summary>
    public async Task<IReadOnlyList<Post>> AllAsync(CancellationToken cancel)
    {
        var rows = await database.ReadAsync(session => session.RowsAsync<PostRow>($"select {PostRow.Columns} from posts order by name"), cancel);
        return [.. rows.Select(row => row.PostAt(time.GetUtcNow()))];
    }

    /// <summary>The post of this name; null when there is none.</summary>
    public async Task<Post?> FindAsync(string name, CancellationToken cancel)
    {
        var row = await database.ReadAsync(session => session.FirstAsync<PostRow>($"select {PostRow.Columns} from posts where name = @name", new { name }), cancel);
        return row?.PostAt(time.GetUtcNow());
    }

    /// <summary>
    /// Opens a code for a post, in place of an earlier one. A post that is enrolled works on until the new code is used: then its old
    /// certificates end.
    /// </summary>
    /// <param name="name">Name of the post.</param>
    /// <param name="life">How long the code is open.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="cancel">Before the commit, ends without a trace.</param>
    /// <returns>The code, to be shown once; only a hash of it is kept.</returns>
    public async Task<EnrolmentCode> InviteAsync(string name, TimeSpan life, string by, CancellationToken cancel)
    {
        var code = EnrolmentCode.New(await authority.CertificateAsync(cancel));
        return await journal.WriteAsync(async session =>
        {
            const string sql = """
                insert into posts (name, invitation, invited_at, invited_until) values (@name, @hash, @at, @until)
                on conflict (name) do update set invitation = excluded.invitation, invited_at = excluded.invited_at, invited_until = excluded.invited_until
                """;
            var now = time.GetUtcNow();
            var until = Stamp.Of(now + life);
            await session.RunAsync(sql, new { name, hash = code.Hash, at = Stamp.Of(now), until });
            await journal.AppendAsync(session, new(JournalKind.PostInvited, by, name, JsonSerializer.Serialize(new { until })));
            return code;
        }, cancel);
    }

    /// <summary>Locks a post out: its certificates end, and an open code too. False when there is no such post, or it is locked out already.</summary>
    public Task<bool> RevokeAsync(string name, string by, CancellationToken cancel) => journal.WriteAsync(async session =>
    {
        const string sql = """
            update posts set revoked_at = @at, invited_until = null
            where name = @name and (revoked_at is null or invited_until is not null)
            """;
        var at = Stamp.Of(time.GetUtcNow());
        if (await session.RunAsync(sql, new { name, at }) == 0) return false;
        await session.RunAsync("update post_certificates set ended_at = @at where post = @name and ended_at is null", new { name, at });
        await PostCertificates.TellAsync(session);
        await journal.AppendAsync(session, new(JournalKind.PostRevoked, by, name));
        return true;
    }, cancel);

    /// <summary>Notes what a post told of itself, and that it was heard now.</summary>
    public Task SeenAsync(string name, PostFacts facts, CancellationToken cancel) => database.WriteAsync(session => session.RunAsync(
        "update posts set last_seen = @at, facts = @facts where name = @name",
        new { name, at = Stamp.Of(time.GetUtcNow()), facts = JsonSerializer.Serialize(facts, StoredJson.Events) }), cancel);

    /// <summary>What has changed, as numbers: one small query, for nodes that look often.</summary>
    public Task<HubChanges> ChangesAsync(CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<HubChanges>("select posts as Posts, roster as Roster from hub_changes where id = 1"), cancel);
}
