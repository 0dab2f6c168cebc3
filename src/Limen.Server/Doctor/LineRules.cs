using Limen.Storage;

namespace Limen.Server;

/// <summary>What can be wrong between a post and its hub.</summary>
static class LineRules
{
    const string BackAgain = "The hub was put back from an older copy: import its lists again there. Until then posts keep what they have, which is newer, and say how old it is.";

    static readonly TimeSpan ClockNoted = TimeSpan.FromSeconds(30), ClockMost = TimeSpan.FromMinutes(5), BehindMost = TimeSpan.FromMinutes(2);
    static readonly TimeSpan CertificateSoon = TimeSpan.FromDays(14), OutboxNoted = TimeSpan.FromMinutes(15), OutboxMost = TimeSpan.FromHours(24);
    static readonly TimeSpan SilentNoted = TimeSpan.FromMinutes(15), SilentMost = TimeSpan.FromHours(24);

    public static IEnumerable<Diagnosis> Line(NodeFacts facts)
    {
        if (facts.LacksHub)
            yield return new(Health.Wrong, "notEnrolledHere", "This node is to be a post, and is enrolled at no hub.", "At the hub: limen posts invite NAME. Here: limen enrol --hub URL --code CODE. Leave the role out for a node that works alone.");
        if (facts.Hub is { } hub) yield return Line(hub, facts.HubNow);
        else if (!facts.LacksHub && facts is { Refused: null, Role: not NodeRole.Hub }) yield return new(Health.Fine, "lineNone", "This node works alone; it has no hub.");
        if (facts.Strays > 0)
            yield return new(Health.Wrong, "hubWentBack", $"The hub does not know {(facts.Strays == 1 ? "the version of one list" : $"the versions of {facts.Strays} lists")} that this post has from it.", BackAgain) { Count = facts.Strays };
    }

    static Diagnosis Line(HubFacts hub, DateTimeOffset now)
    {
        var (address, age) = (hub.Address.ToString(), now - hub.Heard);
        var last = $"The hub was last heard {age.Words()} ago.";
        var found = hub.Refused switch
        {
            null => new(Health.Fine, "lineFine", $"The hub answers at {address} and accepts this post."),
            "lineDown" => new(Health.Wrong, "lineDown", $"The hub does not answer at {address}: {hub.Words} {last}", "Look at the network first, then ask whether the hub is up. This post goes on alone and keeps what it does."),
            "lineForged" => new(Health.Wrong, "lineForged", $"Whoever answers at {address} is not this post's hub. {last}", "Look at the address, and at what stands in the line between: a proxy that opens TLS is not let through."),
            "postRevoked" or "notEnrolled" or "certificateExpired" => new(Health.Wrong, "lineRefused", $"The hub does not accept this post ({hub.Refused}). {last}", "If that is not meant, invite the post anew at the hub: limen posts invite NAME; then here: limen enrol."),
            var code => new Diagnosis(Health.Wrong, "lineRefused", $"The hub refuses ({code}). {last}", "See the code in docs/errors.md; it is tried again by itself."),
        };
        return found with { Subject = hub.Refused is null or "lineDown" or "lineForged" ? address : hub.Refused, Seconds = (long)age.TotalSeconds, At = hub.Heard };
    }

    public static IEnumerable<Diagnosis> Certificate(NodeFacts facts)
    {
        if (facts.Certificate is not { } certificate) yield break;
        var now = facts.HubNow;
        var (left, due) = (certificate.Until - now, certificate.From + (certificate.Until - certificate.From) / 2);
        const string renew = "It is renewed by itself over the line: bring the line back. If that stays out, invite the post anew.";
        var found = left switch
        {
            _ when left < TimeSpan.Zero => new Diagnosis(Health.Wrong, "certificateEnded", $"This post's certificate ended {left.Words()} ago.", "Invite the post anew at the hub, and enrol it; what it holds stays."),
            _ when left < CertificateSoon => new(Health.Wrong, "certificateEnds", $"This post's certificate ends in {left.Words()} and has not been renewed.", renew),
            _ when now > due + CertificateSoon => new(Health.Note, "certificateDue", $"This post's certificate should have been renewed on {due.Moment()}; it ends on {certificate.Until.Moment()}.", renew),
            _ => new(Health.Fine, "certificateFine", $"This post's certificate is of {certificate.From.Moment()} and holds until {certificate.Until.Moment()}; it is renewed from {due.Moment()}."),
        };
        yield return found with { At = certificate.Until, Seconds = (long)left.TotalSeconds };
    }

    public static IEnumerable<Diagnosis> Clock(NodeFacts facts)
    {
        if (facts.LastWritten is { } written && written - facts.Now > BehindMost)
            yield return new(Health.Wrong, "clockBehindJournal", $"The clock stands at {facts.Now.Moment()}, before the journal's newest entry of {written.Moment()}.", "Set the clock, or set up time synchronisation (NTP).") { At = written, Seconds = (long)(written - facts.Now).TotalSeconds };
        if (facts.Hub is not { } hub) yield break;
        if (hub.Ahead is not { } ahead) yield return new(Health.Note, "clockUnknown", "The clock could not be compared with the hub's.", "Bring the line back; until then lists age by what the hub said last.");
        else yield return Clock(ahead) with { Seconds = (long)ahead.TotalSeconds };
    }

    static Diagnosis Clock(TimeSpan ahead)
    {
        var side = ahead < TimeSpan.Zero ? "behind" : "ahead of";
        if (ahead.Duration() <= ClockNoted) return new(Health.Fine, "clockFine", "The clock agrees with the hub's.");
        var words = $"The clock is {ahead.Words()} {side} the hub's.";
        return ahead.Duration() <= ClockMost
            ? new(Health.Note, "clockOff", words, "Set up time synchronisation (NTP); ages of lists are right all the same.")
            : new(Health.Wrong, "clockWrong", words, "Set the clock, and set up time synchronisation (NTP): the journal and the inspections tell wrong times.");
    }

    public static IEnumerable<Diagnosis> Outbox(NodeFacts facts)
    {
        if (facts.Outbox is not { } outbox) yield break;
        var age = outbox.OldestAt is { } oldest ? facts.Now - oldest : TimeSpan.Zero;
        var heard = outbox.LastAcknowledgedAt is { } at ? $"The hub last took something in on {at.Moment()}." : "The hub has taken nothing in yet.";
        var waiting = $"{outbox.Waiting} {(outbox.Waiting == 1 ? "event waits" : "events wait")} for the hub, the oldest since {age.Words()}. {heard}";
        var found = outbox switch
        {
            { Trouble: { } code } => new Diagnosis(Health.Wrong, "outboxHeld", $"The hub takes in nothing more of this post ({code}). {waiting}", "Look at the post and its store together with the hub's operator; see the code in docs/errors.md.") { Subject = code },
            { Waiting: 0 } => new(Health.Fine, "outboxFine", $"Nothing waits for the hub. {heard}"),
            _ when age > OutboxMost => new(Health.Wrong, "outboxStuck", waiting, "Bring the line back: nothing is lost, but the hub does not know of it."),
            _ when age > OutboxNoted => new(Health.Note, "outboxWaiting", waiting, "Nothing, when the line is known to be down; it goes up by itself."),
            _ => new(Health.Fine, "outboxFine", waiting),
        };
        yield return found with { Count = outbox.Waiting, Seconds = (long)age.TotalSeconds, At = outbox.LastAcknowledgedAt };
    }

    public static IEnumerable<Diagnosis> Posts(NodeFacts facts)
    {
        if (facts.Posts is not { } posts) return [];
        var enrolled = posts.Where(post => post.State == PostState.Enrolled).ToList();
        if (enrolled.Count == 0) return [new(Health.Note, "postsNone", "No post is enrolled at this hub.", "limen posts invite NAME gives the code for one.")];
        var found = enrolled.SelectMany(post => Post(post, facts.Now)).ToList();
        return found.Count > 0 ? found : [new(Health.Fine, "postsFine", enrolled.Count == 1 ? "The only post is heard and has no trouble." : $"All {enrolled.Count} posts are heard and have no trouble.") { Count = enrolled.Count }];
    }

    static IEnumerable<Diagnosis> Post(Post post, DateTimeOffset now)
    {
        var since = post.LastSeen ?? post.EnrolledAt ?? now;
        var silent = now - since;
        if (post.Facts?.Trouble is { } code)
            yield return new(Health.Wrong, "postTrouble", $"Post {post.Name} has trouble ({code}).", code == "hubWentBack" ? BackAgain : "Run limen doctor there; see the code in docs/errors.md.") { Subject = post.Name };
        if (silent > SilentNoted)
            yield return new(silent > SilentMost ? Health.Wrong : Health.Note, "postSilent", $"Post {post.Name} has not been heard for {silent.Words()}.", "Ask there whether it has power and line. It goes on alone and keeps what it does.") { Subject = post.Name, Seconds = (long)silent.TotalSeconds, At = since };
    }
}
