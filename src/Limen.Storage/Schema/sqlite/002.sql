-- What this node trusts, object by object; never changed once there. since: the version of the whole in which it came.
create table trust (
  sha256 text primary key,
  kind bigint not null,
  state text not null,
  der blob not null,
  since bigint not null,
  imported_at text not null,
  imported_by text not null
);
create index trust_by_version on trust (since);

create table trust_sources (
  sha256 text not null,
  source text not null,
  primary key (sha256, source)
);

-- One row: the version of the whole, and a digest over the SHA-256 of every object.
create table trust_head (
  id bigint primary key,
  version bigint not null,
  digest text not null
);
insert into trust_head (id, version, digest) values (1, 0, '');
