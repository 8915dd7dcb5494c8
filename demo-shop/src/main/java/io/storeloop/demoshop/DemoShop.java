package io.storeloop.demoshop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A simulated shop: what it sells and what its shoppers do.
 *
 * <p>Equal {@link DemoShopOptions} give the same items and events, to the byte, on every machine.
 * Immutable; each call of {@link #events()} simulates anew.
 */
public final class DemoShop {
  private final Setting setting;

  private DemoShop(Setting setting) {
    this.setting = setting;
  }

  public static DemoShop open(DemoShopOptions options) {
    return new DemoShop(Setting.of(options));
  }

  public DemoShopOptions options() {
    return setting.options();
  }

  /** All items, those launched during the period too, by category. */
  public List<ShopItem> items() {
    return setting.catalogue().goods().stream().map(Goods::item).toList();
  }

  /**
   * All events in the order of time, within the period.
   *
   * <p>Lazy and sequential: memory is bounded by the number of shoppers, not of events.
   */
  public Stream<ShopEvent> events() {
    int characteristics = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    return StreamSupport.stream(
        () -> Spliterators.spliteratorUnknownSize(new EventMerge(setting), characteristics),
        characteristics,
        false);
  }

  public void forEachEvent(Consumer<? super ShopEvent> action) {
    new EventMerge(setting).forEachRemaining(action);
  }

  /**
   * What a shopper does within the seven days after the period when shown an offer ({@code
   * treated}) or not: the purchase, or empty.
   *
   * <p>The same {@code seed} means the same luck with and without the offer. The event has an id of
   * its own for every shopper, seed and {@code treated}.
   *
   * @throws IllegalArgumentException if the shop has no such user
   */
  public Optional<ShopEvent> respond(String userId, boolean treated, long seed) {
    return respond(userId, treated, seed, setting.options().endExclusive());
  }

  /**
   * The same for an offer shown at a moment of the caller's choice; the shopper is taken as at the
   * end of the period.
   */
  public Optional<ShopEvent> respond(String userId, boolean treated, long seed, Instant shownAt) {
    return new OfferResponse(setting).of(userId, treated, seed, shownAt);
  }

  Setting setting() {
    return setting;
  }
}
