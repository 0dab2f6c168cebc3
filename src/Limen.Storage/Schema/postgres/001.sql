-- A list and the version that readers see. Version 0: never published yet.
create table lists (
  id text collate "C" primary key,
  list_no bigint not null unique,
  title text collate "C" not null,
  kind bigint not null,
  owner text collate "C" not null,
  format text collate "C" not null,
  version bigint not null,
  entries bigint not null,
  imported_at text collate "C" not null,
  digest text collate "C" not null
);

create table list_versions (
  id text collate "C" not null,
  version bigint not null,
  imported_at text collate "C" not null,
  imported_by text collate "C" not null,
  format text collate "C" not null,
  entries bigint not null,
  added bigint not null,
  changed bigint not null,
  removed bigint not null,
  digest text collate "C" not null,
  primary key (id, version)
);

-- row_id = list_no * 2^40 + a running number, so that a list lies together. An entry is in the versions since <= v < until
-- (until null: to this day). Rows above the published version belong to an import under way or cut off. A row whose entry
-- has been withdrawn or replaced keeps its id and versions and loses its body.
create table entries (
  row_id bigint primary key,
  entry_id text collate "C" not null,
  since bigint not null,
  until bigint,
  review_on text collate "C",
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
);

create table inspections (
  id text collate "C" primary key,
  started_at text collate "C" not null,
  officer text collate "C" not null,
  post text collate "C" not null,
  advice bigint not null,
  body text not null
);
create index inspections_by_start on inspections (started_at, id);

create table decisions (
  inspection text collate "C" not null,
  seq bigint not null,
  kind bigint not null,
  decided_by text collate "C" not null,
  decided_at text collate "C" not null,
  reason text collate "C",
  journal_n bigint not null,
  primary key (inspection, seq)
);

create table journal (
  n bigint primary key,
  at text collate "C" not null,
  kind bigint not null,
  who text collate "C" not null,
  subject text collate "C" not null,
  details text not null,
  hash text collate "C" not null
);

create index journal_by_subject on journal (subject);

create table journal_head (
  id bigint primary key,
  n bigint not null,
  hash text collate "C" not null
);
insert into journal_head (id, n, hash) values (1, 0, '');

create table officers (
  name text collate "C" primary key,
  display_name text collate "C" not null,
  roles text collate "C" not null,
  password_hash text collate "C" not null,
  must_change_password bigint not null,
  disabled bigint not null,
  security_stamp text collate "C" not null,
  created_at text collate "C" not null
);

create table api_keys (
  id text collate "C" primary key,
  name text collate "C" not null,
  roles text collate "C" not null,
  hash text collate "C" not null unique,
  created_at text collate "C" not null,
  expires_at text collate "C",
  last_used_at text collate "C",
  revoked_at text collate "C"
);
