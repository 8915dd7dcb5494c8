-- Owner: common. One role per service. Each owns the writes to its own tables and reads the others' through
-- published views only. Roles belong to the whole cluster, so another database may have made them already.
do $$
declare
  service text;
begin
  foreach service in array array['ingestion', 'profile', 'recommendation', 'campaign'] loop
    begin
      execute format('create role %I nologin', 'storeloop_' || service);
    exception
      when duplicate_object or unique_violation then null;
    end;
    begin
      execute format('grant %I to current_user', 'storeloop_' || service);
    exception
      when unique_violation then null;
    end;
    execute format('grant usage on schema public to %I', 'storeloop_' || service);
  end loop;
end
$$;
