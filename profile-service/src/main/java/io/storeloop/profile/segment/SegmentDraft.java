package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;

/** What a marketer decides about a segment. */
record SegmentDraft(String name, String description, Condition condition) {}
