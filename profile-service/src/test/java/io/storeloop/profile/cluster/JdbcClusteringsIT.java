package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.grouping.GroupCount;
import io.storeloop.profile.grouping.GroupModel;
import io.storeloop.profile.grouping.Scaling;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcClusteringsIT {
  private static final UUID CLUSTERING = new UUID(1, 1);
  private static final UUID ANNA = new UUID(2, 1);
  private static final UUID ERASED = new UUID(2, 2);

  private final TestDatabase database = TestDatabase.create();
  private final ServiceDatabase profile = database.as(ServiceRole.PROFILE);
  private final JdbcClusterings clusterings =
      new JdbcClusterings(profile, JsonMapper.builder().build(), Clock.systemUTC());

  @BeforeEach
  void onlyAnnaIsLeft() {
    database
        .owner()
        .sql(
            """
            insert into profile (profile_id, user_id, first_seen_at, last_seen_at, features, behaviour, updated_at)
            values ('%s', 'anna', now(), now(), '{}', '', now())
            """
                .formatted(ANNA))
        .update();
    clusterings.begin(CLUSTERING, new ClusteringPlan("dbscan", List.of("views"), null, 1));
  }

  @AfterEach
  void close() {
    profile.close();
  }

  @Test
  void noRowOfWhoWasForgottenDuringTheTrainingIsStored() {
    finish(new RowOwners(List.of(ERASED, ANNA), List.of(ANNA, ERASED)));

    assertThat(remembered())
        .isEqualTo(
            "[[0.3]] [0] [{\"x\": 1.0, \"y\": 0.0, \"cluster\": 0, \"outlier\": false}] {%1$s} {%1$s}"
                .formatted(ANNA));
  }

  @Test
  void rowsThatAreNobodysGoWithTheFirstWhoIsForgotten() {
    finish(new RowOwners(List.of(ANNA, ANNA), List.of(ANNA, ANNA)));
    database
        .owner()
        .sql("update clustering set anchor_profiles = null, point_profiles = null")
        .update();
    JdbcRememberedRows rows = new JdbcRememberedRows(profile);

    assertThat(rows.drop(List.of(ERASED))).isEqualTo(1);

    assertThat(remembered()).isEqualTo("[] [] [] {} {}");
    assertThat(rows.drop(List.of(ERASED))).isZero();
  }

  private void finish(RowOwners owners) {
    clusterings.finish(
        CLUSTERING,
        new ClusteringResult(
            Instant.EPOCH,
            "dbscan",
            1,
            2,
            2,
            new GroupCount.Point(1, 0.5, 0.1, null),
            List.of(),
            null,
            null,
            0,
            "",
            List.of(),
            Map.of(),
            List.of()),
        new ClusterModel(
            List.of("views"),
            new Scaling(new boolean[1], new double[1], new double[] {1}),
            new GroupModel(
                new double[][] {{0.2}},
                new double[][] {{0.1}, {0.3}},
                new int[] {0, 0},
                new double[] {1})),
        new ClusterDrawing(
            List.of(1.0, 0.0),
            List.of(
                new ClusterDrawing.Point(1, 0, 0, false),
                new ClusterDrawing.Point(2, 0, 0, false))),
        owners);
  }

  private String remembered() {
    return database
        .owner()
        .sql(
            """
            select concat_ws(' ', model #> '{groups,anchors}', model #> '{groups,anchorGroups}', points -> 'points',
                             anchor_profiles, point_profiles)
            from clustering
            """)
        .query(String.class)
        .single();
  }
}
