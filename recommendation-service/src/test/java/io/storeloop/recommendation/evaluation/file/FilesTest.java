package io.storeloop.recommendation.evaluation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.algorithms.ranking.Action;
import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Moments;
import io.storeloop.recommendation.evaluation.GeneratedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {
  @TempDir Path folder;

  private GeneratedFiles files;
  private final Ids users = new Ids();
  private final Ids items = new Ids();

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @Test
  void linesOfItemsBelongToTheirFirstWord() {
    EventColumns events = read("anna shoes hat", "ben hat socks shoes hat");

    assertThat(told(events))
        .containsExactly("anna shoes", "anna hat", "ben hat", "ben socks", "ben shoes", "ben hat");
    assertThat(events.ordered()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", ",", ";", "::"})
  void aTableIsUserItemRatingTimeWhereNoHeaderSaysOtherwise(String delimiter) {
    EventColumns events =
        read(
            String.join(delimiter, "anna", "shoes", "5", "881250949"),
            String.join(delimiter, "anna", "hat", "1", "881250940"));

    assertThat(told(events)).containsExactly("anna shoes", "anna hat");
    assertThat(events.ordered()).isTrue();
    assertThat(events.time(1)).isEqualTo(881_250_940_000L);
    Sequences rows = Sequences.of(events, users.size());
    assertThat(items.name(rows.row(0)[0])).isEqualTo("hat");
  }

  @Test
  void twoColumnsHaveNoOrder() {
    assertThat(read("1\t20", "1\t30", "2\t20").ordered()).isFalse();
    assertThat(read("1 20", "1 30", "2 20").size()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_id,brand_id,type,visit_datetime",
        "USER_ID;Item-Id;behavior;date",
        "user_id:token\titem_id:token\taction:token\ttimestamp:token"
      })
  void aHeaderNamesTheColumns(String header) {
    String delimiter = header.contains("\t") ? "\t" : header.contains(";") ? ";" : ",";
    EventColumns events = read(header, String.join(delimiter, "anna", "shoes", "1", "6-4"));

    assertThat(told(events)).containsExactly("anna shoes");
    assertThat(events.action(0)).isEqualTo(Action.PURCHASE);
    assertThat(Instant.ofEpochMilli(events.time(0))).isEqualTo("2013-06-04T00:00:00Z");
  }

  @Test
  void numbersOfActionsRunFromZeroOrFromOne() {
    EventColumns fromZero = read("user_id,item_id,type", "anna,x,0", "anna,y,1", "anna,z,3");
    EventColumns fromOne = read("user_id,item_id,type", "anna,x,1", "anna,y,4", "anna,z,3");

    for (EventColumns events : List.of(fromZero, fromOne)) {
      assertThat(events.action(0)).isEqualTo(Action.VIEW);
      assertThat(events.action(1)).isEqualTo(Action.PURCHASE);
      assertThat(events.action(2)).isEqualTo(Action.CART);
    }
  }

  @Test
  void columnsMayStandInAnyOrderAndQuotesHideDelimiters() {
    EventColumns events =
        read("Description,CustomerID,StockCode", "\"a, \"\"b\"\"\",anna,\"shoes\"");

    assertThat(told(events)).containsExactly("anna shoes");
  }

  @Test
  void packedFilesMarksAndForeignLineEndsDoNotMatter() {
    Path packed = files.gzip("x.txt", List.of("\uFEFFanna shoes hat\r", "", "ben hat shoes x\r"));

    EventColumns events = EventFile.read(packed, ColumnNames.NONE, Needs.ACTIONS, users, items);

    assertThat(told(events).getFirst()).isEqualTo("anna shoes");
    assertThat(told(events).getLast()).isEqualTo("ben x");
    assertThat(items.find("hat")).isEqualTo(1);
    assertThat(items.find("hat\r")).isEqualTo(Ids.UNKNOWN);
  }

  @Test
  void negativesAreReadInBothLayouts() {
    var plain = NegativesFile.read(files.write("a", List.of("7\tx\ta b c")), users, items);
    var pairs = NegativesFile.read(files.write("b", List.of("(7,x)\ta\tb\tc")), users, items);

    for (var rows : List.of(plain, pairs)) {
      assertThat(users.name(rows.getFirst().user())).isEqualTo("7");
      assertThat(items.name(rows.getFirst().item())).isEqualTo("x");
      assertThat(Arrays.stream(rows.getFirst().negatives()).mapToObj(items::name))
          .containsExactly("a", "b", "c");
    }
    assertThat(NegativesFile.isOne(files.write("a", List.of("7\tx\ta b c")))).isTrue();
    assertThat(NegativesFile.isOne(files.write("c", List.of("7\tx\t5\t881250949")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "881250949, 1997-12-04T15:55:49Z",
    "1481065200000, 2016-12-06T23:00:00Z",
    "1481065200.5, 2016-12-06T23:00:00.500Z",
    "2013-07-16, 2013-07-16T00:00:00Z",
    "20130716, 2013-07-16T00:00:00Z",
    "2013/7/6, 2013-07-06T00:00:00Z",
    "7-16, 2013-07-16T00:00:00Z",
    "2011-12-09 12:50:00, 2011-12-09T12:50:00Z",
    "2011-12-09T12:50, 2011-12-09T12:50:00Z",
    "2011-12-09T12:50:00+01:00, 2011-12-09T11:50:00Z"
  })
  void timesAreReadAsDataSetsWriteThem(String text, Instant moment) {
    assertThat(Moments.of(text)).hasValue(moment.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "13-40", "2013-02-30", "", "2013-07-16T25:00:00"})
  void whatNamesNoTimeIsNone(String text) {
    assertThat(Moments.of(text)).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefusedWithItsLine() {
    assertRefused("line 2: the row has 1 fields", "user_id,item_id", "anna");
    assertRefused("line 1: the header names no user", "item_id,price", "x,1");
    assertRefused("item lists are read by the protocol sessions", "user_id\titem_id_list\titem_id");
    assertRefused("more than 512 characters", "anna " + "x".repeat(513) + " hat");
  }

  @Test
  void aDamagedPackageAndForeignBytesAreRefused() {
    Path cut = files.bytes("cut", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1});
    Path foreign = files.bytes("foreign", new byte[] {'a', 'n', 'n', 'a', ' ', (byte) 0x81});

    for (Path file : List.of(cut, foreign, folder, folder.resolve("none"))) {
      assertThatExceptionOfType(EvaluationRefusal.class)
          .isThrownBy(() -> EventFile.read(file, ColumnNames.NONE, Needs.ACTIONS, users, items))
          .satisfies(refusal -> assertThat(refusal.sentence()).contains(file.toString()));
    }
  }

  @Test
  void idsMayBeWrittenInLatin1() {
    Path file = files.bytes("latin", "anna caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    EventColumns events = EventFile.read(file, ColumnNames.NONE, Needs.ACTIONS, users, items);

    assertThat(told(events)).containsExactlyElementsOf(told(read("anna caf\u00e9")));
  }

  private void assertRefused(String sentence, String... lines) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> read(lines))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains(sentence));
  }

  private EventColumns read(String... lines) {
    return EventFile.read(
        files.write("file", List.of(lines)), ColumnNames.NONE, Needs.ACTIONS, users, items);
  }

  private List<String> told(EventColumns events) {
    List<String> told = new ArrayList<>();
    for (int event = 0; event < events.size(); event++) {
      told.add(users.name(events.user(event)) + " " + items.name(events.item(event)));
    }
    return told;
  }
}
