package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersonasTest {
  private static final List<Column> FEATURES =
      List.of(
          new Column("orders", true, "frequent buyers", "rare buyers"),
          new Column("monetaryValue", true, "big spenders", "small spenders"),
          new Column("daysSinceSeen", true, "long away", "here lately"));
  private static final Scaling SCALING =
      new Scaling(new boolean[] {true, true, true}, new double[] {0, 0, 0}, new double[] {1, 1, 1});

  @Test
  void groupsAreNamedByWhatSetsThemApart() {
    double[][] centroids = {{0.1, -0.2, 0.3}, {1.5, 2.0, -0.7}, {-0.6, 0, 0.9}};

    List<Persona> personas =
        Personas.of(around(centroids), new int[] {60, 30, 10, 0}, SCALING, FEATURES, Map.of());

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly(
            "average shoppers", "big spenders, frequent buyers", "long away, rare buyers");
    assertThat(personas).extracting(Persona::share).containsExactly(0.6, 0.3, 0.1);
    // e^1.5 - 1 = 3.4817
    assertThat(personas.get(1).centroid()).containsEntry("orders", 3.4817);
  }

  @Test
  void sharesAreToldAsSharesAndNamedByTheTypicalSpreadOfTheirKind() {
    List<Column> tastes =
        List.of(
            new Column("taste.shoes", false, "keen on shoes", "hardly any shoes", "taste"),
            new Column("taste.hats", false, "keen on hats", "hardly any hats", "taste"));
    Scaling scaling = new Scaling(new boolean[2], new double[] {0.5, 0.5}, new double[] {0.5, 0.5});

    List<Persona> personas =
        Personas.of(
            around(new double[][] {{0.6, -0.6}, {-0.3, 0.3}}),
            new int[] {1, 1, 0},
            scaling,
            tastes,
            Map.of());

    // (0.6 · 0.5 + 0.5)² = 0.64; 0.6 · √2 = 0.8485; 0.3 · √2 < 0.5
    assertThat(personas.getFirst().centroid()).containsEntry("taste.shoes", 0.64);
    assertThat(personas.getFirst().distinguishing().getFirst())
        .isEqualTo(new Persona.Trait("taste.shoes", "keen on shoes", 0.8485));
    assertThat(personas.getLast().label()).isEqualTo("average shoppers");
  }

  @Test
  void noTwoGroupsShareAName() {
    double[][] centroids = {{2, 1, 0}, {2, 3, 0}, {3, 2, 1}, {0, 0, 0}, {0.1, 0, 0}};

    List<Persona> personas =
        Personas.of(around(centroids), new int[] {5, 4, 3, 2, 1, 0}, SCALING, FEATURES, Map.of());

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly(
            "frequent buyers, big spenders",
            "big spenders, frequent buyers 2",
            "frequent buyers, big spenders, long away",
            "average shoppers",
            "average shoppers 2");
  }

  @Test
  void aGroupThatGoesOnKeepsItsNameAndOthersFindAnother() {
    double[][] centroids = {{1.5, 2.0, 0}, {2, 3, 0}};

    List<Persona> personas =
        Personas.of(
            around(centroids),
            new int[] {60, 30, 0},
            SCALING,
            FEATURES,
            Map.of(1, new KeptNames.Kept("big spenders, frequent buyers", 0.8)));

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly("big spenders, frequent buyers 2", "big spenders, frequent buyers");
    assertThat(personas).extracting(Persona::keptFrom).containsExactly(null, 0.8);
  }

  @Test
  void rowsOfNoGroupAreNamedToo() {
    GroupModel dense =
        new GroupModel(
            new double[][] {{2, 0, 0}, {-2, 0, 0}},
            new double[][] {{2, 0, 0}, {-2, 0, 0}},
            new int[] {0, 1},
            new double[] {1, 1});

    List<Persona> personas =
        Personas.of(dense, new int[] {60, 30, 10}, SCALING, FEATURES, Map.of());

    assertThat(personas)
        .extracting(Persona::label)
        .containsExactly("frequent buyers", "rare buyers", "outliers");
  }

  private static GroupModel around(double[][] centroids) {
    return new GroupModel(centroids, new double[0][], new int[0], new double[centroids.length]);
  }
}
