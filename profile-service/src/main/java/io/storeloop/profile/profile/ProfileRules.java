package io.storeloop.profile.profile;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.BehaviourState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Remembers by which rules the profiles were folded. When the program folds by other ones, all
 * profiles are emptied and the follower starts again from the beginning of the log; a process that
 * still runs by the rules of before changes nothing any more. What the log may not tell again
 * stays: which merges the shop has undone, and which devices are shared.
 */
final class ProfileRules {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileRules.class);

  private static final List<String> FORGET =
      List.of(
          "truncate profile_identity, profile_device, predictor_score, profile, profile_refusal, profile_skipped_event",
          "delete from profile_identity_edge where state <> 'undone'",
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

  /**
   * To be called under the cursor's lock before profiles are read or written: a process that began
   * by other rules may have taken over, and what it wrote must not be mixed with what this one
   * would write.
   *
   * @throws DataAccessResourceFailureException if the profiles are folded by other rules now
   */
  void hold() {
    if (stored().filter(found -> !found.equals(rules)).isPresent()) {
      throw new DataAccessResourceFailureException(
          "another version of the program has taken over: profiles are folded by its rules");
    }
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
