package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.DeviceUse;
import io.storeloop.common.ids.EdgeReason;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.IdentityRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose browsers the log has told so far, by the {@link IdentityRule}. All users and all browsers
 * that came with one are kept, whatever histories are forgotten: a user who is taken for a new one
 * could be had by anybody. Some 60 bytes each. Not thread-safe.
 */
final class Identities {
  private static final EdgeState[] STATES = EdgeState.values();

  /** Beside the first user's state: a second user was seen. */
  private static final int SHARED = 1 << 2;

  private static final int STATE = SHARED - 1;

  private final IdentityRule rule;
  private final IdTable users;
  private final IdTable browsers;

  /** Beside the number of a user's browsers: an event has named the user. */
  private static final int KNOWN = 1 << 6;

  private static final int COUNT = KNOWN - 1;

  /** By the user's number: how many browsers are merged with them, and whether they are known. */
  private byte[] factsOfUsers = new byte[1 << 8];

  /** By the browser's number. */
  private int[] firstUsers = new int[1 << 8];

  private byte[] standings = new byte[1 << 8];

  Identities(IdentityRule rule, long salt) {
    this.rule = rule;
    this.users = new IdTable(salt);
    this.browsers = new IdTable(salt);
  }

  boolean isKnown(String userId) {
    return isKnown(users.find(userId));
  }

  private boolean isKnown(int user) {
    return user != IdTable.ABSENT && (factsOfUsers[user] & KNOWN) != 0;
  }

  /** What the claim of the next event comes to; changes nothing. */
  Optional<EdgeReason> decide(Event event) {
    if (event.userId() == null || event.anonymousId() == null) {
      return Optional.empty();
    }
    int user = users.find(event.userId());
    int devices = user == IdTable.ABSENT ? 0 : factsOfUsers[user] & COUNT;
    return rule.decide(event, use(event.anonymousId(), user), isKnown(user), devices);
  }

  private DeviceUse use(String anonymousId, int user) {
    int browser = browsers.find(anonymousId);
    return browser == IdTable.ABSENT
        ? DeviceUse.UNSEEN
        : DeviceUse.of(state(browser), isShared(browser), firstUsers[browser] == user);
  }

  /** Takes in the next event's ids, and what its claim has come to. */
  void note(Event event, @Nullable EdgeReason decided) {
    if (event.userId() == null) {
      return;
    }
    int user = user(event.userId());
    factsOfUsers[user] = (byte) (factsOfUsers[user] | KNOWN);
    if (event.anonymousId() != null && decided != null) {
      note(event.anonymousId(), user, decided);
    }
  }

  private int user(String userId) {
    int user = users.add(userId);
    if (user >= factsOfUsers.length) {
      factsOfUsers = Arrays.copyOf(factsOfUsers, user + (user >> 1));
    }
    return user;
  }

  private int browser(String anonymousId) {
    int browser = browsers.add(anonymousId);
    if (browser >= firstUsers.length) {
      firstUsers = Arrays.copyOf(firstUsers, browser + (browser >> 1));
      standings = Arrays.copyOf(standings, firstUsers.length);
    }
    return browser;
  }

  private void note(String anonymousId, int user, EdgeReason decided) {
    int browser = browser(anonymousId);
    if (decided == EdgeReason.SHARED_DEVICE) {
      standings[browser] = (byte) (standings[browser] | SHARED);
      return;
    }
    firstUsers[browser] = user;
    standings[browser] = (byte) decided.state().ordinal();
    if (decided.state() == EdgeState.MERGED) {
      factsOfUsers[user]++;
    }
  }

  /** Whose acts without a userId are on this browser; null if they are the browser's own. */
  @Nullable String ownerOf(String anonymousId) {
    int browser = browsers.find(anonymousId);
    return browser != IdTable.ABSENT
            && IdentityRule.actsAreTheFirstUsers(state(browser), isShared(browser))
        ? users.id(firstUsers[browser])
        : null;
  }

  /** Whether somebody else than the user was seen on the browser. */
  boolean isAnothers(String anonymousId, String userId) {
    int browser = browsers.find(anonymousId);
    return browser != IdTable.ABSENT
        && (isShared(browser) || firstUsers[browser] != users.find(userId));
  }

  /** The browsers that are merged with the user; looks at all there are. */
  List<String> browsersOf(String userId) {
    int user = users.find(userId);
    List<String> merged = new ArrayList<>();
    for (int browser = 0; user != IdTable.ABSENT && browser < browsers.size(); browser++) {
      if (firstUsers[browser] == user && state(browser) == EdgeState.MERGED) {
        merged.add(browsers.id(browser));
      }
    }
    return merged;
  }

  /** As the shop wishes: what the log says of the two, now or later, merges them no more. */
  void undo(String anonymousId, String userId) {
    int user = user(userId);
    boolean unseen = browsers.find(anonymousId) == IdTable.ABSENT;
    int browser = browser(anonymousId);
    if (unseen) {
      firstUsers[browser] = user;
    } else if (firstUsers[browser] != user) {
      return;
    } else if (state(browser) == EdgeState.MERGED) {
      factsOfUsers[user]--;
    }
    standings[browser] = (byte) (EdgeState.UNDONE.ordinal() | (isShared(browser) ? SHARED : 0));
  }

  /** Forgets a user with all browsers that they were the first on, and the given browsers. */
  void forget(String userId, Collection<String> anonymousIds) {
    for (String anonymousId : anonymousIds) {
      int browser = browsers.find(anonymousId);
      if (browser != IdTable.ABSENT) {
        forget(browser);
      }
    }
    int user = users.find(userId);
    if (user != IdTable.ABSENT) {
      for (int browser = 0; browser < browsers.size(); browser++) {
        if (firstUsers[browser] == user) {
          forget(browser);
        }
      }
      users.remove(user);
    }
  }

  private void forget(int browser) {
    if (state(browser) == EdgeState.MERGED) {
      factsOfUsers[firstUsers[browser]]--;
    }
    browsers.remove(browser);
    firstUsers[browser] = IdTable.ABSENT;
    standings[browser] = (byte) EdgeState.REFUSED.ordinal();
  }

  private EdgeState state(int browser) {
    return STATES[standings[browser] & STATE];
  }

  private boolean isShared(int browser) {
    return (standings[browser] & SHARED) != 0;
  }
}
