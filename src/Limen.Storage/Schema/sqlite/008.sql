-- Where the hub answered otherwise than a post (kind 26): few among millions, and looked for by every administrator's page.
create index journal_differing on journal (n) where kind = 26;
create index post_journal_differing on post_journal (at) where kind = 26;
