package io.storeloop.recommendation.interaction;

import io.storeloop.common.ids.IdentityRule;
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
 * shopper signed in becomes part of the shopper's history.
 *
 * <p>At most {@code maxUsers} users and as many browsers nobody has signed in on are remembered;
 * beyond that those whose latest interaction is longest ago are forgotten, a tenth at once. One
 * thread writes, any number read.
 */
public final class Histories {
  /** Share of the users forgotten at once, so that forgetting is rare. */
  private static final double FORGOTTEN_SHARE = 0.1;

  private final int maxPerUser;
  private final int maxUsers;

  /** Written by one thread and read by any, so every use is inside its monitor. */
  private final IdentityRule identities = new IdentityRule();

  private final ConcurrentHashMap<String, UserHistory> byUser = new ConcurrentHashMap<>();

  /** Browsers nobody has signed in on; a bound one is found through {@link #userOf}. */
  private final ConcurrentHashMap<String, UserHistory> byAnonymous = new ConcurrentHashMap<>();

  private final RecentSessions sessions;

  public Histories(InteractionProperties properties) {
    this.maxPerUser = properties.maxPerUser();
    this.maxUsers = properties.maxUsers();
    this.sessions = new RecentSessions(properties.maxSessions());
  }

  /** Takes in the ids of an event, which may tie an anonymous history to a user. */
  void observe(@Nullable String userId, @Nullable String anonymousId, @Nullable String sessionId) {
    if (sessionId != null) {
      sessions.put(sessionId, userId, anonymousId);
    }
    if (userId != null && anonymousId != null && userOf(anonymousId) == null) {
      bind(anonymousId, userId);
    }
  }

  /** In this order, so that a reader meets the browser's history at every moment. */
  private void bind(String anonymousId, String userId) {
    UserHistory user = history(byUser, userId);
    UserHistory before = byAnonymous.get(anonymousId);
    if (before != null) {
      user.absorb(before);
    }
    synchronized (identities) {
      identities.observe(userId, anonymousId);
    }
    byAnonymous.remove(anonymousId);
  }

  private @Nullable String userOf(String anonymousId) {
    synchronized (identities) {
      return identities.userOf(anonymousId).orElse(null);
    }
  }

  /**
   * Forgets a user with all devices bound to them, and the given ones; called by the thread that
   * writes.
   */
  public Forgotten forget(String userId, Collection<String> anonymousIds) {
    long histories = byUser.remove(userId) == null ? 0 : 1;
    for (String anonymousId : anonymousIds) {
      histories += byAnonymous.remove(anonymousId) == null ? 0 : 1;
    }
    synchronized (identities) {
      identities.forget(userId);
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
    String user = userOf(anonymousId);
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
    UserHistory created = new UserHistory(maxPerUser);
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
   * The history of whoever is asked for: the user's; else the anonymous one, which for a user
   * nobody knows yet must not be bound to somebody else; else that of the session's shopper.
   */
  public Optional<UserHistory> find(
      @Nullable String userId, @Nullable String anonymousId, @Nullable String sessionId) {
    UserHistory found = userId == null ? null : byUser.get(userId);
    if (found == null && anonymousId != null) {
      found = ofBrowser(anonymousId, userId == null);
    }
    if (found == null && userId == null && anonymousId == null && sessionId != null) {
      return sessions
          .find(sessionId)
          .flatMap(shopper -> find(shopper.userId(), shopper.anonymousId(), null));
    }
    return Optional.ofNullable(found);
  }

  /** Reads the browser before its binding: who finds it moved away finds the binding, too. */
  private @Nullable UserHistory ofBrowser(String anonymousId, boolean alsoIfBound) {
    UserHistory unbound = byAnonymous.get(anonymousId);
    String user = userOf(anonymousId);
    if (user == null) {
      return unbound;
    }
    return alsoIfBound ? byUser.get(user) : null;
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
