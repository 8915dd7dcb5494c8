package io.storeloop.campaign.outcome;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A shopper who reached a campaign's goal: one per campaign and shopper, however much was bought.
 *
 * @param decisionId the last decision before the first purchase that counts
 * @param afterExposure whether some purchase followed an offer that was really seen
 * @param revenue of all lines bought inside the windows, by currency; each line counts once
 */
record Conversion(
    UUID campaignId,
    String shopper,
    UUID decisionId,
    Instant convertedAt,
    boolean afterExposure,
    Map<String, BigDecimal> revenue) {
  private static final Comparator<OpenedWindow> BY_TIME =
      Comparator.comparing(OpenedWindow::decidedAt)
          .thenComparing(window -> window.decisionId().toString());

  /**
   * All conversions of some shoppers, from everything known about them. A pure function: neither
   * the order of its input nor how often it is asked matters.
   */
  static List<Conversion> of(List<OpenedWindow> windows, List<Purchase> purchases) {
    Map<String, List<Purchase>> bought =
        purchases.stream().collect(Collectors.groupingBy(Purchase::shopper));
    Map<Participation, List<OpenedWindow>> participations =
        windows.stream()
            .collect(
                Collectors.groupingBy(
                    window -> new Participation(window.campaignId(), window.shopper())));
    List<Conversion> conversions = new ArrayList<>();
    participations.forEach((participation, opened) ->
        of(participation, opened, bought.getOrDefault(participation.shopper, List.of()))
            .ifPresent(conversions::add));
    return conversions;
  }

  private static Optional<Conversion> of(
      Participation participation, List<OpenedWindow> opened, List<Purchase> bought) {
    List<Purchase> counted =
        bought.stream()
            .filter(purchase ->
                opened.stream().anyMatch(window -> window.contains(purchase.occurredAt())))
            .sorted(Comparator.comparing(Purchase::occurredAt))
            .toList();
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    Instant first = counted.getFirst().occurredAt();
    OpenedWindow decision =
        opened.stream().filter(window -> window.contains(first)).max(BY_TIME).orElseThrow();
    boolean afterExposure =
        counted.stream()
            .anyMatch(purchase ->
                opened.stream().anyMatch(window -> window.followsExposure(purchase.occurredAt())));
    return Optional.of(
        new Conversion(
            participation.campaignId,
            participation.shopper,
            decision.decisionId(),
            first,
            afterExposure,
            revenue(counted)));
  }

  private static Map<String, BigDecimal> revenue(List<Purchase> purchases) {
    Map<String, BigDecimal> revenue = new TreeMap<>();
    for (Purchase purchase : purchases) {
      if (purchase.revenue() != null) {
        revenue.merge(purchase.currency(), purchase.revenue(), BigDecimal::add);
      }
    }
    return revenue;
  }

  private record Participation(UUID campaignId, String shopper) {}
}
