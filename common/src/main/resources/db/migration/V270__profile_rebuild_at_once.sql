-- Owner: profile. A rebuild empties the profiles at once, however many there are: row by row a large shop's would not be done before the
-- statement's time is up.

grant truncate on profile, profile_identity, profile_device, predictor_score, profile_refusal, profile_skipped_event to storeloop_profile;
