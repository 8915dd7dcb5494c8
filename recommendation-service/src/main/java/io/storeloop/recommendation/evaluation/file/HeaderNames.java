package io.storeloop.recommendation.evaluation.file;

import io.storeloop.common.evaluation.Fields;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the columns of a table by the names that data sets usually give them. */
final class HeaderNames {
  private static final Set<String> USER =
      Set.of(
          "user",
          "userid",
          "uid",
          "customer",
          "customerid",
          "customeruniqueid",
          "visitorid",
          "householdid",
          "householdkey",
          "memberid",
          "membernumber",
          "memberno",
          "clientid",
          "buyerid",
          "accountid",
          "playerid",
          "reviewerid");
  private static final Set<String> SESSION = Set.of("session", "sessionid", "usersession");
  private static final Set<String> ITEM =
      Set.of(
          "item",
          "itemid",
          "iid",
          "brandid",
          "product",
          "productid",
          "sku",
          "stockcode",
          "movieid",
          "articleid",
          "artistid",
          "businessid",
          "asin",
          "parentasin",
          "isbn",
          "goodsid",
          "placeid",
          "venueid",
          "bookid",
          "trackid",
          "songid",
          "videoid",
          "newsid",
          "recipeid",
          "animeid",
          "gameid",
          "appid",
          "courseid",
          "hotelid");
  private static final Set<String> KIND =
      Set.of("type", "event", "eventtype", "behavior", "behaviour", "behaviortype", "action");
  private static final Set<String> TIME =
      Set.of(
          "time",
          "timestamp",
          "date",
          "datetime",
          "visitdatetime",
          "eventtime",
          "eventdate",
          "ts",
          "day",
          "invoicedate",
          "orderdate",
          "orderpurchasetimestamp",
          "purchasedate",
          "transactiondate",
          "transactiontime",
          "transactiontimestamp",
          "tdat",
          "createdat",
          "occurredat",
          "reviewdate",
          "reviewtime",
          "ratingdate",
          "ratingtime",
          "unixreviewtime",
          "unixtime");

  private final List<String> written;
  private final List<String> plain;
  private final ColumnNames chosen;

  HeaderNames(String header, String delimiter, ColumnNames chosen) {
    this.written = Arrays.asList(Fields.stripped(header, delimiter));
    this.plain = written.stream().map(Fields::plain).toList();
    this.chosen = chosen;
  }

  /** Of sessions or of users, whichever is asked for, or else of the others. */
  int user(boolean sessions) {
    int wanted = first(sessions ? SESSION : USER);
    int otherwise = first(sessions ? USER : SESSION);
    return chosen.userIn(written).orElse(wanted == FileLayout.NONE ? otherwise : wanted);
  }

  int item() {
    return chosen.itemIn(written).orElse(first(ITEM));
  }

  int time() {
    return chosen.timeIn(written).orElse(first(TIME));
  }

  int kind() {
    return first(KIND);
  }

  int count() {
    return written.size();
  }

  boolean haveLists() {
    return plain.stream().anyMatch(ItemLists::isList);
  }

  /** Whether names that somebody has given, rather than places, stand here. */
  boolean haveChosen() {
    return List.of(chosen.user(), chosen.item(), chosen.time()).stream()
        .flatMap(Optional::stream)
        .anyMatch(name -> written.contains(name) || plain.contains(Fields.plain(name)));
  }

  private int first(Set<String> wanted) {
    for (int column = 0; column < plain.size(); column++) {
      if (wanted.contains(plain.get(column))) {
        return column;
      }
    }
    return FileLayout.NONE;
  }
}
