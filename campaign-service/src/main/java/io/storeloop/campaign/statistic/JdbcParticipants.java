package io.storeloop.campaign.statistic;

import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shoppers of all campaigns and the sums over them. Whoever writes holds the lock on the
 * outcomes' row of {@code campaign_cursor}, so that one at a time does.
 */
@Component
public class JdbcParticipants {
  private static final TypeReference<Map<String, List<String>>> NUMBERS = new TypeReference<>() {};

  private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};

  private static final String ADD =
      """
      insert into campaign_participant (campaign_id, shopper, arm, first_decision, breakdowns, numbers)
      select * from unnest(cast(:campaigns as uuid[]), cast(:shoppers as text[]), cast(:arms as text[]),
                           cast(:decisions as uuid[]), cast(:breakdowns as jsonb[]), cast(:numbers as jsonb[]))
      """;

  private static final String PUT_NUMBERS =
      """
      update campaign_participant p set numbers = n.numbers
      from unnest(cast(:campaigns as uuid[]), cast(:shoppers as text[]), cast(:numbers as jsonb[])) n (campaign_id, shopper, numbers)
      where p.campaign_id = n.campaign_id and p.shopper = n.shopper
      """;

  private static final String PUT_SUMS =
      """
      insert into campaign_statistic (campaign_id, breakdown, arm, unit, sums, products)
      select c.campaign_id, c.breakdown, c.arm, c.unit, cast(c.sums as numeric[]), cast(c.products as numeric[])
      from unnest(cast(:campaigns as uuid[]), cast(:breakdowns as text[]), cast(:arms as text[]), cast(:units as text[]),
                  cast(:sums as text[]), cast(:products as text[])) c (campaign_id, breakdown, arm, unit, sums, products)
      on conflict (campaign_id, breakdown, arm, unit) do update set sums = excluded.sums, products = excluded.products
      """;

  private static final String DELETE_SUMS =
      """
      delete from campaign_statistic s
      using unnest(cast(:campaigns as uuid[]), cast(:breakdowns as text[]), cast(:arms as text[]), cast(:units as text[]))
        c (campaign_id, breakdown, arm, unit)
      where s.campaign_id = c.campaign_id and s.breakdown = c.breakdown and s.arm = c.arm and s.unit = c.unit
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JdbcParticipants(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.jdbc = database.jdbc();
    this.json = json;
  }

  /** All participations of these shoppers. */
  public List<Participant> of(Collection<String> shoppers) {
    return jdbc.sql("select * from campaign_participant where shopper = any (:shoppers)")
        .param("shoppers", shoppers.toArray(String[]::new))
        .query((row, number) -> participant(row))
        .list();
  }

  /**
   * Puts participations in the place of others, and the difference into the sums.
   *
   * @param before those that are stored of {@code shoppers}
   * @param after all that there are of them now
   * @return the campaigns whose sums are different now
   */
  public Set<UUID> replace(
      Collection<String> shoppers, List<Participant> before, List<Participant> after) {
    Map<Cell, Sums> changes = new HashMap<>();
    before.forEach(participant -> count(participant, changes, true));
    after.forEach(participant -> count(participant, changes, false));
    changes.values().removeIf(Sums::isZero);
    if (!before.isEmpty()) {
      jdbc.sql("delete from campaign_participant where shopper = any (:shoppers)")
          .param("shoppers", shoppers.toArray(String[]::new))
          .update();
    }
    add(after);
    apply(changes);
    return changes.keySet().stream().map(Cell::campaignId).collect(Collectors.toSet());
  }

  /** Counts so many more decisions for participations that are otherwise as they were. */
  public void addDecisions(Map<Participant, Long> more) {
    if (more.isEmpty()) {
      return;
    }
    Map<Cell, Sums> changes = new HashMap<>();
    List<Participant> after = new ArrayList<>();
    more.forEach((participant, decisions) -> {
      Participant counted = participant.withMoreDecisions(decisions);
      count(participant, changes, true);
      count(counted, changes, false);
      after.add(counted);
    });
    changes.values().removeIf(Sums::isZero);
    jdbc.sql(PUT_NUMBERS)
        .param("campaigns", after.stream().map(Participant::campaignId).toArray(UUID[]::new))
        .param("shoppers", after.stream().map(Participant::shopper).toArray(String[]::new))
        .param("numbers", numbers(after))
        .update();
    apply(changes);
  }

  /**
   * Takes shoppers out of everything.
   *
   * @return how many participations there were
   */
  public long remove(Collection<String> shoppers) {
    List<Participant> before = of(shoppers);
    replace(shoppers, before, List.of());
    return before.size();
  }

  /** The sums of a campaign. */
  public Map<Cell, Sums> sums(UUID campaignId) {
    return sums(List.of(campaignId));
  }

  private Map<Cell, Sums> sums(Collection<UUID> campaigns) {
    Map<Cell, Sums> sums = new HashMap<>();
    jdbc.sql("select * from campaign_statistic where campaign_id = any (:campaigns)")
        .param("campaigns", campaigns.toArray(UUID[]::new))
        .query(row -> {
          sums.put(
              new Cell(
                  row.getObject("campaign_id", UUID.class),
                  row.getString("breakdown"),
                  row.getString("arm"),
                  row.getString("unit")),
              new Sums(decimals(row, "sums"), decimals(row, "products")));
        });
    return sums;
  }

  private static void count(Participant participant, Map<Cell, Sums> changes, boolean negative) {
    participant
        .numbers()
        .forEach((unit, row) -> {
          Sums one = negative ? Sums.of(row).negated() : Sums.of(row);
          changes.merge(cell(participant, Cell.EVERYBODY, unit), one, Sums::plus);
          participant
              .breakdowns()
              .forEach(name -> changes.merge(cell(participant, name, unit), one, Sums::plus));
        });
  }

  private static Cell cell(Participant participant, String breakdown, String unit) {
    return new Cell(participant.campaignId(), breakdown, participant.arm(), unit);
  }

  private void add(List<Participant> participants) {
    if (participants.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("campaigns", participants.stream().map(Participant::campaignId).toArray(UUID[]::new))
        .param("shoppers", participants.stream().map(Participant::shopper).toArray(String[]::new))
        .param("arms", participants.stream().map(Participant::arm).toArray(String[]::new))
        .param(
            "decisions", participants.stream().map(Participant::firstDecision).toArray(UUID[]::new))
        .param(
            "breakdowns",
            participants.stream()
                .map(participant -> json.writeValueAsString(participant.breakdowns()))
                .toArray(String[]::new))
        .param("numbers", numbers(participants))
        .update();
  }

  private void apply(Map<Cell, Sums> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<Cell, Sums> present =
        sums(changes.keySet().stream().map(Cell::campaignId).distinct().toList());
    Map<Cell, Sums> next = new HashMap<>();
    List<Cell> gone = new ArrayList<>();
    changes.forEach((cell, change) -> {
      Sums old = present.get(cell);
      Sums sums = old == null ? change : old.plus(change);
      if (sums.isZero()) {
        gone.add(cell);
      } else {
        next.put(cell, sums);
      }
    });
    if (!gone.isEmpty()) {
      at(gone, DELETE_SUMS).update();
    }
    if (!next.isEmpty()) {
      List<Map.Entry<Cell, Sums>> rows = List.copyOf(next.entrySet());
      at(rows.stream().map(Map.Entry::getKey).toList(), PUT_SUMS)
          .param("sums", literals(rows, Sums::sums))
          .param("products", literals(rows, Sums::products))
          .update();
    }
  }

  private JdbcClient.StatementSpec at(List<Cell> cells, String sql) {
    return jdbc.sql(sql)
        .param("campaigns", cells.stream().map(Cell::campaignId).toArray(UUID[]::new))
        .param("breakdowns", cells.stream().map(Cell::breakdown).toArray(String[]::new))
        .param("arms", cells.stream().map(Cell::arm).toArray(String[]::new))
        .param("units", cells.stream().map(Cell::unit).toArray(String[]::new));
  }

  /** Each as PostgreSQL writes an array, as rows of different lengths are no array of arrays. */
  private static String[] literals(
      List<Map.Entry<Cell, Sums>> rows, Function<Sums, List<BigDecimal>> numbers) {
    return rows.stream()
        .map(row -> "{" + String.join(",", plain(numbers.apply(row.getValue()))) + "}")
        .toArray(String[]::new);
  }

  private String[] numbers(List<Participant> participants) {
    return participants.stream()
        .map(participant -> json.writeValueAsString(texts(participant.numbers())))
        .toArray(String[]::new);
  }

  /** As texts, so that no reader turns a decimal into a double. */
  private static Map<String, List<String>> texts(Map<String, List<BigDecimal>> numbers) {
    Map<String, List<String>> texts = new HashMap<>();
    numbers.forEach((unit, row) -> texts.put(unit, List.of(plain(row))));
    return texts;
  }

  private static Map<String, List<BigDecimal>> numbers(Map<String, List<String>> texts) {
    Map<String, List<BigDecimal>> numbers = new HashMap<>();
    texts.forEach((unit, row) -> numbers.put(unit, row.stream().map(BigDecimal::new).toList()));
    return numbers;
  }

  private static String[] plain(List<BigDecimal> numbers) {
    return numbers.stream().map(BigDecimal::toPlainString).toArray(String[]::new);
  }

  private Participant participant(ResultSet row) throws SQLException {
    return new Participant(
        row.getObject("campaign_id", UUID.class),
        row.getString("shopper"),
        row.getString("arm"),
        row.getObject("first_decision", UUID.class),
        json.readValue(row.getString("breakdowns"), NAMES),
        numbers(json.readValue(row.getString("numbers"), NUMBERS)));
  }

  private static List<BigDecimal> decimals(ResultSet row, String column) throws SQLException {
    return List.of((BigDecimal[]) row.getArray(column).getArray());
  }
}
