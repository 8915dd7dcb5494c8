package io.storeloop.profile.segment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A profile in a segment, by the ids under which it can be asked for. */
record SegmentMember(
    UUID profileId,
    @Schema(description = "Absent as long as only a device is known.", example = "anna")
        @Nullable String userId,
    @Schema(description = "The device, only as long as no user is known.")
        @Nullable String anonymousId) {}
