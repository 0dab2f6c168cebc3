using Microsoft.Data.Sqlite;

namespace Limen.Storage;

/// <summary>A whole database written anew, sealed, table by table, and compared with the one that it was made of.</summary>
sealed class SealedCopy(string from, string to, Vault vault, CancellationToken cancel)
{
    readonly Dictionary<string, List<string>> columns = new(StringComparer.Ordinal);

    /// <summary>Writes, compares, flushes; gives the number of rows.</summary>
    public long Make(Guid store)
    {
        File.Delete(to);
        long rows;
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString()))
        {
            connection.Open();
            // Nobody reads it before it is whole, and one that was cut off is begun anew.
            Run(connection, "pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory; pragma cache_size = -64000");
            Run(connection, "attach @from as clear", ("@from", from));
            AddFunctions(connection);
            rows = Tables(connection).Sum(table => Copy(connection, table));
            foreach (var made in Texts(connection, "select sql from clear.sqlite_master where type <> 'table' and sql is not null")) Run(connection, made);
            Compare(connection);
            Run(connection, "insert into main.store_vault (id, key_check) values (1, @check)", ("@check", StoreVault.Check(vault, store)));
        }
        using var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        return rows;
    }

    void AddFunctions(SqliteConnection connection)
    {
        connection.CreateFunction("seal", (string place, string row, string? text) => vault.SealOrNull(text, place, row) as byte[], isDeterministic: false);
        connection.CreateFunction("open", (string place, string row, byte[]? kept) => vault.OpenOrNull(kept, place, row), isDeterministic: true);
        connection.CreateFunction("seal_bytes", (string place, string row, byte[] body) => vault.Seal(body, place, row), isDeterministic: false);
        connection.CreateFunction("open_bytes", (string place, string row, byte[] kept) => vault.OpenBytes(kept, place, row), isDeterministic: true);
        connection.CreateFunction("name", (string name) => (byte[])vault.SealName(name), isDeterministic: true);
        connection.CreateFunction("mask", (long key) => unchecked((long)vault.Mask((ulong)key)), isDeterministic: true);
        connection.CreateFunction("mask_digest", (long digest) => vault.MaskDigest(digest), isDeterministic: true);
    }

    List<string> Tables(SqliteConnection connection)
    {
        var tables = Texts(connection, "select name from clear.sqlite_master where type = 'table' and name not like 'sqlite_%' order by name");
        foreach (var table in tables) columns[table] = Texts(connection, $"select name from clear.pragma_table_info('{table}') order by cid");
        return tables;
    }

    long Copy(SqliteConnection connection, string table)
    {
        cancel.ThrowIfCancellationRequested();
        Run(connection, Texts(connection, $"select sql from clear.sqlite_master where name = '{table}'")[0]);
        var kept = columns[table].Select(column => SealedColumn.Of(table, column)?.Kept("c") ?? $"c.{column}");
        // The order of the table's own key, where that is what is masked: pages are then filled one after the other.
        var order = table == "entry_keys" ? " order by 1, 2, 3" : "";
        return Run(connection, $"insert into main.{table} ({string.Join(", ", columns[table])}) select {string.Join(", ", kept)} from clear.{table} c{order}");
    }

    // Row for row, opened again: none may be missing, be new or say anything else.
    void Compare(SqliteConnection connection)
    {
        foreach (var (table, all) in columns)
        {
            cancel.ThrowIfCancellationRequested();
            var key = Texts(connection, $"select name from clear.pragma_table_info('{table}') where pk > 0 order by pk");
            var same = string.Join(" and ", (key.Count > 0 ? key : ["rowid"]).Concat(all).Distinct().Select(column => Same(table, column)));
            var equal = One(connection, $"select count(*) from clear.{table} c cross join main.{table} s where {same}");
            if (equal != One(connection, $"select count(*) from clear.{table}") || equal != One(connection, $"select count(*) from main.{table}"))
                throw new StoreException("sealFailed", $"The sealed copy of {table} is not equal to it, and nothing was changed: see whether the disk is sound.");
        }
    }

    static string Same(string table, string column) => SealedColumn.Of(table, column) switch
    {
        null => $"s.{column} is c.{column}",
        { Opens: true } opens => $"{opens.Opened("s")} is c.{column}",
        { } masked => $"s.{column} is {masked.Kept("c")}",
    };

    static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    static long One(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return (long)command.ExecuteScalar()!;
    }

    static int Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }
}
