-- Whose list it is: the store id of the hub it came from; empty for a list of this node's own.
alter table lists add column hub text collate "C" not null default '';

-- At a post, one row a hub: the newest heads it has signed and this node has seen.
create table hub_heads (
  hub text collate "C" primary key,
  at text collate "C" not null,
  body text collate "C" not null,
  signature text collate "C" not null
);

-- At a post: up to which version of its hub's certificates it has them.
create table hub_trust (
  hub text collate "C" primary key,
  version bigint not null
);

-- At a post, one row: how far the hub has taken in this journal, and what keeps it from going on.
create table outbox (
  id bigint primary key,
  n bigint not null,
  at text collate "C",
  trouble text collate "C"
);
insert into outbox (id, n) values (1, 0);

-- At a hub: the journals of its posts, each a chain of its own store; and how far each has come.
create table post_chains (
  post text collate "C" not null,
  store text collate "C" not null,
  n bigint not null,
  hash text collate "C" not null,
  at text collate "C" not null,
  trouble text collate "C",
  primary key (post, store)
);

-- flaw: null, or why what the entry vouches for was not taken in with it.
create table post_journal (
  post text collate "C" not null,
  store text collate "C" not null,
  n bigint not null,
  at text collate "C" not null,
  kind bigint not null,
  who text collate "C" not null,
  subject text collate "C" not null,
  details text collate "C" not null,
  hash text collate "C" not null,
  flaw text collate "C",
  primary key (post, store, n)
);
create index post_journal_by_subject on post_journal (subject);

-- The post whose journal vouches for a row; empty for this node's own.
alter table inspections add column origin text collate "C" not null default '';
alter table decisions add column origin text collate "C" not null default '';
alter table cleared_matches add column origin text collate "C" not null default '';
