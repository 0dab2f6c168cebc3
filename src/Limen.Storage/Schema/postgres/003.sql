-- Which store this is, and its secret, by which travellers are hashed; one row, made at the first opening.
create table store_identity (
  id bigint primary key,
  store text collate "C" not null,
  secret text collate "C" not null
);

-- Known false matches: for this traveller (a keyed hash), this entry as it was (its digest) is somebody or something else.
create table cleared_matches (
  id text collate "C" primary key,
  traveller text collate "C" not null,
  list text collate "C" not null,
  entry_id text collate "C" not null,
  entry_digest text collate "C" not null,
  inspection text collate "C" not null,
  cleared_by text collate "C" not null,
  cleared_at text collate "C" not null,
  reason text collate "C" not null,
  until text collate "C" not null,
  withdrawn_by text collate "C",
  withdrawn_at text collate "C"
);
create index cleared_by_traveller on cleared_matches (traveller, list);
create index cleared_by_entry on cleared_matches (list, entry_id);

-- The rule by which a list's keys were made; a program with another rule makes them anew when it opens the store.
alter table lists add column key_rule bigint not null default 1;
