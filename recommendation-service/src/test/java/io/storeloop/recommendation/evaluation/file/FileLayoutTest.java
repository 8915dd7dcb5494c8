package io.storeloop.recommendation.evaluation.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.recommendation.evaluation.GeneratedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not quite as their first lines promise. */
class FileLayoutTest {
  @TempDir Path folder;

  private GeneratedFiles files;
  private final Ids users = new Ids();
  private final Ids items = new Ids();

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @Test
  void rowsWithoutUserOrItemAreLeftOutAndCounted() {
    EventColumns events = read(Needs.CHOICES, "user_id,item_id", "anna,x", ",x", "ben,", "ben,y");

    assertThat(told(events)).containsExactly("anna x", "ben y");
    assertThat(events.notes()).containsExactly("2 rows name no user or no item and are left out.");
  }

  @Test
  void usersOfOneItemDoNotHideThatLinesAreUsers() {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < FileLayout.SAMPLE; user++) {
      lines.add(user + " x" + user);
    }
    lines.add("many a b");
    lines.add("none");

    EventColumns events = read(Needs.CHOICES, lines.toArray(String[]::new));

    assertThat(events.size()).isEqualTo(FileLayout.SAMPLE + 2);
    assertThat(told(events)).endsWith("many a", "many b");
    assertThat(items.size()).isEqualTo(FileLayout.SAMPLE + 2);
  }

  @Test
  void aTabMayStandBetweenAUserAndTheItems() {
    List<String> lines = new ArrayList<>();
    for (int user = 0; user < FileLayout.SAMPLE; user++) {
      lines.add(user + "\tx");
    }
    lines.add("many\ta b");

    assertThat(told(read(Needs.CHOICES, lines.toArray(String[]::new))))
        .endsWith("many a", "many b");
  }

  @Test
  void linesMayBeDividedByCommas() {
    assertThat(told(read(Needs.CHOICES, "anna,x,y,z", "ben,x")))
        .containsExactly("anna x", "anna y", "anna z", "ben x");
  }

  @Test
  void aTableSortedByTimeIsATableThoughNoUserComesTwice() {
    EventColumns events =
        read(Needs.CHOICES, "anna x 5 881250949", "ben y 3 881250950", "carl x 1 881250951");

    assertThat(told(events)).containsExactly("anna x", "ben y", "carl x");
    assertThat(events.time(2)).isEqualTo(881_250_951_000L);
  }

  @Test
  void runningDaysAreDays() {
    EventColumns events =
        read(Needs.TIMED_ACTIONS, "user_id,item_id,day", "anna,x,1", "anna,y,711");

    assertThat(events.time(0)).isEqualTo(Duration.ofDays(1).toMillis());
    assertThat(events.time(1)).isEqualTo(Duration.ofDays(711).toMillis());
  }

  @Test
  void whatIsNotNeededDoesNotSpoilAFile() {
    EventColumns events =
        read(Needs.CHOICES, "user_id,item_id,type,timestamp", "anna,x,gaze,soon", "anna,y,1,later");

    assertThat(told(events)).containsExactly("anna x", "anna y");
    assertThat(events.ordered()).isFalse();
    assertThat(events.action(0)).isEqualTo(Action.PURCHASE);
    assertThat(events.notes()).hasSize(1);
  }

  @Test
  void aRowWithoutTimeIsTheOldestOfATimedFile() {
    EventColumns events =
        read(
            Needs.ROW_ORDER,
            "user_id,item_id,timestamp",
            "anna,x,2026-01-02",
            "anna,y,2026-01-01",
            "anna,z,");

    int[] row = Sequences.of(events, users.size()).row(0);
    assertThat(Arrays.stream(row).mapToObj(items::name)).containsExactly("z", "y", "x");
    assertThat(events.notes()).containsExactly("1 rows name no time and count as the oldest.");
  }

  @Test
  void unknownActionsCountAsViews() {
    EventColumns events =
        read(Needs.ACTIONS, "user_id,item_id,type", "anna,x,gaze", "anna,y,purchase");

    assertThat(events.action(0)).isEqualTo(Action.VIEW);
    assertThat(events.action(1)).isEqualTo(Action.PURCHASE);
    assertThat(events.notes())
        .containsExactly("1 rows name an action that is not known and count as views.");
  }

  @Test
  void usersAndSessionsBesideEachOtherAreChosenByTheProtocol() {
    String[] lines = {"session_id,user_id,item_id", "s1,anna,x", "s2,anna,y"};

    assertThat(told(read(Needs.CHOICES, lines))).containsExactly("anna x", "anna y");
    Ids sessions = new Ids();
    SessionFile.train(files.write("file", List.of(lines)), ColumnNames.NONE, sessions, items);
    assertThat(sessions.size()).isEqualTo(2);
  }

  private EventColumns read(Needs needs, String... lines) {
    return EventFile.read(
        files.write("file", List.of(lines)), ColumnNames.NONE, needs, users, items);
  }

  private List<String> told(EventColumns events) {
    List<String> told = new ArrayList<>();
    for (int event = 0; event < events.size(); event++) {
      told.add(users.name(events.user(event)) + " " + items.name(events.item(event)));
    }
    return told;
  }
}
