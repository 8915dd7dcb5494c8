package io.storeloop.profile.profile;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Keeps something that depends on profiles current. Called inside the transaction that writes a
 * batch of profiles, after they are written: short work only, over the same database door.
 */
public interface ProfileChangeListener {
  /**
   * Takes in what a batch of events has changed.
   *
   * @param changed the profiles as they now are
   * @param absorbed profiles that have become part of another and are about to be deleted
   */
  void changed(List<ProfileSnapshot> changed, Collection<UUID> absorbed);
}
