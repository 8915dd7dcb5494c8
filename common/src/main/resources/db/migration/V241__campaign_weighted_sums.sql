-- Owner: campaign. Of adaptive campaigns: all numbers of a shopper by one over the chance of the group, for margins and for what was
-- known before. A unit 'weighted:goal', and 'weighted:' with each currency: the weight, the unit's columns by it, and of the goal 1.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Whoever changes participants holds this row.
do $$ begin
  perform from campaign_cursor where consumer = 'campaign-outcome' for update;
end $$;

-- The chance of the group of the first decision, as outcomes compute it.
with chance as (
  select p.campaign_id, p.shopper,
         case when d.held_out then 1 - d.treatment_probability
              else d.treatment_probability *
                (select (max((o ->> 'weight')::numeric) filter (where o ->> 'offerId' = d.offer_id)
                         / sum((o ->> 'weight')::numeric))::double precision
                 from campaign_audit a cross join lateral jsonb_array_elements(a.after -> 'offers') o
                 where a.campaign_id = d.campaign_id and a.version = (d.basis #>> '{considered,-1,version}')::bigint
                   and a.after is not null)
         end as chance
  from campaign_participant p
    join campaign c on c.id = p.campaign_id
    join decision d on d.id = p.first_decision
  where c.experiment #>> '{allocation,policy}' = 'thompson'
), weight as (
  select campaign_id, shopper, round(1 / chance::numeric, 15) as weight from chance where chance > 0
)
update campaign_participant p
set numbers = p.numbers || (
  select jsonb_object_agg(
           'weighted:' || n.key,
           jsonb_build_array(w.weight::text, (w.weight * (n.value ->> 0)::numeric)::text,
                             (w.weight * (n.value ->> 1)::numeric)::text, (w.weight * (n.value ->> 2)::numeric)::text,
                             case when n.key = 'goal' then '1' else (w.weight * (n.value ->> 3)::numeric)::text end))
  from jsonb_each(p.numbers) n
  where n.key <> 'shopper')
from weight w
where p.campaign_id = w.campaign_id and p.shopper = w.shopper;

insert into campaign_statistic (campaign_id, breakdown, arm, unit, sums, products)
select r.campaign_id, r.breakdown, r.arm, r.unit,
       array[sum(v[1]), sum(v[2]), sum(v[3]), sum(v[4]), sum(v[5])],
       array[sum(v[1] * v[1]),
             sum(v[2] * v[1]), sum(v[2] * v[2]),
             sum(v[3] * v[1]), sum(v[3] * v[2]), sum(v[3] * v[3]),
             sum(v[4] * v[1]), sum(v[4] * v[2]), sum(v[4] * v[3]), sum(v[4] * v[4]),
             sum(v[5] * v[1]), sum(v[5] * v[2]), sum(v[5] * v[3]), sum(v[5] * v[4]), sum(v[5] * v[5])]
from (
  select p.campaign_id, b.breakdown, p.arm, n.key as unit,
         array(select x.number::numeric from jsonb_array_elements_text(n.value) with ordinality x (number, place) order by x.place) as v
  from campaign_participant p
    cross join lateral (select '' union all select jsonb_array_elements_text(p.breakdowns)) b (breakdown)
    cross join lateral jsonb_each(p.numbers) n
  where n.key like 'weighted:%'
) r
group by r.campaign_id, r.breakdown, r.arm, r.unit;
