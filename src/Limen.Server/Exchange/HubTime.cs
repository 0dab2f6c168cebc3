namespace Limen.Server;

/// <summary>
/// The hub's time at a post: the post's own clock, put right by the difference that the hub's last signed word showed, and never behind the
/// newest moment that the hub has signed. By it lists grow old; a clock that is hours wrong makes no old list look new.
/// </summary>
public sealed class HubTime(TimeProvider own) : TimeProvider
{
    long offset, heard;
    bool known;

    /// <summary>By how much the post's clock is ahead of the hub's; null before the hub was heard.</summary>
    public TimeSpan? Ahead => Volatile.Read(ref known) ? -TimeSpan.FromTicks(Interlocked.Read(ref offset)) : null;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>A moment that the hub has signed, and that has just come over the line.</summary>
    public void Hear(DateTimeOffset at)
    {
        Interlocked.Exchange(ref offset, at.UtcTicks - own.GetUtcNow().UtcTicks);
        Volatile.Write(ref known, true);
        NotBefore(at);
    }

    /// <summary>A moment that the hub has signed at some time: it is not earlier now.</summary>
    public void NotBefore(DateTimeOffset at)
    {
        for (var last = Interlocked.Read(ref heard); at.UtcTicks > last; last = Interlocked.Read(ref heard))
            if (Interlocked.CompareExchange(ref heard, at.UtcTicks, last) == last) return;
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        new(Math.Max(own.GetUtcNow().UtcTicks + Interlocked.Read(ref offset), Interlocked.Read(ref heard)), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);
}
