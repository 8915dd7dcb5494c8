package io.storeloop.campaign.attribution;

import io.storeloop.algorithms.attribution.Attribution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Shares out lines, one after the other, in the minor unit of their currency. Under each rule the
 * parts of the campaigns and that of none add up to the revenue exactly. Not thread-safe.
 */
final class Ledger {
  private static final int USUAL_DIGITS = 2;

  private final Map<UUID, GroupSizes> sizes;
  private final SortedMap<String, Account> accounts = new TreeMap<>();

  /** {@code sizes} of the campaigns that may appear. */
  Ledger(Map<UUID, GroupSizes> sizes) {
    this.sizes = Map.copyOf(sizes);
  }

  /**
   * What one campaign is given.
   *
   * @param incremental 0 where there are too few shoppers to say
   */
  record Part(BigDecimal lastTouch, BigDecimal linear, BigDecimal incremental) {}

  /**
   * The revenue of one currency.
   *
   * @param parts by campaign
   * @param none of no campaign
   */
  record Shares(String currency, BigDecimal revenue, Map<UUID, Part> parts, Part none) {}

  void add(PaidLine line) {
    int digits = digits(line.currency());
    long amount = line.revenue().movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    accounts.computeIfAbsent(line.currency(), currency -> new Account(digits)).add(line, amount);
  }

  List<Shares> shares() {
    List<Shares> shares = new ArrayList<>();
    accounts.forEach((currency, account) -> shares.add(account.shares(currency)));
    return shares;
  }

  /** Decimal places of the minor unit: 2 for EUR, 0 for JPY. */
  private static int digits(String code) {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getCurrencyCode().equals(code))
        .mapToInt(Currency::getDefaultFractionDigits)
        .filter(digits -> digits >= 0)
        .findFirst()
        .orElse(USUAL_DIGITS);
  }

  private final class Account {
    private final int digits;
    private final Map<UUID, long[]> byTouch = new LinkedHashMap<>();
    private final Map<UUID, long[]> byGroup = new LinkedHashMap<>();
    private long revenue;
    private long noLastTouch;
    private long noLinear;

    Account(int digits) {
      this.digits = digits;
    }

    void add(PaidLine line, long amount) {
      revenue = Math.addExact(revenue, amount);
      List<UUID> campaigns = line.touches().stream().distinct().toList();
      int[] touches = line.touches().stream().mapToInt(campaigns::indexOf).toArray();
      long[] last = Attribution.lastTouch(amount, touches, campaigns.size());
      long[] linear = Attribution.linear(amount, touches, campaigns.size());
      for (int i = 0; i < campaigns.size(); i++) {
        long[] sums = byTouch.computeIfAbsent(campaigns.get(i), id -> new long[2]);
        sums[0] = Math.addExact(sums[0], last[i]);
        sums[1] = Math.addExact(sums[1], linear[i]);
      }
      noLastTouch = Math.addExact(noLastTouch, last[campaigns.size()]);
      noLinear = Math.addExact(noLinear, linear[campaigns.size()]);
      line.treatedBy().forEach(id -> addToGroup(id, 0, amount));
      line.heldOutBy().forEach(id -> addToGroup(id, 1, amount));
    }

    private void addToGroup(UUID campaign, int group, long amount) {
      long[] sums = byGroup.computeIfAbsent(campaign, id -> new long[2]);
      sums[group] = Math.addExact(sums[group], amount);
    }

    Shares shares(String currency) {
      List<UUID> measured = List.copyOf(byGroup.keySet());
      long[] increments = measured.stream().mapToLong(this::increment).toArray();
      long[] incremental = Attribution.incremental(revenue, increments);
      Map<UUID, Part> parts = new TreeMap<>();
      for (int i = 0; i < measured.size(); i++) {
        parts.put(measured.get(i), part(measured.get(i), incremental[i]));
      }
      for (UUID touching : byTouch.keySet()) {
        parts.putIfAbsent(touching, part(touching, 0));
      }
      Part none =
          new Part(money(noLastTouch), money(noLinear), money(incremental[measured.size()]));
      return new Shares(currency, money(revenue), parts, none);
    }

    /** What the treated brought beyond what as many held-out shoppers would have brought. */
    private long increment(UUID campaign) {
      GroupSizes size = sizes.getOrDefault(campaign, new GroupSizes(0, 0));
      if (!size.suffice()) {
        return 0;
      }
      long[] sums = byGroup.getOrDefault(campaign, new long[2]);
      BigDecimal expected =
          BigDecimal.valueOf(sums[1])
              .multiply(BigDecimal.valueOf(size.treated()))
              .divide(BigDecimal.valueOf(size.heldOut()), MathContext.DECIMAL128);
      return BigDecimal.valueOf(sums[0])
          .subtract(expected)
          .setScale(0, RoundingMode.HALF_EVEN)
          .longValueExact();
    }

    private Part part(UUID campaign, long incremental) {
      long[] touched = byTouch.getOrDefault(campaign, new long[2]);
      return new Part(money(touched[0]), money(touched[1]), money(incremental));
    }

    private BigDecimal money(long minor) {
      return BigDecimal.valueOf(minor, digits);
    }
  }
}
