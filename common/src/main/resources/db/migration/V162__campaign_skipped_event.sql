-- Owner: campaign. Events whose effects could not be applied: named, never silently dropped; they stay in the log.
create table campaign_skipped_event (
  message_id text primary key,
  reason     text not null,
  skipped_at timestamptz not null
);

grant select, insert, delete, maintain on campaign_skipped_event to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('campaign_skipped_event', array['message_id', 'reason']);
end $$;
