-- Owner: ingestion. Proves an erasure: looks for ids in all tables, whoever owns them, and tells counts alone.

-- An id standing on its own within a longer text, as a regular expression: anna@shop.de is neither in hanna@shop.de nor
-- in jo.anna@shop.de nor in anna@shop.de.example. A JSON or URL escape before it is no part of it.
create function shopper_pattern(id text) returns text
  language sql immutable parallel safe as
$$
  select '(?:^|[^[:alnum:]_.@+-]|(?:^|[^[:alnum:]])[.@+]|\\[bfnrt]|\\u[[:xdigit:]]{4}|%[[:xdigit:]]{2})'
    || regexp_replace(id, '([^[:alnum:]_-])', '\\\1', 'g')
    || '(?:$|[^[:alnum:]_.@+-]|[.@+](?:$|[^[:alnum:]]))'
$$;

-- Whether a text is, or names, one of the ids: the text itself, the form that conversions use, or a JSON string in it.
-- An id of at least 12 characters is distinctive: it counts wherever it stands on its own.
create function names_shopper(value text, ids text[]) returns boolean
  language plpgsql immutable parallel safe as
$$
declare
  id text;
begin
  foreach id in array ids loop
    if value = id or value = 'u:' || id or value = 'a:' || id
      or strpos(value, to_json(id)::text) > 0
      or (length(id) >= 12 and strpos(value, id) > 0 and value ~ shopper_pattern(id)) then
      return true;
    end if;
  end loop;
  return false;
end
$$;

-- The rows that are the shopper's by their id columns; none after an erasure. By index, place by place.
create function erasure_rows(erased_user text, erased_anonymous text[]) returns table (place text, found bigint)
  language sql stable security definer set search_path = public as
$$
  select 'event.user_id', count(*) from event where user_id = erased_user
  union all
  select 'event.anonymous_id', count(*) from event where user_id is null and anonymous_id = any (erased_anonymous)
  union all
  select 'profile.user_id', count(*) from profile where user_id = erased_user
  union all
  select 'profile.anonymous_id', count(*) from profile where anonymous_id = any (erased_anonymous)
  union all
  -- a device that is bound to somebody else is that one's
  select 'profile_identity.value', count(*) from profile_identity i join profile p using (profile_id)
  where (i.kind = 'user' and i.value = erased_user)
    or (i.kind = 'anonymous' and i.value = any (erased_anonymous)
        and (p.user_id is null or p.user_id = erased_user))
  union all
  select 'decision.user_id', count(*) from decision where user_id = erased_user
  union all
  select 'decision.anonymous_id', count(*) from decision where user_id is null and anonymous_id = any (erased_anonymous)
  union all
  select 'campaign_identity.user_id', count(*) from campaign_identity where user_id = erased_user
  union all
  select 'conversion.shopper', count(*) from conversion
  where shopper = 'u:' || erased_user
    or shopper = any (select 'a:' || id from unnest(erased_anonymous) as id)
$$;

-- All tables that could name somebody, with their size in blocks. The catalogue names no shoppers, and erasure holds
-- the ids that are looked for.
create function erasure_scan_tables() returns table (relation text, blocks bigint)
  language sql stable security definer set search_path = public as
$$
  select c.relname::text, pg_relation_size(c.oid) / current_setting('block_size')::bigint
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and c.relname not in ('flyway_schema_history', 'item', 'erasure')
  order by 1
$$;

-- Reads a stretch of a table and counts, per column that can hold text, the rows that name the user or a device. A short
-- id is in nearly every row, so it is looked for in the column before the question is asked that costs a call.
create function erasure_scan(relation text, from_block bigint, to_block bigint, erased_user text, erased_anonymous text[])
  returns table (column_name text, naming_user bigint, naming_device bigint)
  language plpgsql stable security definer set search_path = public as
$$
declare
  columns text[];
  counts text;
  ids text[] := erased_anonymous || erased_user;
  -- row values and JSON write these characters otherwise, so ids with them cannot be looked for in the whole row
  plain boolean := not exists (select from unnest(ids) as id where id ~ '["\\]|[[:cntrl:]]');
begin
  if not exists (select from erasure_scan_tables() t where t.relation = erasure_scan.relation) then
    raise exception 'no table to scan: %', relation;
  end if;
  select array_agg(a.attname order by a.attnum),
         string_agg(format(
           'array[count(*) filter (where t.%1$I is not null and (not $5 or strpos(t.%1$I::text, $2) > 0)
                    and names_shopper(t.%1$I::text, array[$2])),
                  count(*) filter (where t.%1$I is not null
                    and (not $5 or exists (select from unnest($3) as id where strpos(t.%1$I::text, id) > 0))
                    and names_shopper(t.%1$I::text, $3))]', a.attname), ', ' order by a.attnum)
  into columns, counts
  from pg_attribute a
  where a.attrelid = to_regclass(quote_ident(relation)) and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype, 'json'::regtype, 'jsonb'::regtype);
  if columns is null then
    return;
  end if;
  return query execute format(
    'select names.name, sums.sum[names.place][1], sums.sum[names.place][2]
     from (select array[%s] as sum
           from %I t
           where t.ctid >= %L::tid and t.ctid < %L::tid
             and (not $5 or exists (select from unnest($4) as id where strpos(t::text, id) > 0))) sums,
          unnest($1) with ordinality as names (name, place)
     where sums.sum[names.place][1] + sums.sum[names.place][2] > 0',
    counts, relation, format('(%s,0)', from_block), format('(%s,0)', to_block))
    using columns, erased_user, erased_anonymous, ids, plain;
end
$$;

revoke execute on function erasure_rows(text, text[]), erasure_scan_tables(),
  erasure_scan(text, bigint, bigint, text, text[]) from public;
grant execute on function erasure_rows(text, text[]), erasure_scan_tables(),
  erasure_scan(text, bigint, bigint, text, text[]) to storeloop_ingestion;

-- Which records of the quarantine are about a shopper: the id stands beside a key that names a person, or is
-- distinctive and stands anywhere on its own.
create function payload_names_shopper(payload text, ids text[]) returns boolean
  language sql immutable as
$$
  select exists (
    select from unnest(ids) as id
    where strpos(payload, id) > 0
      and ((length(id) >= 12 and payload ~ shopper_pattern(id))
        or payload ~ ('"[A-Za-z_$]*([Uu]ser|[Aa]nonymous|[Vv]isitor|[Cc]lient|[Cc]ustomer|[Dd]istinct|[Pp]revious|[Uu]id)[A-Za-z_]*"\s*:\s*"?'
             || regexp_replace(id, '([^[:alnum:]_-])', '\\\1', 'g') || '"?\s*[,}\]]')))
$$;
