-- Owner: ingestion. Numbers of events are fetched by the hundred.

-- (tx, id) stays the order of the log: within a transaction, which has one connection, numbers still rise, and across
-- transactions tx decides. Gaps mean nothing.
alter table event alter column id set cache 100;
