-- One row in a sealed store: proves a key without telling it.
create table store_vault (
  id bigint primary key,
  key_check blob not null
);
