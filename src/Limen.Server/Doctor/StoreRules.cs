using Limen.Storage;

namespace Limen.Server;

/// <summary>What can be wrong with what a node keeps.</summary>
static class StoreRules
{
    const long Little = 2L << 30, TooLittle = 500L << 20, LongLog = 1L << 30;

    public static IEnumerable<Diagnosis> Store(NodeFacts facts)
    {
        if (facts.Refused is not { } refused) yield break;
        yield return new(Health.Wrong, refused.Code, refused.Words, RemedyFor(refused.Code)) { Subject = facts.Folder };
    }

    static string RemedyFor(string code) => code switch
    {
        "storeAbsent" => "Name the folder with --data, or start limen serve once: it makes a new store.",
        "keyMissing" or "keyWrong" => "Bring the key file of this store, and name it with --key-file or LIMEN_KEY_FILE. Nothing else of the store could be looked at.",
        "storeUnreachable" => "With PostgreSQL: look whether it runs, and at the connection string. Else the file limen.db is damaged: keep a copy of the folder, and restore the last backup; a post can also be enrolled anew with an empty folder.",
        _ => "Nothing else of the store could be looked at. See its code in docs/errors.md.",
    };

    public static IEnumerable<Diagnosis> Disk(NodeFacts facts)
    {
        if (facts.Disk is not { } disk) yield break;
        if (!disk.Writable)
            yield return new(Health.Wrong, "diskReadOnly", $"Nothing can be written to {facts.Folder}.", "Look at the folder's owner and rights, and whether the disk is mounted for reading only.") { Subject = facts.Folder };
        yield return Room(disk) with { Bytes = disk.Free };
    }

    static Diagnosis Room(DiskFacts disk) => disk.Free switch
    {
        < TooLittle => new(Health.Wrong, "diskFull", $"Only {Measures.Size(disk.Free)} are free on the disk.", "Make room now: without it nothing can be kept, and nothing is inspected that cannot be kept."),
        < Little => new(Health.Note, "diskLow", $"{Measures.Size(disk.Free)} are free on the disk.", "Make room soon: a large list needs as much again while it is taken in."),
        _ => new(Health.Fine, "diskFine", $"The disk can be written; {Measures.Size(disk.Free)} of {Measures.Size(disk.Size)} are free."),
    };

    public static IEnumerable<Diagnosis> Database(NodeFacts facts)
    {
        if (facts.Database is not { } database) yield break;
        yield return (database.Dialect == "sqlite" ? File(database) : Server(database)) with { Bytes = database.Bytes };
        if (database.LogBytes > LongLog)
            yield return new(Health.Note, "logLong", $"The database's log has grown to {Measures.Size(database.LogBytes)}.", "A program may hold an old view of the store open: end other limen commands on this folder, or start the server anew.") { Bytes = database.LogBytes };
    }

    static Diagnosis File(DatabaseCondition database) => database switch
    {
        { Damage: { } damage } => new(Health.Wrong, "databaseDamaged", $"The database file is damaged: {damage}.", "Stop the server, keep a copy of the folder, and restore the last backup; a post can also be enrolled anew with an empty folder. Then have the disk looked at."),
        { Checked: false } => new(Health.Note, "databaseNotRead", $"The database file has {Measures.Size(database.Bytes)} and was not read through.", "Run limen doctor --full when the node has little to do."),
        _ => new(Health.Fine, "databaseFine", $"The database file is sound and has {Measures.Size(database.Bytes)}, of which the log takes {Measures.Size(database.LogBytes)}."),
    };

    static Diagnosis Server(DatabaseCondition database) => database switch
    {
        { Standby: true } => new(Health.Wrong, "databaseStandby", "The database that is reached is a standby and takes no writes.", "Promote it when its primary is lost for good, or name all servers in the connection string, so that the primary is found."),
        { Standbys: 0 } => new(Health.Note, "databaseAlone", $"PostgreSQL answers, with {Measures.Size(database.Bytes)}; no standby is connected to it.", "What is written now is on one disk only: bring the standby back."),
        { Synchronous: false } => new(Health.Note, "databaseNotSynchronous", $"PostgreSQL answers, with {Measures.Size(database.Bytes)}; commits do not wait for a standby.", "Set synchronous_standby_names, so that nothing acknowledged is lost with the primary."),
        _ => new(Health.Fine, "databaseFine", $"PostgreSQL answers, with {Measures.Size(database.Bytes)}, and commits wait for a standby."),
    };

    public static IEnumerable<Diagnosis> Indexes(NodeFacts facts)
    {
        if (facts.Indexes.Count == 0) yield break;
        foreach (var index in facts.Indexes.Where(one => one.State == IndexState.Damaged))
            yield return new(Health.Wrong, "indexDamaged", $"The index file of {index.List} is damaged. Answers stay right: it is not used, and the server builds it anew.", "Have the disk looked at when this comes again.") { Subject = index.List };
        foreach (var index in facts.Indexes.Where(one => one.State == IndexState.Absent))
            yield return new(Health.Note, "indexAbsent", $"{index.List} has no index file yet.", "Start the server: it builds it; answers are slower until then.") { Subject = index.List };
        if (facts.Indexes.All(one => one.State == IndexState.Whole))
            yield return new(Health.Fine, "indexesFine", $"{(facts.Indexes.Count == 1 ? "The index file is whole" : $"All {facts.Indexes.Count} index files are whole")}.") { Count = facts.Indexes.Count };
    }

    public static IEnumerable<Diagnosis> Journal(NodeFacts facts)
    {
        if (facts.Journal is not { } journal) yield break;
        var remedy = journal.Code == "secondHeadDamaged"
            ? "A power cut can do that, and a disk that fails. Compare the last entry with the hub's copy or an auditor's note; the next entry writes the file anew."
            : "Stop the server, keep a copy of the folder, and tell the auditor.";
        yield return journal.Whole
            ? new(Health.Fine, "journalFine", $"The journal: {char.ToLowerInvariant(journal.Words[0])}{journal.Words[1..]}") { Count = journal.Entries }
            : new(Health.Wrong, "journalBroken", $"The journal does not hold ({journal.Code}): {journal.Words}", remedy) { Subject = journal.Code, Count = journal.BrokenAt };
    }

    public static IEnumerable<Diagnosis> Seal(NodeFacts facts)
    {
        if (facts.Key is not { } key) yield break;
        if (key.Path is not { } path)
            yield return new(Health.Note, "storeNotSealed", "What this folder holds can be read by whoever has the disk.", "Seal it where a post may be stolen: stop the server, then limen store seal.");
        else if (key.Beside)
            yield return new(Health.Wrong, "keyBesideStore", "The key of the sealed store lies in the folder that it seals.", "Move the key file to another place, and name it with LIMEN_KEY_FILE.") { Subject = path };
        else if (key.OthersRead)
            yield return new(Health.Wrong, "keyFileOpen", $"Other users of this computer can read the key file {path}.", $"Take their rights away: chmod 600 {path}") { Subject = path };
        else yield return new(Health.Fine, "sealFine", "The store is sealed, and its key lies apart from it.") { Subject = path };
    }

    public static IEnumerable<Diagnosis> Settings(NodeFacts facts)
    {
        foreach (var problem in facts.SettingsProblems)
            yield return new(Health.Wrong, "settingsInvalid", $"The settings cannot be used: {problem}", "Correct the file or the variable that is named; the server does not start until then.") { Subject = problem };
        if (facts.SettingsProblems.Count == 0) yield return new(Health.Fine, "settingsFine", "The settings can be used.");
    }
}
