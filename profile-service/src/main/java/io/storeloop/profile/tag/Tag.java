package io.storeloop.profile.tag;

import io.storeloop.common.conditions.Condition;

/**
 * A name for shoppers who meet a condition on features.
 *
 * @param name as people say it; the value of the condition path {@code tags}
 */
public record Tag(String name, String description, Condition condition) {}
