package io.storeloop.profile.cluster;

import io.storeloop.common.background.HalfTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Puts all profiles, a page at a time, into the groups to which they belong at a moment. */
final class Placing {
  private static final int PAGE = 2_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final FeatureRows profiles;
  private final JdbcClusterMembers members;

  /** Who hears of each page before it is written. */
  @FunctionalInterface
  interface Pages {
    /** Nobody. */
    Pages NOBODY = (placed, soFar) -> {};

    /**
     * @param placed of this page
     * @param soFar profiles placed, this page included
     */
    void next(List<JdbcClusterMembers.Placed> placed, int soFar);
  }

  Placing(FeatureRows profiles, JdbcClusterMembers members) {
    this.profiles = profiles;
    this.members = members;
  }

  /**
   * Places them.
   *
   * @param changedSince only profiles that changed then or later
   */
  void place(
      UUID clusteringId, ClusterModel model, Instant asOf, Instant changedSince, Pages pages) {
    FeatureColumns columns = FeatureColumns.of(model.features());
    UUID after = FIRST;
    int placed = 0;
    HalfTime time = new HalfTime();
    List<FeatureRows.Row> page = profiles.after(after, PAGE, columns, asOf, changedSince);
    while (!page.isEmpty()) {
      List<JdbcClusterMembers.Placed> places =
          page.stream()
              .map(row ->
                  new JdbcClusterMembers.Placed(
                      row.profileId(), model.place(row.values()), row.updatedAt()))
              .toList();
      placed += page.size();
      after = page.getLast().profileId();
      pages.next(places, placed);
      members.write(clusteringId, places);
      time.rest();
      page = profiles.after(after, PAGE, columns, asOf, changedSince);
    }
  }
}
