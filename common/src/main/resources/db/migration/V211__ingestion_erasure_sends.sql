-- Owner: ingestion. Erasure learns of sends: the rows that are a shopper's by their id columns.
create or replace function erasure_rows(erased_user text, erased_anonymous text[]) returns table (place text, found bigint)
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
  union all
  select 'campaign_send.user_id', count(*) from campaign_send where user_id = erased_user
  union all
  select 'campaign_send.anonymous_id', count(*) from campaign_send
  where user_id is null and anonymous_id = any (erased_anonymous)
  union all
  select 'campaign_unsubscription.shopper', count(*) from campaign_unsubscription
  where user_id = erased_user or (user_id is null and anonymous_id = any (erased_anonymous))
  union all
  select 'recommendation.user_id', count(*) from recommendation where user_id = erased_user
  union all
  select 'recommendation.anonymous_id', count(*) from recommendation
  where user_id is null and anonymous_id = any (erased_anonymous)
$$;
