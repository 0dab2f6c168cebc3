-- Which store this is, and its secret, by which travellers are hashed; one row, made at the first opening.
create table store_identity (
  id bigint primary key,
  store text not null,
  secret text not null
);

-- Known false matches: for this traveller (a keyed hash), this entry as it was (its digest) is somebody or something else.
create table cleared_matches (
  id text primary key,
  traveller text not null,
  list text not null,
  entry_id text not null,
  entry_digest text not null,
  inspection text not null,
  cleared_by text not null,
  cleared_at text not null,
  reason text not null,
  until text not null,
  withdrawn_by text,
  withdrawn_at text
);
create index cleared_by_traveller on cleared_matches (traveller, list);
create index cleared_by_entry on cleared_matches (list, entry_id);

-- The rule by which a list's keys were made; a program with another rule makes them anew when it opens the store.
alter table lists add column key_rule bigint not null default 1;
