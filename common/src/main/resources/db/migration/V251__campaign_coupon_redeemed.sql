-- Owner: campaign. A pool counts every redemption, also while it has no bound, so that a bound set later holds at once.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- nothing is redeemed between the count and the commit
lock table coupon_pool in share row exclusive mode;
lock table coupon in share row exclusive mode;

update coupon_pool pool
set redeemed = (select count(*) from coupon c where c.pool_id = pool.pool_id and c.redeemed_at is not null);
