namespace Limen.Server;

/// <summary>
/// The hub's time at a post: the post's own clock, put right by the difference that the hub's last signed word showed; and never behind that
/// word and the time that has really passed since. By it lists grow old: neither a clock that is hours wrong, nor one that jumps while the line
/// is down, makes an old list look new.
/// </summary>
public sealed class HubTime(TimeProvider own) : TimeProvider
{
    readonly Lock gate = new();
    TimeSpan offset;
    DateTimeOffset word = DateTimeOffset.MinValue;
    long heardAt;
    bool known;

    /// <summary>By how much the post's clock is ahead of the hub's; null before the hub was heard.</summary>
    public TimeSpan? Ahead { get { lock (gate) return known ? -offset : null; } }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => own.TimestampFrequency;

    /// <summary>A moment that the hub has signed, and that has just come over the line.</summary>
    public void Hear(DateTimeOffset at)
    {
        lock (gate) (offset, word, heardAt, known) = (at - own.GetUtcNow(), at, own.GetTimestamp(), true);
    }

    /// <summary>A moment that the hub has signed at some time: it is not earlier now.</summary>
    public void NotBefore(DateTimeOffset at)
    {
        lock (gate)
            if (Least() < at) (word, heardAt) = (at, own.GetTimestamp());
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            var (corrected, least) = (own.GetUtcNow() + offset, Least());
            return corrected > least ? corrected : least;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => own.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    DateTimeOffset Least() => word == DateTimeOffset.MinValue ? word : word + own.GetElapsedTime(heardAt);
}
