package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.EventTrust;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.IdentitySignatures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The histories of all users, joined by the {@link IdentityRule}: what a browser did before its
 * shopper signed in becomes part of the shopper's history, if the two are merged. A browser that is
 * refused, or shared, keeps a history of its own and leads to nobody else's.
 *
 * <p>At most {@code maxUsers} users and as many browsers merged with nobody are remembered; beyond
 * that those whose latest interaction is longest ago are forgotten, a tenth at once. One thread
 * writes, any number read.
 */
public final class Histories {
  /** Share of the users forgotten at once, so that forgetting is rare. */
  private static final double FORGOTTEN_SHARE = 0.1;

  private final int maxPerUser;
  private final int maxUsers;

  private final IdentityRule rule;

  /**
   * Written by one thread and read by any: who writes, or reads and is not that thread, is inside
   * its monitor.
   */
  private final Identities identities;

  private final ConcurrentHashMap<String, UserHistory> byUser = new ConcurrentHashMap<>();

  /** Browsers that are merged with nobody; a merged one is found through {@link #ownerOf}. */
  private final ConcurrentHashMap<String, UserHistory> byAnonymous = new ConcurrentHashMap<>();

  private final RecentSessions sessions;

  /** For a shop that signs nothing. */
  public Histories(InteractionProperties properties) {
    this(properties, new IdentityRule(new EventTrust(new IdentitySignatures(""), true)), 0);
  }

  /** {@code salt}: a random number that nobody outside knows. */
  public Histories(InteractionProperties properties, IdentityRule rule, long salt) {
    this.rule = rule;
    this.identities = new Identities(rule, salt);
    this.maxPerUser = properties.maxPerUser();
    this.maxUsers = properties.maxUsers();
    this.sessions = new RecentSessions(properties.maxSessions());
  }

  /** Takes in the ids of an event, which may merge an anonymous history into a user's. */
  void observe(Event event) {
    String userId = event.userId();
    boolean known = userId != null && identities.isKnown(userId);
    EdgeReason decided = identities.decide(event).orElse(null);
    if (userId != null && (!known || decided != null)) {
      follow(event, userId, decided);
    }
    if (event.sessionId() != null) {
      remember(event.sessionId(), event, known);
    }
  }

  /** In this order, so that a reader meets the browser's history at every moment. */
  private void follow(Event event, String userId, @Nullable EdgeReason decided) {
    String anonymousId = event.anonymousId();
    boolean merged = decided != null && decided.state() == EdgeState.MERGED;
    if (merged && anonymousId != null) {
      UserHistory user = history(byUser, userId);
      UserHistory before = byAnonymous.get(anonymousId);
      if (before != null) {
        user.absorb(before);
      }
    }
    synchronized (identities) {
      identities.note(event, decided);
    }
    if (merged && anonymousId != null) {
      byAnonymous.remove(anonymousId);
    }
  }

  /**
   * A session leads to a user only if their browser does or the shop vouches for it: anybody can
   * send a session of their own with anybody's userId.
   */
  private void remember(String sessionId, Event event, boolean known) {
    String userId = event.userId();
    String anonymousId = event.anonymousId();
    boolean leadsToUser =
        userId != null
            && (anonymousId != null && userId.equals(identities.ownerOf(anonymousId))
                || rule.isVouchedFor(event, known));
    if (leadsToUser || anonymousId != null) {
      sessions.put(sessionId, leadsToUser ? userId : null, anonymousId);
    }
  }

  /** A history of nothing, of nobody so far. */
  UserHistory empty() {
    return new UserHistory(maxPerUser);
  }

  /** The browsers that are merged with a user, also those that are shared meanwhile. */
  List<String> browsersOf(String userId) {
    return identities.browsersOf(userId);
  }

  /** What the log is going to say of the two merges them no more. */
  void neverMerge(String anonymousId, String userId) {
    synchronized (identities) {
      identities.undo(anonymousId, userId);
    }
  }

  /**
   * Takes a browser out of a user, with what each of them did for itself; in this order, so that a
   * reader meets a history of the browser at every moment.
   */
  void part(String anonymousId, UserHistory ofBrowser, String userId, UserHistory ofUser) {
    byAnonymous.put(anonymousId, ofBrowser);
    neverMerge(anonymousId, userId);
    byUser.replace(userId, ofUser);
    sessions.part(userId, anonymousId);
  }

  private @Nullable String ownerOf(String anonymousId) {
    synchronized (identities) {
      return identities.ownerOf(anonymousId);
    }
  }

  /**
   * Forgets a user with all browsers that they were the first on, and the given ones; called by the
   * thread that writes.
   */
  public Forgotten forget(String userId, Collection<String> anonymousIds) {
    long histories = byUser.remove(userId) == null ? 0 : 1;
    for (String anonymousId : anonymousIds) {
      histories += byAnonymous.remove(anonymousId) == null ? 0 : 1;
    }
    synchronized (identities) {
      identities.forget(userId, anonymousIds);
    }
    return new Forgotten(histories, sessions.forget(userId, anonymousIds));
  }

  /** The history that an event with these ids belongs to; new if it is the first. */
  UserHistory historyOf(@Nullable String userId, @Nullable String anonymousId) {
    if (userId != null) {
      return history(byUser, userId);
    }
    if (anonymousId == null) {
      throw new IllegalArgumentException("an event needs a userId or an anonymousId");
    }
    String user = ownerOf(anonymousId);
    return user == null ? history(byAnonymous, anonymousId) : history(byUser, user);
  }

  private UserHistory history(Map<String, UserHistory> histories, String id) {
    UserHistory known = histories.get(id);
    if (known != null) {
      return known;
    }
    if (histories.size() >= maxUsers) {
      forgetOldest(histories);
    }
    UserHistory created = empty();
    histories.put(id, created);
    return created;
  }

  private void forgetOldest(Map<String, UserHistory> histories) {
    histories.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().latest()))
        .limit((long) Math.ceil(maxUsers * FORGOTTEN_SHARE))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(histories::remove);
  }

  /**
   * The history of whoever is asked for: the user's; else the browser's, which for a user nobody
   * knows yet must not have been anybody else's; else that of the session's shopper.
   *
   * <p>Who asks with a {@code userId} says whom they mean. A browser leads to a user's history only
   * if the two are merged.
   */
  public Optional<UserHistory> find(
      @Nullable String userId, @Nullable String anonymousId, @Nullable String sessionId) {
    UserHistory found = userId == null ? null : byUser.get(userId);
    if (found == null && anonymousId != null) {
      found = userId == null ? ofBrowser(anonymousId) : ofNewUser(userId, anonymousId);
    }
    if (found == null && userId == null && anonymousId == null && sessionId != null) {
      return sessions
          .find(sessionId)
          .flatMap(shopper -> find(shopper.userId(), shopper.anonymousId(), null));
    }
    return Optional.ofNullable(found);
  }

  /** Reads the browser before its owner: who finds it moved away finds the owner, too. */
  private @Nullable UserHistory ofBrowser(String anonymousId) {
    UserHistory own = byAnonymous.get(anonymousId);
    String owner = ownerOf(anonymousId);
    return owner == null ? own : byUser.get(owner);
  }

  private @Nullable UserHistory ofNewUser(String userId, String anonymousId) {
    UserHistory own = byAnonymous.get(anonymousId);
    synchronized (identities) {
      return identities.isAnothers(anonymousId, userId) ? null : own;
    }
  }

  /**
   * Every user's history once, in the order of their ids, so that the same log trains the same
   * model to the bit.
   */
  public List<UserHistory> all() {
    List<UserHistory> all = new ArrayList<>(byUser.size() + byAnonymous.size());
    byUser.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> all.add(entry.getValue()));
    byAnonymous.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> all.add(entry.getValue()));
    return all;
  }
}
