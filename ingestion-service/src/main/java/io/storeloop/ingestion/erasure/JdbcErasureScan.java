package io.storeloop.ingestion.erasure;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks through all tables of all owners for the ids of a shopper; tells where and how often, never
 * what. Tables are read in stretches, so that no statement is long.
 */
final class JdbcErasureScan {
  /** 4 MB of 8 KB blocks: far from the time limit of a statement also where most rows match. */
  private static final long STRETCH_BLOCKS = 500;

  /** From here on an id is counted as the shopper's wherever it stands. */
  private static final int DISTINCTIVE = 12;

  private final ServiceDatabase database;

  private record Table(String name, long blocks) {}

  /**
   * What was met.
   *
   * @param remaining rows that are the shopper's: the erasure is not done
   * @param mentions other texts that read the same: the catalogue number "7" is not the user "7"
   */
  record Findings(Map<String, Long> remaining, Map<String, Long> mentions) {}

  JdbcErasureScan(ServiceDatabase database) {
    this.database = database;
  }

  /** Looks everywhere. */
  Findings scan(String userId, List<String> anonymousIds) {
    String[] devices = anonymousIds.toArray(String[]::new);
    Map<String, Long> remaining = new TreeMap<>();
    Map<String, Long> mentions = new TreeMap<>();
    database
        .jdbc()
        .sql("select place, found from erasure_rows(:userId, :devices) where found > 0")
        .param("userId", userId)
        .param("devices", devices)
        .query(row -> {
          remaining.put(row.getString(1), row.getLong(2));
        });
    boolean distinctive = userId.codePointCount(0, userId.length()) >= DISTINCTIVE;
    for (Table table : tables()) {
      for (long block = 0; block < table.blocks(); block += STRETCH_BLOCKS) {
        scan(table.name(), block, userId, devices, distinctive ? remaining : mentions, mentions);
      }
    }
    mentions.keySet().removeAll(remaining.keySet());
    return new Findings(remaining, mentions);
  }

  private void scan(
      String table,
      long from,
      String userId,
      String[] devices,
      Map<String, Long> ofUser,
      Map<String, Long> ofDevices) {
    database
        .jdbc()
        .sql("select * from erasure_scan(:table, :from, :to, :userId, :devices)")
        .param("table", table)
        .param("from", from)
        .param("to", from + STRETCH_BLOCKS)
        .param("userId", userId)
        .param("devices", devices)
        .query(row -> {
          String place = table + "." + row.getString("column_name");
          add(ofUser, place, row.getLong("naming_user"));
          add(ofDevices, place, row.getLong("naming_device"));
        });
  }

  private static void add(Map<String, Long> counts, String place, long rows) {
    if (rows > 0) {
      counts.merge(place, rows, Long::sum);
    }
  }

  private List<Table> tables() {
    return database
        .jdbc()
        .sql("select relation, blocks from erasure_scan_tables()")
        .query((row, number) -> new Table(row.getString(1), row.getLong(2)))
        .list();
  }
}
