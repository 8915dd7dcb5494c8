package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quality.SafeText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of one call. Each is in exactly one of the four, so that they add up
 * to what was sent.
 *
 * @param accepted stored as they came
 * @param repaired stored after a named repair
 * @param duplicates known already; nothing was changed
 * @param rejected not stored; kept in quarantine
 */
@Schema(
    name = "Verdict",
    example =
        """
        {"accepted": 2, "repaired": 0, "duplicates": 1, "rejected": [{"index": 3, "messageId": "m-4",
         "code": "invalid_price", "detail": "price must be a number from 0 to 1000000000"}]}\
        """)
public record Verdict(long accepted, long repaired, long duplicates, List<Rejected> rejected) {
  /**
   * One rejected record.
   *
   * @param index place in the call, from 0
   * @param pointer JSON pointer to the field to blame; absent for the whole record
   */
  @Schema(name = "RejectedEvent")
  public record Rejected(
      int index, @Nullable String messageId, String code, @Nullable String pointer, String detail) {
    static Rejected of(int index, @Nullable String messageId, Refusal refusal) {
      return new Rejected(
          index,
          messageId == null ? null : SafeText.of(messageId),
          refusal.code(),
          refusal.pointer().isEmpty() ? null : refusal.pointer(),
          refusal.detail());
    }
  }

  /** The verdict over results in the order of the call. */
  public static Verdict of(List<Result> results) {
    List<Rejected> rejected = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Refusal refusal = results.get(i).refusal();
      if (refusal != null) {
        rejected.add(Rejected.of(i, results.get(i).messageId(), refusal));
      }
    }
    return new Verdict(
        count(results, Outcome.ACCEPTED),
        count(results, Outcome.REPAIRED),
        count(results, Outcome.DUPLICATE),
        rejected);
  }

  private static long count(List<Result> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
