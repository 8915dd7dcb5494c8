package io.storeloop.algorithms.session;

import java.util.Arrays;

/**
 * Keeps a {@link SessionIndex} up to date: sessions are added, grow, expire and are forgotten.
 *
 * <p>Whatever happened, the snapshot holds the same postings and gives the same scores, to the bit,
 * as one built at once from the sessions that are left, in their order.
 *
 * <p>A change copies what it touches (one posting, one page of 256 sessions), so snapshots already
 * given out stay as they were and their readers never wait. A snapshot copies the tables of
 * references: 8 bytes per item and 4 per page. Take one for a batch of changes, not for each.
 *
 * <p>At most {@code maxSessions} sessions are kept, the oldest go first, some hundred at a time;
 * clicks of a session beyond {@code maxSessionItems} are not kept. One writer: not thread-safe.
 */
public final class SessionIndexWriter {
  public static final int DEFAULT_MAX_SESSION_ITEMS = 1_000;

  /** Sessions that expire together: a posting is copied once for all of them. */
  private static final int EXPIRY_BATCH = 256;

  private static final int[] NOTHING = {};

  private final int maxSessions;
  private final int maxSessionItems;
  private int firstSession;
  private int endSession;
  private int liveSessions;
  private int firstPage;
  private int pageCount;
  private SessionPage[] pages = {};
  private int[][] postings;
  private float[] logFrequencies;

  /**
   * An empty index.
   *
   * @param itemCount how many items there are at first; a higher item index makes room for itself
   * @param maxSessions 1 to {@link SessionIndex#MAX_SESSIONS} less a page of 256
   * @param maxSessionItems 1 or more
   * @throws IllegalArgumentException if an argument lies outside its range
   */
  public SessionIndexWriter(int itemCount, int maxSessions, int maxSessionItems) {
    int most = SessionIndex.MAX_SESSIONS - SessionPage.SIZE;
    if (maxSessions < 1 || maxSessions > most) {
      throw new IllegalArgumentException(
          "maxSessions must be between 1 and %d, but was %d".formatted(most, maxSessions));
    }
    if (itemCount < 0 || maxSessionItems < 1) {
      throw new IllegalArgumentException(
          "itemCount must be 0 or more and maxSessionItems 1 or more, but were %d and %d"
              .formatted(itemCount, maxSessionItems));
    }
    this.maxSessions = maxSessions;
    this.maxSessionItems = maxSessionItems;
    postings = new int[itemCount][];
    Arrays.fill(postings, NOTHING);
    logFrequencies = new float[itemCount];
  }

  /**
   * An index that begins with many sessions, numbered from 0 in their order; of more than {@code
   * maxSessions} the newest are kept. Time O(clicks).
   */
  public static SessionIndexWriter startingWith(
      Sessions sessions, int maxSessions, int maxSessionItems) {
    var writer = new SessionIndexWriter(sessions.itemCount(), maxSessions, maxSessionItems);
    writer.load(sessions.range(Math.max(0, sessions.count() - maxSessions), sessions.count()));
    return writer;
  }

  /**
   * Adds a session that is newer than all before.
   *
   * @param size how many of {@code items} count, from the start; 0 opens a session that {@link
   *     #grow} fills
   * @return its number
   * @throws IndexOutOfBoundsException if an item is negative
   */
  public int append(int[] items, int size) {
    if (endSession - firstSession >= maxSessions) {
      expireBefore(firstSession + Math.min(EXPIRY_BATCH, Math.max(1, maxSessions / 2)));
    }
    int session = endSession;
    endSession = Math.incrementExact(endSession);
    makePage(session >> SessionPage.SHIFT);
    put(session, items, Math.min(size, maxSessionItems));
    return session;
  }

  /**
   * Adds an item to the end of a session, which keeps its place among the others. A session that
   * has expired or is full stays as it is.
   *
   * @throws IllegalArgumentException if there never was such a session
   */
  public void grow(int session, int item) {
    requireKnown(session);
    if (session < firstSession) {
      return;
    }
    SessionPage page = pageOf(session);
    int place = session & SessionPage.MASK;
    int size = page.length(place);
    if (size < maxSessionItems) {
      int[] items = Arrays.copyOf(page.itemsOf(place), size + 1);
      items[size] = item;
      replace(session, items, size + 1);
      liveSessions += size == 0 ? 1 : 0;
      enter(session, item);
    }
  }

  /**
   * Forgets a session; one that is not there is forgotten already.
   *
   * @throws IllegalArgumentException if there never was such a session
   */
  public void remove(int session) {
    requireKnown(session);
    if (session < firstSession || pageOf(session).length(session & SessionPage.MASK) == 0) {
      return;
    }
    for (int item : pageOf(session).itemsOf(session & SessionPage.MASK)) {
      leave(session, item);
    }
    replace(session, NOTHING, 0);
    liveSessions--;
  }

  /** Forgets all sessions with a lower number. */
  public void expireBefore(int session) {
    int bound = Math.min(session, endSession);
    for (int old = firstSession; old < bound; old++) {
      int[] items = pageOf(old).itemsOf(old & SessionPage.MASK);
      for (int item : items) {
        leaveAllBefore(bound, item);
      }
      replace(old, NOTHING, 0);
      liveSessions -= items.length == 0 ? 0 : 1;
    }
    firstSession = Math.max(firstSession, bound);
    dropPagesBefore(firstSession >> SessionPage.SHIFT);
  }

  /** The number that the next session will get. */
  public int endSession() {
    return endSession;
  }

  /** The index as it is now, unmoved by what comes after. */
  public SessionIndex snapshot() {
    return new SessionIndex(
        firstSession,
        endSession,
        liveSessions,
        Arrays.copyOf(pages, pageCount),
        postings.clone(),
        logFrequencies.clone());
  }

  private void load(Sessions sessions) {
    int[] counts = new int[sessions.itemCount()];
    endSession = sessions.count();
    int[] buffer = new int[maxSessionItems];
    for (int session = 0; session < sessions.count(); session += SessionPage.SIZE) {
      makePage(session >> SessionPage.SHIFT);
      pages[pageCount - 1] = loadPage(sessions, session);
    }
    int[] lastSeen = new int[sessions.itemCount()];
    for (int session = 0; session < sessions.count(); session++) {
      int size = copyBounded(sessions, session, buffer);
      liveSessions += size == 0 ? 0 : 1;
      for (int place = 0; place < size; place++) {
        if (lastSeen[buffer[place]] != session + 1) {
          lastSeen[buffer[place]] = session + 1;
          counts[buffer[place]]++;
        }
      }
    }
    loadPostings(sessions, counts);
  }

  private void loadPostings(Sessions sessions, int[] counts) {
    for (int item = 0; item < counts.length; item++) {
      postings[item] = counts[item] == 0 ? NOTHING : new int[counts[item]];
      logFrequencies[item] = logarithm(counts[item]);
    }
    int[] filled = new int[counts.length];
    for (int session = 0; session < sessions.count(); session++) {
      for (int place = 0; place < Math.min(maxSessionItems, sessions.length(session)); place++) {
        int item = sessions.item(session, place);
        if (filled[item] == 0 || postings[item][filled[item] - 1] != session) {
          postings[item][filled[item]++] = session;
        }
      }
    }
  }

  private SessionPage loadPage(Sessions sessions, int from) {
    int[] starts = new int[SessionPage.SIZE + 1];
    for (int place = 0; place < SessionPage.SIZE; place++) {
      int length = from + place < sessions.count() ? sessions.length(from + place) : 0;
      starts[place + 1] = starts[place] + Math.min(length, maxSessionItems);
    }
    int[] items = new int[starts[SessionPage.SIZE]];
    for (int place = 0; place < SessionPage.SIZE; place++) {
      for (int i = starts[place]; i < starts[place + 1]; i++) {
        items[i] = sessions.item(from + place, i - starts[place]);
      }
    }
    return new SessionPage(starts, items);
  }

  private int copyBounded(Sessions sessions, int session, int[] buffer) {
    int size = Math.min(buffer.length, sessions.length(session));
    sessions.copy(session, buffer, size);
    return size;
  }

  private void put(int session, int[] items, int size) {
    if (size == 0) {
      return;
    }
    for (int i = 0; i < size; i++) {
      enter(session, items[i]);
    }
    replace(session, items, size);
    liveSessions++;
  }

  private void replace(int session, int[] items, int size) {
    int page = (session >> SessionPage.SHIFT) - firstPage;
    pages[page] = pages[page].with(session & SessionPage.MASK, items, size);
  }

  private void enter(int session, int item) {
    makeRoom(item);
    int[] posting = postings[item];
    int at = Arrays.binarySearch(posting, session);
    if (at < 0) {
      int[] longer = Arrays.copyOf(posting, posting.length + 1);
      System.arraycopy(posting, ~at, longer, ~at + 1, posting.length - ~at);
      longer[~at] = session;
      change(item, longer);
    }
  }

  private void leave(int session, int item) {
    int[] posting = postings[item];
    int at = Arrays.binarySearch(posting, session);
    if (at >= 0) {
      int[] shorter = Arrays.copyOf(posting, posting.length - 1);
      System.arraycopy(posting, at + 1, shorter, at, shorter.length - at);
      change(item, shorter);
    }
  }

  private void leaveAllBefore(int bound, int item) {
    int[] posting = postings[item];
    if (posting.length > 0 && posting[0] < bound) {
      int at = Arrays.binarySearch(posting, bound);
      change(item, Arrays.copyOfRange(posting, at < 0 ? ~at : at, posting.length));
    }
  }

  private void change(int item, int[] posting) {
    postings[item] = posting;
    logFrequencies[item] = logarithm(posting.length);
  }

  private static float logarithm(int frequency) {
    return frequency == 0 ? 0 : (float) StrictMath.log(frequency);
  }

  private void makeRoom(int item) {
    int before = postings.length;
    if (item >= before) {
      int capacity = item + 1;
      postings = Arrays.copyOf(postings, capacity);
      Arrays.fill(postings, before, capacity, NOTHING);
      logFrequencies = Arrays.copyOf(logFrequencies, capacity);
    }
  }

  private void makePage(int page) {
    if (page - firstPage < pageCount) {
      return;
    }
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, Math.max(16, 2 * pageCount));
    }
    pages[pageCount++] = SessionPage.EMPTY;
  }

  private void dropPagesBefore(int page) {
    int dropped = Math.min(page - firstPage, pageCount);
    if (dropped > 0) {
      pages = Arrays.copyOfRange(pages, dropped, pageCount);
      pageCount -= dropped;
      firstPage += dropped;
    }
  }

  private SessionPage pageOf(int session) {
    return pages[(session >> SessionPage.SHIFT) - firstPage];
  }

  private void requireKnown(int session) {
    if (session < 0 || session >= endSession) {
      throw new IllegalArgumentException(
          "session must be between 0 and %d, but was %d".formatted(endSession - 1, session));
    }
  }
}
