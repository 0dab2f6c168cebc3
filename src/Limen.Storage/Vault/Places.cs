namespace Limen.Storage;

/// <summary>Tables and columns to whose rows sealed values are bound. Stand in the seals: they never change.</summary>
static class Places
{
    public const string Entry = "entries.body", Inspection = "inspections.body", DecisionReason = "decisions.reason";
    public const string ClearedReason = "cleared_matches.reason", ClearedDigest = "cleared_matches.entry_digest";
    public const string JournalDetails = "journal.details", JournalHash = "journal.hash", JournalHead = "journal_head.hash";
    public const string ListDigest = "lists.digest", VersionDigest = "list_versions.digest";
    public const string Password = "officers.password_hash", StoreSecret = "store_identity.secret", KeyCheck = "store_vault.key_check";
    public const string Secret = "secrets.body", HubHeads = "hub_heads.body";
    public const string PostDetails = "post_journal.details", PostHash = "post_journal.hash", ChainHash = "post_chains.hash";
}
