package io.storeloop.campaign.cap;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells who claims, by the browsers that are merged with users: signing in begins no cap anew and
 * brings no second code, and who only says to be a user uses up nothing of theirs.
 *
 * <p>Each browser of the claimant is locked until the caller's transaction ends. So a claim of a
 * user and one of a browser that the user has just signed in with wait for one another, and the
 * later one sees what the earlier one used up. Users lock their browsers in the order of their
 * names, and a browser locks only itself, so that nobody waits in a circle.
 */
@Component
public class JdbcClaimants {
  /** No user is merged with more; the one that asks counts beside them. */
  static final int MOST_BROWSERS = IdentityRule.MOST_DEVICES;

  private static final String LOCK =
      "pg_advisory_xact_lock(hashtextextended('browser:' || anonymous_id, 0))";

  /** The browser that is told along counts as the user's unless it was anybody else's. */
  private static final String LOCK_BROWSERS =
      """
      select anonymous_id, %s from (
        select anonymous_id from (
          select anonymous_id from campaign_device where user_id = :userId and not shared
          order by 1 limit %d) merged
        union
        select told from (select cast(:told as text) as told) t
        where told is not null
          and not exists (
            select from campaign_identity
            where anonymous_id = told and (user_id <> :userId or shared_tx is not null or state = 'undone'))
        order by 1) browsers
      """
          .formatted(LOCK, MOST_BROWSERS);

  private static final String LOCK_ALL =
      """
      select %s from (
        select b.anonymous_id from unnest(cast(:browsers as text[])) as b (anonymous_id) order by 1) browsers
      """
          .formatted(LOCK);

  private static final String LOCK_BROWSER =
      "select %s from (select cast(:browser as text) as anonymous_id) b".formatted(LOCK);

  private static final String OWNER =
      "select user_id from campaign_device where anonymous_id = :browser and not shared";

  private static final String BROWSERS =
      """
      select anonymous_id from (
        select anonymous_id from campaign_device where user_id = :userId and not shared
        order by 1 limit %d) merged
      union
      select :browser
      """
          .formatted(MOST_BROWSERS);

  private final JdbcClient jdbc;

  JdbcClaimants(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.jdbc = database.jdbc();
  }

  /** Who claims for the shopper; inside the caller's transaction, before anything is claimed. */
  public Claimant of(Shopper shopper) {
    return shopper.userId() == null
        ? ofBrowser(String.valueOf(shopper.anonymousId()))
        : ofUser(shopper.userId(), shopper.anonymousId());
  }

  /** No claim of these browsers, or of their users, is under way until the transaction ends. */
  public void lock(String[] browsers) {
    jdbc.sql(LOCK_ALL).param("browsers", browsers).query(row -> {});
  }

  private Claimant ofUser(String userId, @Nullable String told) {
    List<String> browsers =
        jdbc.sql(LOCK_BROWSERS)
            .param("userId", userId)
            .param("told", told)
            .query((row, number) -> Objects.requireNonNull(row.getString(1)))
            .list();
    return new Claimant(userId, browsers);
  }

  private List<String> browsers(String userId, String browser) {
    return jdbc.sql(BROWSERS)
        .param("userId", userId)
        .param("browser", browser)
        .query((row, number) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  /** A browser that profile-service did not know, though it may be merged by now. */
  private Claimant ofBrowser(String browser) {
    jdbc.sql(LOCK_BROWSER).param("browser", browser).query(row -> {});
    String owner =
        jdbc.sql(OWNER).param("browser", browser).query(String.class).optional().orElse(null);
    return owner == null
        ? new Claimant(null, List.of(browser))
        : new Claimant(owner, browsers(owner, browser));
  }
}
