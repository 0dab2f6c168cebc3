-- Which of its transactions each writer (a node, while it runs) committed last: how it finds out after a lost connection.
create table write_marks (
  writer text collate "C" primary key,
  number bigint not null,
  at timestamptz not null
);

-- Inspections and their decisions lie by the month in which the inspection began. Ids begin with that moment (UUID version 7), so a
-- month is a range of ids, an id leads to its one partition, and ids stay unique. What fits no partition yet lies in ..._other.
create or replace function first_id_of(day date) returns text language sql immutable as $$
  select substr(h, 1, 8) || '-' || substr(h, 9) from lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0') as h
$$;

create or replace function make_month(day date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', day)::date;
  next date := (date_trunc('month', day) + interval '1 month')::date;
  parent text;
  key text;
  part text;
begin
  foreach parent in array array['inspections', 'decisions'] loop
    part := parent || to_char(first, '"_"YYYY"_"MM');
    continue when to_regclass(part) is not null;
    key := case parent when 'inspections' then 'id' else 'inspection' end;
    execute format('create table %I (like %I including all)', part, parent);
    execute format('with moved as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from moved',
      parent || '_other', key, first_id_of(first), key, first_id_of(next), part);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, first_id_of(first), first_id_of(next));
  end loop;
end $$;

-- The journal lies by ten million entries and is never dropped: its chain would end there. A node that runs keeps this far ahead.
create or replace function make_journal_ahead() returns void language plpgsql as $$
declare
  step constant bigint := 10000000;
  from_n bigint;
  reached bigint;
begin
  select max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''?(\d+)'))[1]::bigint) into from_n
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'journal'::regclass;
  select n into reached from journal_head where id = 1;
  while from_n < reached + 2 * step loop
    execute format('create table %I partition of journal for values from (%s) to (%s)', 'journal_' || from_n / step, from_n, from_n + step);
    from_n := from_n + step;
  end loop;
end $$;

do $$
declare
  parent text;
  month date;
  oldest text;
begin
  foreach parent in array array['inspections', 'decisions'] loop
    execute format('alter table %I rename to %I', parent, parent || '_before');
    execute format('create table %I (like %I including all) partition by range (%I)', parent, parent || '_before', case parent when 'inspections' then 'id' else 'inspection' end);
    execute format('create table %I partition of %I default', parent || '_other', parent);
  end loop;
  select min(id) into oldest from inspections_before where id ~ '^[0-9a-f]{8}-[0-9a-f]{4}-7';
  month := date_trunc('month', to_timestamp(('x' || replace(substr(oldest, 1, 13), '-', ''))::bit(48)::bigint / 1000.0) at time zone 'UTC');
  while month <= now() loop
    perform make_month(month);
    month := (month + interval '1 month')::date;
  end loop;
  insert into inspections select * from inspections_before;
  insert into decisions select * from decisions_before;
  drop table inspections_before, decisions_before;

  alter table journal rename to journal_0;
  create table journal (like journal_0 including all) partition by range (n);
  execute format('alter table journal attach partition journal_0 for values from (minvalue) to (%s)', (select (n / 10000000 + 1) * 10000000 from journal_head where id = 1));
  perform make_journal_ahead();
end $$;
