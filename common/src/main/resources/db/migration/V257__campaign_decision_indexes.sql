-- Owner: campaign. Every decision is written into each of these; decision_of_user and decision_of_anonymous begin with the same column.
set local lock_timeout = '5s';

drop index decision_by_user;
drop index decision_by_anonymous;
