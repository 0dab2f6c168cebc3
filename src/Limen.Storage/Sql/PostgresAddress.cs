using System.Data.Common;
using Npgsql;

namespace Limen.Storage;

/// <summary>What a connection string leaves open, set so that a lost server is noticed within seconds; what it says itself stands.</summary>
static class PostgresAddress
{
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var told = new DbConnectionStringBuilder { ConnectionString = connectionString };
        bool Open(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                if (told.ContainsKey(name)) return false;
            return true;
        }

        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (Open("Timeout")) settings.Timeout = 3;
        if (Open("Host Recheck Seconds", "HostRecheckSeconds")) settings.HostRecheckSeconds = 2;
        if (Open("Tcp Keepalive", "TcpKeepAlive")) settings.TcpKeepAlive = true;
        if (settings is { TcpKeepAlive: true, TcpKeepAliveTime: 0 }) (settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (3, 1);
        if (Open("Application Name", "ApplicationName")) settings.ApplicationName = "limen";
        return settings;
    }
}
