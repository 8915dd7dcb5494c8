package io.storeloop.ingestion.eventlog;

import io.storeloop.ingestion.quality.Mark;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one submission.
 *
 * @param repairs rules applied; empty unless the outcome is {@link Outcome#REPAIRED}
 * @param marks what else is counted about it; empty unless it was stored
 * @param refusal present exactly when the outcome is {@link Outcome#REJECTED}
 */
public record Result(
    Outcome outcome,
    @Nullable String messageId,
    List<String> repairs,
    List<Mark> marks,
    @Nullable Refusal refusal) {}
