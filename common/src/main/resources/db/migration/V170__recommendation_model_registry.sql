-- Owner: recommendation. Models outlive the process that trained them: judged, with a snapshot, activated and rolled back.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table model
  -- the SHA-256 of the snapshot, kept when the snapshot itself is gone
  add column checksum       text,
  add column snapshot_bytes bigint check (snapshot_bytes > 0),
  -- when somebody activated this older model by hand: training by itself rests
  add column pinned_at      timestamptz,
  -- how far a run is, and when its process was last heard of
  add column phase          text,
  add column fraction       double precision check (fraction between 0 and 1),
  add column heard_at       timestamptz;

-- Models lived in memory alone: none of them can answer any more. What their settings did not say is what they did.
update model
set active = false,
    settings = settings || '{"kernelWeight": 1, "gapDecay": 1, "backward": 1, "window": 2147483647}';

alter table model drop constraint model_state_check;
alter table model add constraint model_state_check check (state in ('training', 'ready', 'rejected', 'failed'));

-- A snapshot in pieces, so that neither side ever holds one in memory as a whole. It names items and nobody else.
create table model_snapshot_chunk (
  version text not null references model on delete cascade,
  number  integer not null check (number >= 0),
  bytes   bytea not null,
  primary key (version, number)
);

-- random to the eye of a compressor
alter table model_snapshot_chunk alter column bytes set storage external;

grant select, insert, update, delete on model_snapshot_chunk to storeloop_recommendation;
