-- What this node trusts, object by object; never changed once there. since: the version of the whole in which it came.
create table trust (
  sha256 text collate "C" primary key,
  kind bigint not null,
  state text collate "C" not null,
  der bytea not null,
  since bigint not null,
  imported_at text collate "C" not null,
  imported_by text collate "C" not null
);
create index trust_by_version on trust (since);

create table trust_sources (
  sha256 text collate "C" not null,
  source text collate "C" not null,
  primary key (sha256, source)
);

-- One row: the version of the whole, and a digest over the SHA-256 of every object.
create table trust_head (
  id bigint primary key,
  version bigint not null,
  digest text collate "C" not null
);
insert into trust_head (id, version, digest) values (1, 0, '');
