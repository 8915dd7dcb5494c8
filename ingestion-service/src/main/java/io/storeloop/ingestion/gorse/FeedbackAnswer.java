package io.storeloop.ingestion.gorse;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.storeloop.ingestion.intake.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What Gorse's clients read, and the verdict beside it.
 *
 * @param rowAffected how many were stored
 */
@Schema(
    name = "FeedbackVerdict",
    example =
        """
        {"RowAffected": 2, "accepted": 2, "repaired": 0, "duplicates": 1, "rejected": []}\
        """)
record FeedbackAnswer(
    @JsonProperty("RowAffected") long rowAffected,
    long accepted,
    long repaired,
    long duplicates,
    List<Verdict.Rejected> rejected) {
  static FeedbackAnswer of(Verdict verdict) {
    return new FeedbackAnswer(
        verdict.accepted() + verdict.repaired(),
        verdict.accepted(),
        verdict.repaired(),
        verdict.duplicates(),
        verdict.rejected());
  }
}
