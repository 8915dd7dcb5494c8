package io.storeloop.profile.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupCountTest {
  @Test
  void theFewestGroupsWithinOneStandardErrorOfTheBestAreChosen() {
    List<GroupCount.Point> curve =
        List.of(
            new GroupCount.Point(3, 0.40, 0.01, 0.9),
            new GroupCount.Point(4, 0.49, 0.01, 0.9),
            new GroupCount.Point(5, 0.50, 0.02, 0.9),
            new GroupCount.Point(6, 0.45, 0.01, 0.9));

    // 0.50 - 0.02 = 0.48: four groups are as good as five
    assertThat(GroupCount.choose(curve).k()).isEqualTo(4);
  }

  @Test
  void numbersOfGroupsThatDoNotComeAgainArePassedOver() {
    List<GroupCount.Point> curve =
        List.of(
            new GroupCount.Point(3, 0.40, 0.01, 0.95),
            new GroupCount.Point(4, 0.50, 0.01, 0.79),
            new GroupCount.Point(5, 0.42, 0.01, 0.80),
            new GroupCount.Point(6, 0.30, 0.01, 0.90));

    // the best that comes again is 5, and 0.42 - 0.01 = 0.41 is more than three groups reach
    assertThat(GroupCount.choose(curve).k()).isEqualTo(5);
    assertThat(GroupCount.choose(curve).reason())
        .isEqualTo(
            "of the numbers of groups that come again when the rows are drawn anew (agreement of at least 0.8), "
                + "5 is the smallest within one standard error of the best silhouette (0.420 ± 0.010 at 5)");
  }

  @Test
  void whenNoneComesAgainThatIsSaid() {
    List<GroupCount.Point> curve =
        List.of(new GroupCount.Point(3, 0.40, 0.01, 0.5), new GroupCount.Point(4, 0.30, 0.01, 0.6));

    assertThat(GroupCount.choose(curve).k()).isEqualTo(3);
    assertThat(GroupCount.choose(curve).reason())
        .startsWith("no number of groups tried comes again");
  }

  @Test
  void whatIsUnknownIsNotToldAsNone() {
    GroupCount.Point unstable = new GroupCount.Point(3, 0.40, 0.01, 0.5);
    GroupCount.Point unknown = new GroupCount.Point(3, 0.40, 0.01, null);
    GroupCount.Point another = new GroupCount.Point(4, 0.30, 0.01, null);

    assertThat(GroupCount.choose(List.of(unknown, another)).reason())
        .startsWith(
            "there are too few different rows to tell whether groups come again; of all numbers tried, 3 is");
    assertThat(GroupCount.choose(List.of(unstable, another)).reason())
        .startsWith("no number of groups tried is known to come again");
  }

  @Test
  void aChoiceAtTheEdgeOfWhatWasTriedSaysSo() {
    List<GroupCount.Point> curve =
        List.of(new GroupCount.Point(3, 0.40, 0.01, 0.9), new GroupCount.Point(4, 0.50, 0.01, 0.9));

    assertThat(GroupCount.choose(curve).reason())
        .endsWith("(0.500 ± 0.010 at 4); more were not tried, though more may tell more");
  }
}
