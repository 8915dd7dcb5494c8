package io.storeloop.recommendation.interaction;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The items known to this process, by id and by dense index: those of the catalogue, and those that
 * only events have named (a shop may send behaviour without ever sending its catalogue).
 *
 * <p>Thread-safe: one writer at a time, any number of readers that never wait.
 */
public final class Catalogue {
  private static final int FIRST_CAPACITY = 1024;

  private final ConcurrentHashMap<String, CatalogueItem> byId = new ConcurrentHashMap<>();
  private volatile AtomicReferenceArray<CatalogueItem> byIndex =
      new AtomicReferenceArray<>(FIRST_CAPACITY);
  private volatile int size;
  private volatile long changes;
  private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
  private final NewestItems newest = new NewestItems();

  /** Number of items; indexes run from 0 to one less. */
  public int size() {
    return size;
  }

  /**
   * The item at an index.
   *
   * @throws NullPointerException if no item has that index
   */
  public CatalogueItem item(int index) {
    return Objects.requireNonNull(byIndex.get(index));
  }

  /** How often an item was put in or changed; higher once the change can be seen. */
  public long changes() {
    return changes;
  }

  /** Tells of every item that was put in or changed, afterwards, by its index. */
  public void listen(IntConsumer listener) {
    listeners.add(listener);
  }

  public Optional<CatalogueItem> find(String itemId) {
    return Optional.ofNullable(byId.get(itemId));
  }

  /**
   * Indexes of the items that came in last and are to be had, newest first; at most {@link
   * NewestItems#LIMIT}.
   */
  public int[] newest() {
    return newest.newestFirst();
  }

  /** Takes in an item of which the catalogue says no more. */
  public void put(
      String itemId,
      @Nullable String name,
      @Nullable String category,
      boolean inStock,
      boolean deleted) {
    put(itemId, name, category, inStock, deleted, ItemDetails.NONE);
  }

  /** Takes in what the catalogue says of an item. */
  public synchronized void put(
      String itemId,
      @Nullable String name,
      @Nullable String category,
      boolean inStock,
      boolean deleted,
      ItemDetails details) {
    CatalogueItem known = byId.get(itemId);
    int index = known == null ? size : known.index();
    boolean available = inStock && !deleted;
    store(new CatalogueItem(index, itemId, name, category, available, deleted, details));
    newest.offer(index, available ? details.createdAt() : ItemDetails.UNKNOWN);
  }

  /**
   * The item that an event names, made known if it was not. Name and category of the event fill in
   * what is missing, and never replace anything.
   *
   * @return its index
   */
  public int mention(String itemId, @Nullable String name, @Nullable String category) {
    CatalogueItem known = byId.get(itemId);
    if (known == null
        || (known.name() == null && name != null)
        || (known.category() == null && category != null)) {
      return complete(itemId, name, category);
    }
    return known.index();
  }

  private synchronized int complete(
      String itemId, @Nullable String name, @Nullable String category) {
    CatalogueItem known = byId.get(itemId);
    CatalogueItem item =
        known == null
            ? new CatalogueItem(size, itemId, name, category, true, false, ItemDetails.NONE)
            : new CatalogueItem(
                known.index(),
                itemId,
                known.name() == null ? name : known.name(),
                known.category() == null ? category : known.category(),
                known.available(),
                known.deleted(),
                known.details());
    store(item);
    return item.index();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer at a time
  private void store(CatalogueItem item) {
    if (item.index() == byIndex.length()) {
      grow();
    }
    byIndex.set(item.index(), item);
    if (item.index() == size) {
      size = item.index() + 1;
    }
    byId.put(item.itemId(), item);
    changes++;
    for (IntConsumer listener : listeners) {
      listener.accept(item.index());
    }
  }

  private void grow() {
    var larger = new AtomicReferenceArray<CatalogueItem>(2 * byIndex.length());
    for (int index = 0; index < byIndex.length(); index++) {
      larger.set(index, byIndex.get(index));
    }
    byIndex = larger;
  }
}
