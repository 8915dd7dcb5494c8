package io.storeloop.recommendation.interaction;

import io.storeloop.common.ids.IdentityRule;
import java.util.ArrayList;
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
  private final IdentityRule identities = new IdentityRule();
  private final ConcurrentHashMap<String, UserHistory> byUser = new ConcurrentHashMap<>();

  /** A bound anonymousId leads to its user's history. */
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
    if (anonymousId != null && identities.observe(userId, anonymousId).isPresent()) {
      UserHistory user = historyOf(userId, null);
      UserHistory before = byAnonymous.get(anonymousId);
      if (before != null) {
        user.absorb(before);
      }
      byAnonymous.put(anonymousId, user);
    }
  }

  /** The history that an event with these ids belongs to; new if it is the first. */
  UserHistory historyOf(@Nullable String userId, @Nullable String anonymousId) {
    if (userId != null) {
      return history(byUser, userId, false);
    }
    if (anonymousId == null) {
      throw new IllegalArgumentException("an event needs a userId or an anonymousId");
    }
    return history(byAnonymous, anonymousId, true);
  }

  private UserHistory history(Map<String, UserHistory> histories, String id, boolean anonymous) {
    UserHistory known = histories.get(id);
    if (known != null) {
      return known;
    }
    if (histories.size() >= maxUsers) {
      forgetOldest(histories, anonymous);
    }
    UserHistory created = new UserHistory(anonymous, maxPerUser);
    histories.put(id, created);
    return created;
  }

  /** Leaves alone the browsers that lead to a user. */
  private void forgetOldest(Map<String, UserHistory> histories, boolean anonymous) {
    histories.entrySet().stream()
        .filter(entry -> entry.getValue().anonymous() == anonymous)
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
      UserHistory ofBrowser = byAnonymous.get(anonymousId);
      found = ofBrowser == null || (userId != null && !ofBrowser.anonymous()) ? null : ofBrowser;
    }
    if (found == null && userId == null && anonymousId == null && sessionId != null) {
      return sessions
          .find(sessionId)
          .flatMap(shopper -> find(shopper.userId(), shopper.anonymousId(), null));
    }
    return Optional.ofNullable(found);
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
        .filter(entry -> entry.getValue().anonymous())
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> all.add(entry.getValue()));
    return all;
  }
}
