-- Owner: ingestion. What an import needs to end in every case.

-- attempts: how often the batch after row_count has been begun; a batch that never succeeds ends the import. fingerprint: SHA-256 of the
-- unpacked file, where a row is told from its equals by its line in this very file. A cancelled import keeps its rows.
alter table import_task
  add column attempts int not null default 0,
  add column fingerprint text,
  drop constraint import_task_state_check,
  add constraint import_task_state_check check (state in ('waiting', 'running', 'completed', 'failed', 'cancelled'));
