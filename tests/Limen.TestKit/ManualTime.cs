namespace Limen.TestKit;

/// <summary>A clock that stands still until it is moved by hand; timers fire while it moves.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock gate = new();
    readonly List<Alarm> alarms = [];
    DateTimeOffset now = start;

    /// <summary>Noon of the first of November 2026, UTC.</summary>
    public ManualTime() : this(new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero)) { }

    public override DateTimeOffset GetUtcNow() { lock (gate) return now; }
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() { lock (gate) return now.UtcTicks; }

    /// <summary>Moves the clock, firing every timer that falls due on the way, in order.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset end;
        lock (gate) end = now + by;
        while (NextDue(end) is { } alarm) alarm.Fire();
        lock (gate) now = end;
    }

    Alarm? NextDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = alarms.Where(a => a.Due <= end).MinBy(a => a.Due);
            if (next is null) return null;
            if (next.Due > now) now = next.Due;
            next.Reschedule();
            return next;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    sealed class Alarm(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan period;

        public DateTimeOffset Due { get; set; } = DateTimeOffset.MaxValue;

        public void Fire() => callback(state);

        public void Reschedule() =>
            Due = period > TimeSpan.Zero ? Due + period : DateTimeOffset.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod)
        {
            var fireNow = false;
            lock (time.gate)
            {
                period = newPeriod == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : newPeriod;
                Due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.now + dueTime;
                if (!time.alarms.Contains(this)) time.alarms.Add(this);
                if (dueTime == TimeSpan.Zero) { fireNow = true; Reschedule(); }
            }
            if (fireNow) Fire();
            return true;
        }

        public void Dispose() { lock (time.gate) time.alarms.Remove(this); }
        public ValueTask DisposeAsync() { Dispose(); return ValueTask.CompletedTask; }
    }
}
