-- A list and the version that readers see. Version 0: never published yet.
create table lists (
  id text primary key,
  list_no bigint not null unique,
  title text not null,
  kind bigint not null,
  owner text not null,
  format text not null,
  version bigint not null,
  entries bigint not null,
  imported_at text not null,
  digest text not null
);

create table list_versions (
  id text not null,
  version bigint not null,
  imported_at text not null,
  imported_by text not null,
  format text not null,
  entries bigint not null,
  added bigint not null,
  changed bigint not null,
  removed bigint not null,
  digest text not null,
  primary key (id, version)
);

-- row_id = list_no * 2^40 + a running number, so that a list lies together. An entry is in the versions since <= v < until
-- (until null: to this day). Rows above the published version belong to an import under way or cut off. A row whose entry
-- has been withdrawn or replaced keeps its id and versions and loses its body.
create table entries (
  row_id integer primary key,
  entry_id text not null,
  since bigint not null,
  until bigint,
  review_on text,
  digest bigint not null,
  body text
);
create index entries_by_id on entries (entry_id);
create index entries_gone on entries (row_id) where until is not null;

create table entry_keys (
  list_no bigint not null,
  lookup_key bigint not null,
  row_id bigint not null,
  primary key (list_no, lookup_key, row_id)
) without rowid;

create table inspections (
  id text primary key,
  started_at text not null,
  officer text not null,
  post text not null,
  advice bigint not null,
  body text not null
);
create index inspections_by_start on inspections (started_at, id);

create table decisions (
  inspection text not null,
  seq bigint not null,
  kind bigint not null,
  decided_by text not null,
  decided_at text not null,
  reason text,
  journal_n bigint not null,
  primary key (inspection, seq)
);

create table journal (
  n bigint primary key,
  at text not null,
  kind bigint not null,
  who text not null,
  subject text not null,
  details text not null,
  hash text not null
);

create index journal_by_subject on journal (subject);

create table journal_head (
  id bigint primary key,
  n bigint not null,
  hash text not null
);
insert into journal_head (id, n, hash) values (1, 0, '');

create table officers (
  name text primary key,
  display_name text not null,
  roles text not null,
  password_hash text not null,
  must_change_password bigint not null,
  disabled bigint not null,
  security_stamp text not null,
  created_at text not null
);

create table api_keys (
  id text primary key,
  name text not null,
  roles text not null,
  hash text not null unique,
  created_at text not null,
  expires_at text,
  last_used_at text,
  revoked_at text
);
