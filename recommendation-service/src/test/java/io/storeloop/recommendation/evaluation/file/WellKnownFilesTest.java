package io.storeloop.recommendation.evaluation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.GeneratedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts in which data sets are published; anna does a, b and c in this order. */
class WellKnownFilesTest {
  private static final String EXPECTED = "anna a, anna b, anna c, ben b";

  @TempDir Path folder;

  private GeneratedFiles files;
  private final Ids users = new Ids();
  private final Ids items = new Ids();

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna,b,1500000002,4\nanna,a,1500000001,5\nben,b,1500000009,5\nanna,c,1500000003,3",
        "anna|b|4|1500000002\nanna|a|5|1500000001\nben|b|5|1500000009\nanna|c|3|1500000003",
        "user_id|item_id|timestamp\nanna|b|3\nanna|a|1\nanna|c|7\nben|b|9",
        "user_id,parent_asin,rating,timestamp\nanna,b,5.0,1500000002000\nanna,a,5.0,1500000001000\nben,b,4.0,1500000009000\nanna,c,4.0,1500000003000",
        "event_time,event_type,product_id,price,user_id\n2019-10-01 00:00:02 UTC,view,b,5,anna\n2019-10-01 00:00:01 UTC,view,a,5,anna\n2019-10-01 00:00:09 UTC,view,b,5,ben\n2019-10-01 00:00:03 UTC,view,c,5,anna",
        "t_dat,customer_id,article_id\n2018-09-22,anna,b\n2018-09-21,anna,a\n2018-09-29,ben,b\n2018-09-23,anna,c",
        "CustomerID;StockCode;InvoiceDate\nanna;b;13/1/2011 8:26\nanna;a;12/2/2010 8:26\nben;b;1/3/2011 9:00\nanna;c;1/2/2011 9:00",
        "anna\t2010-10-19T23:55:28Z\t30.2\t-97.7\tb\nanna\t2010-10-19T23:55:27Z\t30.2\t-97.7\ta\nben\t2010-10-19T23:55:27Z\t30.2\t-97.7\tb\nanna\t2010-10-20T23:55:27Z\t30.2\t-97.7\tc",
        "\"User-ID\";\"ISBN\";\"Book-Rating\"\n\"anna\";\"a\";\"5\"\n\"anna\";\"b\";\"5\"\n\"ben\";\"b\";\"5\"\n\"anna\";\"c\";\"5\"",
        "user_id,review,item_id\nanna,\"good,\nreally\",a\nanna,,b\nben,x,b\nanna,x,c"
      })
  void areReadInTheOrderOfTheirTimes(String text) {
    assertThat(told(text, ColumnNames.NONE)).isEqualTo(EXPECTED);
  }

  @Test
  void namesOfItemsMayHoldBlanks() {
    assertThat(told("1,\"Elder Scrolls V\",play,1.0\n1,Half Life,play,2.0", ColumnNames.NONE))
        .isEqualTo("1 Elder Scrolls V, 1 Half Life");
    assertThat(told("1,Elder Scrolls\n1,Half Life\n2,Half Life", ColumnNames.NONE))
        .isEqualTo("1 Elder Scrolls, 1 Half Life, 2 Half Life");
    assertThat(told("anna,a b\nben,c d e", ColumnNames.NONE))
        .isEqualTo("anna a, anna b, ben c, ben d, ben e");
  }

  @Test
  void aTableWithAShortRowIsNoListOfItems() {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < 20; row++) {
      rows.add(row == 7 ? "7,a,5" : "%d,a,5,%d".formatted(row, 1_500_000_000 + row));
    }

    EventColumns events = read(String.join("\n", rows), ColumnNames.NONE);

    assertThat(events.size()).isEqualTo(20);
    assertThat(events.notes()).contains("1 rows name no time and count as the oldest.");
  }

  @Test
  void columnsMayBeNamedOrCounted() {
    ColumnNames named =
        new ColumnNames(Optional.of("reviewer"), Optional.of("thing"), Optional.of("when"));
    ColumnNames counted = new ColumnNames(Optional.of("2"), Optional.of("1"), Optional.of("3"));

    assertThat(told("thing,reviewer,when\nb,anna,2\na,anna,1\nb,ben,3\nc,anna,4", named))
        .isEqualTo(EXPECTED);
    assertThat(
            told(
                "b,anna,1500000002\na,anna,1500000001\nb,ben,1500000003\nc,anna,1500000004",
                counted))
        .isEqualTo(EXPECTED);
    assertRefused("user_id,item_id\n1,2", named, "There is no column 'reviewer' (--user)");
  }

  @Test
  void namesThatNobodyKnowsAreNoUserAndNoItem() {
    assertRefused(
        "reviewer,thing,stars\n1,7,5\n1,8,4\n2,7,3",
        ColumnNames.NONE,
        "--user NAME --item NAME says which they are");
    assertRefused(
        "2019-10-01 10:00:00,anna,a\n2019-10-01 11:00:00,anna,b",
        ColumnNames.NONE,
        "--user 2 --item 3 --time 1");
    assertRefused("user items\n1 5 7\n2 8", ColumnNames.NONE, "words stand above lines of numbers");
    assertRefused("a,b,y\n1,2,1\n3,4\n5,6,0,7", ColumnNames.NONE, "words stand above");
    assertRefused("{\"user\": 1, \"asin\": 2}", ColumnNames.NONE, "this looks like JSON");
  }

  @Test
  void aUserThatIsNotKnownIsNobody() {
    assertThat(told("user_id,item_id\nnan,a\nNULL,b\nanna,null\nanna,c", ColumnNames.NONE))
        .isEqualTo("anna c");
  }

  @Test
  void howATableWithoutNamesIsReadIsSaid() {
    EventColumns events = read("anna,b,1500000002,4\nanna,a,1500000001,5", ColumnNames.NONE);

    assertThat(events.notes())
        .containsExactly(
            "without names of columns, 1 is read as the user, 2 as the item, 3 as the time; --user, --item and --time say otherwise.");
  }

  private void assertRefused(String text, ColumnNames chosen, String sentence) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> read(text, chosen))
        .withMessageContaining(sentence);
  }

  private EventColumns read(String text, ColumnNames chosen) {
    Path file = files.write("file", List.of(text.split("\n", -1)));
    return EventFile.read(file, chosen, Needs.ROW_ORDER, users, items);
  }

  private String told(String text, ColumnNames chosen) {
    EventColumns events = read(text, chosen);
    List<Integer> order = new ArrayList<>(IntStream.range(0, events.size()).boxed().toList());
    order.sort(
        Comparator.<Integer, String>comparing(event -> users.name(events.user(event)))
            .thenComparing(events::time));
    return String.join(
        ", ",
        order.stream()
            .map(event -> users.name(events.user(event)) + " " + items.name(events.item(event)))
            .toList());
  }
}
