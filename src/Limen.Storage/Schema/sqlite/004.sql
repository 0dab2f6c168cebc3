-- Whose list it is: the store id of the hub it came from; empty for a list of this node's own.
alter table lists add column hub text not null default '';

-- At a post, one row a hub: the newest heads it has signed and this node has seen.
create table hub_heads (
  hub text primary key,
  at text not null,
  body text not null,
  signature text not null
);

-- At a post: up to which version of its hub's certificates it has them.
create table hub_trust (
  hub text primary key,
  version bigint not null
);

-- At a post, one row: how far the hub has taken in this journal, and what keeps it from going on.
create table outbox (
  id bigint primary key,
  n bigint not null,
  at text,
  trouble text
);
insert into outbox (id, n) values (1, 0);

-- At a hub: the journals of its posts, each a chain of its own store; and how far each has come.
create table post_chains (
  post text not null,
  store text not null,
  n bigint not null,
  hash text not null,
  at text not null,
  trouble text,
  primary key (post, store)
);

-- flaw: null, or why what the entry vouches for was not taken in with it.
create table post_journal (
  post text not null,
  store text not null,
  n bigint not null,
  at text not null,
  kind bigint not null,
  who text not null,
  subject text not null,
  details text not null,
  hash text not null,
  flaw text,
  primary key (post, store, n)
);
create index post_journal_by_subject on post_journal (subject);

-- The post whose journal vouches for a row; empty for this node's own.
alter table inspections add column origin text not null default '';
alter table decisions add column origin text not null default '';
alter table cleared_matches add column origin text not null default '';
