using System.Data.Common;
using Dapper;

namespace Limen.Storage;

/// <summary>A connection, with its transaction where there is one: statements of the one SQL text run here.</summary>
sealed class Session(DbConnection connection, DbTransaction? transaction, Vault vault, CancellationToken cancel)
{
    public DbConnection Connection => connection;
    public DbTransaction? Transaction => transaction;
    public CancellationToken Cancel => cancel;

    /// <summary>Seals what is written, opens what is read.</summary>
    public Vault Vault => vault;

    /// <summary>The journal's head with what this transaction has appended to it; written once, at its end.</summary>
    public JournalHead Head { get; set; }

    public Task<int> RunAsync(string sql, object values) => connection.ExecuteAsync(Of(sql, values));

    /// <summary>A statement that takes no values.</summary>
    public async Task<int> RunAsync(string sql)
    {
        await using var command = Command(sql, []);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>A statement about these rows; <c>@ids</c> stands for them. Past Dapper, which would keep every such text.</summary>
    public async Task<int> RunOnAsync(string sql, IEnumerable<long> ids)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("@ids", $"({string.Join(',', ids)})", StringComparison.Ordinal);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<List<T>> RowsAsync<T>(string sql, object? values = null) => (await connection.QueryAsync<T>(Of(sql, values))).AsList();

    public Task<T?> FirstAsync<T>(string sql, object? values = null) => connection.QueryFirstOrDefaultAsync<T>(Of(sql, values));

    /// <summary>
    /// For long results: row by row, nothing kept. Also for what is asked at every start, before anything else needs Dapper, which in a
    /// process that lives for one question costs more than the question.
    /// </summary>
    public async Task EachAsync(string sql, Action<DbDataReader> row, params (string Name, object Value)[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel)) row(reader);
    }

    /// <summary>The same for who pulls. To be read to its end before the session's next statement.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<DbDataReader, T> map, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            yield return map(reader);
        }
    }

    DbCommand Command(string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    CommandDefinition Of(string sql, object? values) => new(sql, values, transaction, cancellationToken: cancel);
}
