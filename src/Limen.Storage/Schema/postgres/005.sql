-- What only this program may read: private keys and the like, by name.
create table secrets (
  name text collate "C" primary key,
  body bytea not null
);

-- A hub's own authority and the certificate of the key that signs lists; one row, made by the first node that needs it.
create table authority (
  id bigint primary key,
  certificate bytea not null,
  signing bytea not null
);

-- The posts that a hub has invited. invitation: hash of the code's secret while it is open. facts: JSON that the post tells of itself.
create table posts (
  name text collate "C" primary key,
  invitation text collate "C",
  invited_at text collate "C" not null,
  invited_until text collate "C",
  enrolled_at text collate "C",
  revoked_at text collate "C",
  last_seen text collate "C",
  facts text
);

-- Certificates that the authority has given to posts; one that has ended is refused. store: which store of the post asked for it.
create table post_certificates (
  serial text collate "C" primary key,
  post text collate "C" not null,
  store text collate "C" not null,
  issued_at text collate "C" not null,
  until text collate "C" not null,
  ended_at text collate "C"
);
create index post_certificates_by_post on post_certificates (post);

-- One row; grows with every change, so that the nodes of a hub see in one small query whether to look again.
create table hub_changes (
  id bigint primary key,
  posts bigint not null,
  roster bigint not null
);
insert into hub_changes (id, posts, roster) values (1, 0, 0);

-- At a post: its hub, and the certificate by which the hub knows it; one row. heard: the newest moment that the hub has signed.
create table enrolment (
  id bigint primary key,
  post text collate "C" not null,
  address text collate "C" not null,
  hub text collate "C" not null,
  authority bytea not null,
  signing bytea not null,
  certificate bytea not null,
  enrolled_at text collate "C" not null,
  heard text collate "C" not null
);

-- At a post: which roster of the hub's officers it holds; one row. The officers themselves are among the secrets.
create table roster (
  id bigint primary key,
  version bigint not null,
  sha256 text collate "C" not null,
  signed_at text collate "C" not null
);
