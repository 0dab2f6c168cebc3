-- Whose turn it was last to make a version of this list: only that one publishes.
alter table lists add column turn text not null default '';
