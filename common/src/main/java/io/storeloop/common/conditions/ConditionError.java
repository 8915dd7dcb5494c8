package io.storeloop.common.conditions;

/**
 * One mistake in a condition.
 *
 * @param pointer RFC 6901 JSON pointer from the root of the condition to the mistake; empty means
 *     the whole condition
 * @param detail what was expected and what was received, in one sentence
 */
public record ConditionError(String pointer, ConditionErrorCode code, String detail) {}
