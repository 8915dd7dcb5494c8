package io.storeloop.algorithms.session;

/**
 * Which sessions an item was part of, and what else was in them: the memory of the session
 * neighbours, as it was at one moment.
 *
 * <p>Sessions carry running numbers, a higher number being a newer session. For every item there
 * are the numbers of its sessions, ascending; for every session its items in order. Immutable and
 * safe for any number of threads, which never wait: {@link SessionIndexWriter} makes the next index
 * beside it and shares with it all that did not change.
 *
 * <p>Memory: 4 bytes per click, 4 per distinct item of a session, 4 per session, and about 24 per
 * item. All sessions of an item are kept and the newest m are read, so that m is a setting of the
 * question and a forgotten session is replaced exactly by the next older one.
 *
 * <p>Source: Kersbergen, Sprangers, Schelter, Serenade: Low-Latency Session-Based Recommendation in
 * e-Commerce at Scale, SIGMOD 2022 (VMIS-kNN). Departure: their index cuts every list at m when it
 * is built, which cannot forget exactly.
 */
public final class SessionIndex {
  /** Most sessions between the oldest and the newest number, so that a number fits 24 bits. */
  public static final int MAX_SESSIONS = 1 << 24;

  private final int firstSession;
  private final int endSession;
  private final int liveSessions;
  private final SessionPage[] pages;
  private final int[][] postings;
  private final float[] logFrequencies;

  SessionIndex(
      int firstSession,
      int endSession,
      int liveSessions,
      SessionPage[] pages,
      int[][] postings,
      float[] logFrequencies) {
    this.firstSession = firstSession;
    this.endSession = endSession;
    this.liveSessions = liveSessions;
    this.pages = pages;
    this.postings = postings;
    this.logFrequencies = logFrequencies;
  }

  /** The index of all given sessions, numbered from 0. Time O(clicks). */
  public static SessionIndex of(Sessions sessions) {
    return SessionIndexWriter.startingWith(
            sessions, MAX_SESSIONS - SessionPage.SIZE, SessionIndexWriter.DEFAULT_MAX_SESSION_ITEMS)
        .snapshot();
  }

  /** Number of items; indexes run from 0 to one less. */
  public int itemCount() {
    return postings.length;
  }

  /** Number of sessions that hold at least one item. */
  public int sessionCount() {
    return liveSessions;
  }

  /** In how many sessions the item is. */
  public int frequency(int item) {
    return postings[item].length;
  }

  /** The number of the item's session at a place, 0 being its oldest. */
  public int sessionOf(int item, int place) {
    return postings[item][place];
  }

  /** The items of a session in order, empty for one that was forgotten or never was. */
  public int[] itemsOf(int session) {
    if (session < firstSession || session >= endSession) {
      return new int[0];
    }
    return page(session).itemsOf(session & SessionPage.MASK);
  }

  /** The lowest number that may be in use; the first page begins with it or before it. */
  int firstSession() {
    return firstSession;
  }

  int endSession() {
    return endSession;
  }

  /** How many numbers the pages cover; the first is {@link #firstPaged}. */
  int pagedCount() {
    return pages.length << SessionPage.SHIFT;
  }

  int firstPaged() {
    return firstSession & ~SessionPage.MASK;
  }

  /** Sessions of the item, ascending, not to be written to. */
  int[] posting(int item) {
    return postings[item];
  }

  SessionPage[] pages() {
    return pages;
  }

  /** Natural logarithm of the item's number of sessions, 0 where there is none. */
  float[] logFrequencies() {
    return logFrequencies;
  }

  private SessionPage page(int session) {
    return pages[(session - firstPaged()) >> SessionPage.SHIFT];
  }
}
