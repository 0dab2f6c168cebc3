namespace Limen.Server;

/// <summary>
/// The hub's time at a post: the post's own clock, put right by the difference that the hub's last signed word showed, and never behind the
/// newest moment that the hub has signed and what has passed since. By it lists and rosters grow old; a clock that is hours wrong, or set back,
/// makes none of them look new.
/// </summary>
public sealed class HubTime(TimeProvider own) : TimeProvider
{
    readonly Lock gate = new();
    long offset, heard;
    long heardAt = own.GetTimestamp();
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
        lock (gate)
            if (at.UtcTicks > SinceHeard()) (heard, heardAt) = (at.UtcTicks, own.GetTimestamp());
    }

    /// <summary>By how much the post's clock was behind the hub's when it was last heard: counts until it is heard again.</summary>
    public void WasBehind(TimeSpan by)
    {
        if (by > TimeSpan.Zero && !Volatile.Read(ref known)) Interlocked.Exchange(ref offset, by.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return new(Math.Max(own.GetUtcNow().UtcTicks + Interlocked.Read(ref offset), SinceHeard()), TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    // Nothing was heard yet: nothing is known.
    long SinceHeard() => heard == 0 ? 0 : heard + own.GetElapsedTime(heardAt).Ticks;
}
