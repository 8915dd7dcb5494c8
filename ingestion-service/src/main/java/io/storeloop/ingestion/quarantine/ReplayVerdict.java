package io.storeloop.ingestion.quarantine;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a record that was tried again.
 *
 * @param outcome {@code accepted}, {@code repaired}, {@code duplicate} or {@code rejected}
 * @param code why it was rejected again; absent otherwise
 */
@Schema(name = "ReplayVerdict", example = "{\"outcome\": \"accepted\"}")
public record ReplayVerdict(
    String outcome, @Nullable String code, @Nullable String pointer, @Nullable String detail) {}
