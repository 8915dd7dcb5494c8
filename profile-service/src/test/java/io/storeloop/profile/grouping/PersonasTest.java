package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PersonasTest {
  private static final List<ClusterFeature> FEATURES =
      FeatureColumns.of(List.of("orders", "monetaryValue", "daysSinceSeen")).features();
  private static final Scaling SCALING =
      new Scaling(new boolean[] {true, true, true}, new double[] {0, 0, 0}, new double[] {1, 1, 1});

  @Test
  void groupsAreNamedByWhatSetsThemApart() {
    double[][] centroids = {{0.1, -0.2, 0.3}, {1.5, 2.0, -0.7}, {-0.6, 0, 0.9}};

    List<Persona> personas =
        Personas.of(new Groups(centroids, new int[] {60, 30, 10}, 1), SCALING, FEATURES);

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly(
            "average shoppers", "big spenders, frequent buyers", "long away, rare buyers");
    assertThat(personas).extracting(Persona::share).containsExactly(0.6, 0.3, 0.1);
    // e^1.5 - 1 = 3.4817
    assertThat(personas.get(1).centroid()).containsEntry("orders", 3.4817);
  }

  @Test
  void noTwoGroupsShareAName() {
    double[][] centroids = {{2, 1, 0}, {2, 3, 0}, {3, 2, 1}, {0, 0, 0}, {0.1, 0, 0}};

    List<Persona> personas =
        Personas.of(new Groups(centroids, new int[] {5, 4, 3, 2, 1}, 1), SCALING, FEATURES);

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly(
            "frequent buyers, big spenders",
            "big spenders, frequent buyers 2",
            "frequent buyers, big spenders, long away",
            "average shoppers",
            "average shoppers 2");
  }
}
