-- Owner: campaign. What came of its experiments, published for learning whom a campaign changes.

-- One row per campaign and shopper, of the first decision, by assignment: whoever was to get an offer is treated, seen or not.
create view campaign_exposure_v1 as
  with decided as (
    select d.campaign_id, d.id, d.decided_at, d.held_out, d.treatment_probability,
           coalesce(d.user_id, i.user_id) as user_id,
           case when d.user_id is null and i.user_id is null then d.anonymous_id end as anonymous_id,
           coalesce('u:' || coalesce(d.user_id, i.user_id), 'a:' || d.anonymous_id) as shopper
    from decision d
      left join campaign_identity i on d.user_id is null and i.anonymous_id = d.anonymous_id
    where d.campaign_id is not null and d.treatment_probability is not null
  ), first as (
    select campaign_id, shopper, max(user_id) as user_id, max(anonymous_id) as anonymous_id, min(decided_at) as decided_at,
           (array_agg(not held_out order by decided_at, id))[1] as treated,
           (array_agg(treatment_probability order by decided_at, id))[1] as treatment_probability,
           -- in both groups, because they were decided for before and after they were recognised
           count(distinct held_out) > 1 as mixed
    from decided
    group by campaign_id, shopper
  )
  select f.campaign_id, f.shopper, f.user_id, f.anonymous_id, f.decided_at,
         f.decided_at + make_interval(days => c.goal_window_days) as window_ends_at, f.treated, f.treatment_probability, f.mixed,
         coalesce(n.converted_at < f.decided_at + make_interval(days => c.goal_window_days), false) as converted,
         case when n.converted_at < f.decided_at + make_interval(days => c.goal_window_days)
              then (select jsonb_object_agg(r.currency, r.revenue) from conversion_revenue r
                    where r.campaign_id = n.campaign_id and r.shopper = n.shopper) end as revenue
  from first f
    join campaign c on c.id = f.campaign_id
    left join conversion n on n.campaign_id = f.campaign_id and n.shopper = f.shopper;

grant select on campaign_exposure_v1 to storeloop_profile;
