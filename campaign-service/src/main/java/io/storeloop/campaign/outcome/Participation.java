package io.storeloop.campaign.outcome;

import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Participant;
import io.storeloop.campaign.statistic.Weighing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One shopper in one campaign: everything decided, and what was done inside the windows. Pure
 * functions of what is known; neither the order of the input nor how often they are asked matters.
 *
 * @param opened in the order of time, at least one
 * @param wanted what reached the goal, in the order of time; each once
 * @param paid whose revenue counts; each once
 */
record Participation(
    UUID campaignId,
    String shopper,
    List<OpenedWindow> opened,
    List<Deed> wanted,
    List<Deed> paid) {
  private static final Comparator<OpenedWindow> BY_TIME =
      Comparator.comparing(OpenedWindow::decidedAt)
          .thenComparing(window -> window.decisionId().toString());

  /** All participations of some shoppers, from everything known about them. */
  static List<Participation> of(List<OpenedWindow> windows, List<Deed> deeds) {
    Map<String, List<Deed>> done = deeds.stream().collect(Collectors.groupingBy(Deed::shopper));
    List<Participation> participations = new ArrayList<>();
    windows.stream()
        .collect(Collectors.groupingBy(window -> List.of(window.campaignId(), window.shopper())))
        .values()
        .forEach(opened ->
            participations.add(
                ofOne(opened, done.getOrDefault(opened.getFirst().shopper(), List.of()))));
    return participations;
  }

  private static Participation ofOne(List<OpenedWindow> windows, List<Deed> done) {
    List<OpenedWindow> opened = windows.stream().sorted(BY_TIME).toList();
    List<Deed> answering =
        done.stream()
            .filter(deed -> opened.stream().anyMatch(window -> window.contains(deed.occurredAt())))
            .sorted(Comparator.comparing(Deed::occurredAt))
            .toList();
    OpenedWindow first = opened.getFirst();
    return new Participation(
        first.campaignId(),
        first.shopper(),
        opened,
        answering.stream().filter(first::wants).toList(),
        answering.stream().filter(first::earnsBy).toList());
  }

  OpenedWindow first() {
    return opened.getFirst();
  }

  /** The goal reached; empty if it was not. */
  Optional<Conversion> conversion() {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Deed earliest = wanted.getFirst();
    OpenedWindow decision =
        opened.stream()
            .filter(window -> window.contains(earliest.occurredAt()))
            .max(BY_TIME)
            .orElseThrow();
    boolean afterExposure =
        wanted.stream()
            .anyMatch(deed ->
                opened.stream().anyMatch(window -> window.followsExposure(deed.occurredAt())));
    return Optional.of(
        new Conversion(
            campaignId,
            shopper,
            decision.decisionId(),
            earliest.occurredAt(),
            afterExposure,
            revenue()));
  }

  private Map<String, BigDecimal> revenue() {
    Map<String, BigDecimal> revenue = new TreeMap<>();
    for (Deed deed : paid) {
      if (deed.revenue() != null) {
        revenue.merge(deed.currency(), deed.revenue(), BigDecimal::add);
      }
    }
    return revenue;
  }

  /** What the shopper adds to the sums of the group. */
  Participant participant(Before before) {
    Map<String, List<BigDecimal>> numbers = new HashMap<>();
    boolean afterExposure = conversion().map(Conversion::afterExposure).orElse(false);
    numbers.put(
        Columns.SHOPPER,
        List.of(
            BigDecimal.ONE,
            BigDecimal.valueOf(opened.size()),
            flag(opened.stream().anyMatch(window -> window.exposedAt() != null)),
            flag(opened.stream().anyMatch(OpenedWindow::clicked)),
            flag(afterExposure),
            flag(opened.stream().map(OpenedWindow::arm).distinct().count() > 1)));
    BigDecimal converted = flag(!wanted.isEmpty());
    numbers.put(
        Columns.GOAL,
        List.of(
            converted,
            BigDecimal.valueOf(wanted.size()),
            BigDecimal.valueOf(before.purchases()),
            weighted(converted)));
    money(before).forEach(numbers::put);
    Double probability = first().armProbability();
    if (probability != null) {
      numbers.putAll(Weighing.of(numbers, probability));
    }
    return new Participant(
        campaignId,
        shopper,
        first().arm(),
        first().decisionId(),
        first().breakdownsThen(),
        numbers);
  }

  private Map<String, List<BigDecimal>> money(Before before) {
    Map<String, Money> money = new HashMap<>();
    for (Deed deed : paid) {
      BigDecimal revenue = deed.revenue();
      if (revenue != null) {
        Money line =
            deed.cost() == null
                ? new Money(revenue, BigDecimal.ZERO, revenue)
                : new Money(revenue, revenue.subtract(deed.cost()), BigDecimal.ZERO);
        money.merge(deed.currency(), line, Money::plus);
      }
    }
    before.revenue().keySet().forEach(currency -> money.putIfAbsent(currency, Money.NONE));
    Map<String, List<BigDecimal>> rows = new HashMap<>();
    money.forEach((currency, sum) ->
        rows.put(
            currency,
            List.of(
                sum.revenue,
                sum.knownMargin,
                sum.uncosted,
                before.revenue().getOrDefault(currency, BigDecimal.ZERO),
                weighted(sum.revenue))));
    return rows;
  }

  private BigDecimal weighted(BigDecimal outcome) {
    @Nullable Double probability = first().armProbability();
    return probability == null
        ? BigDecimal.ZERO
        : outcome.divide(BigDecimal.valueOf(probability), MathContext.DECIMAL64);
  }

  private static BigDecimal flag(boolean holds) {
    return holds ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private record Money(BigDecimal revenue, BigDecimal knownMargin, BigDecimal uncosted) {
    static final Money NONE = new Money(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Money plus(Money other) {
      return new Money(
          revenue.add(other.revenue),
          knownMargin.add(other.knownMargin),
          uncosted.add(other.uncosted));
    }
  }
}
