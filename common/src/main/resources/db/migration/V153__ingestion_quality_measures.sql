-- Owner: ingestion. More to count about records, and the number received, noted apart from what became of them.

-- received = accepted + repaired + duplicate + rejected must hold for every day and source. Of the stored ones in
-- addition: repair (by rule), late (by how much), traffic (by signal). expired: what left the quarantine by age or number.
alter table quality_counter
  drop constraint quality_counter_measure_check,
  add constraint quality_counter_measure_check check (
    measure in ('received', 'accepted', 'repaired', 'duplicate', 'rejected', 'repair', 'late', 'traffic', 'expired'));

insert into quality_counter (day, source, measure, code, slot, records)
select day, source, 'received', '', 0, sum(records)
from quality_counter
where measure in ('accepted', 'repaired', 'duplicate', 'rejected')
group by day, source;
