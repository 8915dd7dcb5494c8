package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.DatabaseProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.grouping.GroupModel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcClusterMembersIT {
  private static final UUID CLUSTERING = new UUID(1, 1);
  private static final UUID ANNA = new UUID(2, 1);
  private static final UUID BEN = new UUID(2, 2);
  private static final UUID ERASED = new UUID(2, 3);

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase profile = database.as(ServiceRole.PROFILE);
  private static final GroupModel.Place IN_0 = new GroupModel.Place(0, false);
  private static final GroupModel.Place IN_1 = new GroupModel.Place(1, false);
  private final JdbcClusterMembers members = new JdbcClusterMembers(profile);

  @BeforeEach
  void aTrainingAndTwoProfiles() {
    database
        .owner()
        .sql(
            """
            insert into clustering (clustering_id, state, plan, step, steps_done, steps, heartbeat_at, created_at)
            values ('%s', 'running', '{}', 'placing', 0, 1, now(), now());
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            select id, id::text, now(), now(), '{}', '', now() from unnest(array['%s', '%s']::uuid[]) id
            """
                .formatted(CLUSTERING, ANNA, BEN))
        .update();
  }

  @AfterEach
  void close() {
    profile.close();
  }

  private static JdbcClusterMembers.Placed now(UUID profile, GroupModel.Place place) {
    return new JdbcClusterMembers.Placed(profile, place, null);
  }

  private List<UUID> written() {
    return database
        .owner()
        .sql("select profile_id from clustering_member order by profile_id")
        .query(UUID.class)
        .list();
  }

  @Test
  void aProfileThatWasErasedMeanwhileIsInNoGroup() {
    members.write(CLUSTERING, List.of(now(ANNA, IN_0), now(BEN, IN_1), now(ERASED, IN_1)));

    assertThat(written()).containsExactly(ANNA, BEN);
  }

  @Test
  void aProfileThatIsBeingErasedIsLeftOut() throws SQLException {
    DatabaseProperties owner = database.properties();
    try (Connection eraser =
            DriverManager.getConnection(owner.url(), owner.username(), owner.password());
        Statement statement = eraser.createStatement()) {
      eraser.setAutoCommit(false);
      statement.execute("select from profile where profile_id = '%s' for update".formatted(BEN));

      members.write(CLUSTERING, List.of(now(ANNA, IN_0), now(BEN, IN_1)));
      eraser.rollback();
    }

    assertThat(written()).containsExactly(ANNA);
  }

  @Test
  void aProfileThatHasChangedSinceItWasReadKeepsTheGroupOfNow() {
    Instant read =
        database
            .owner()
            .sql("select updated_at from profile where profile_id = :ben")
            .param("ben", BEN)
            .query(OffsetDateTime.class)
            .single()
            .toInstant();
    members.write(CLUSTERING, List.of(now(ANNA, IN_0), now(BEN, IN_0)));

    members.write(
        CLUSTERING,
        List.of(
            new JdbcClusterMembers.Placed(ANNA, IN_1, read.minusMillis(1)),
            new JdbcClusterMembers.Placed(BEN, IN_1, read)));

    assertThat(members.clusters(CLUSTERING, List.of(ANNA, BEN))).isEqualTo(Map.of(ANNA, 0, BEN, 1));
  }
}
