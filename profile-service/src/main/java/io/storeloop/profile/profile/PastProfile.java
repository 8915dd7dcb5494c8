package io.storeloop.profile.profile;

import io.storeloop.common.conditions.PerformedEvent;
import java.util.List;

/**
 * A shopper as they stood at an earlier moment.
 *
 * @param events what they had done by then and let be counted
 */
public record PastProfile(ProfileSnapshot profile, List<PerformedEvent> events) {}
