package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.BehaviourState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers by which rules the profiles were folded. When the program folds by other ones, all
 * profiles are emptied and the follower starts again from the beginning of the log.
 */
final class ProfileRules {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileRules.class);

  private static final List<String> FORGET =
      List.of(
          "delete from profile_identity",
          "delete from profile_identity_edge where state <> 'undone'",
          "delete from profile",
          "delete from profile_skipped_event",
          "update profile_cursor set tx = '0'::xid8, id = 0, applied = 0",
          """
          update profile_rules r set rebuild_tx = last.tx, rebuild_id = last.id
          from (select tx, id from event_v1 order by tx desc, id desc limit 1) as last
          """);

  private final ServiceDatabase database;
  private final Rules rules;

  private record Rules(int version, long halfLifeMillis) {}

  ProfileRules(ServiceDatabase database, Duration interestHalfLife) {
    this.database = database;
    this.rules = new Rules(BehaviourState.VERSION, interestHalfLife.toMillis());
  }

  /** Forgets profiles that were folded by other rules; to be called before the follower starts. */
  void establish() {
    database
        .transactions()
        .executeWithoutResult(status -> {
          database
              .jdbc()
              .sql("select consumer from profile_cursor for update")
              .query()
              .listOfRows();
          Optional<Rules> stored = stored();
          if (stored.isPresent() && !stored.get().equals(rules)) {
            LOG.warn("profiles were folded by {}, now by {}: rebuilding them", stored.get(), rules);
            FORGET.forEach(statement -> database.jdbc().sql(statement).update());
          }
          store();
        });
  }

  private Optional<Rules> stored() {
    return database
        .jdbc()
        .sql("select version, half_life_millis from profile_rules")
        .query((row, number) -> new Rules(row.getInt(1), row.getLong(2)))
        .optional();
  }

  private void store() {
    database
        .jdbc()
        .sql(
            """
            insert into profile_rules (version, half_life_millis) values (:version, :halfLife)
            on conflict (only_row) do update set version = excluded.version, half_life_millis = excluded.half_life_millis
            """)
        .param("version", rules.version())
        .param("halfLife", rules.halfLifeMillis())
        .update();
  }
}
