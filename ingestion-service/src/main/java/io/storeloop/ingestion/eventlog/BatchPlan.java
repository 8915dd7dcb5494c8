package io.storeloop.ingestion.eventlog;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.quality.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which submission of a batch brings which event: of equal ids within the batch the first counts.
 *
 * <p>Filled once, then only read.
 */
final class BatchPlan {
  private final List<Submission> submissions;
  private final Map<UUID, Brought> events = new LinkedHashMap<>();

  /** An event and the position of the submission that brings it first. */
  private record Brought(Event event, int submission) {}

  /** An event with the id under which it counts. */
  record Row(UUID id, Event event) {}

  BatchPlan(List<Submission> submissions) {
    this.submissions = submissions;
    for (int i = 0; i < submissions.size(); i++) {
      if (submissions.get(i) instanceof Submission.Sound sound) {
        for (Event event : sound.events()) {
          events.putIfAbsent(Uuids.ofText(event.messageId()), new Brought(event, i));
        }
      }
    }
  }

  Set<UUID> ids() {
    return events.keySet();
  }

  /** The events to store, in the order they were sent. */
  List<Row> rows(Set<UUID> fresh) {
    List<Row> rows = new ArrayList<>(fresh.size());
    events.forEach((id, brought) -> {
      if (fresh.contains(id)) {
        rows.add(new Row(id, brought.event()));
      }
    });
    return rows;
  }

  /** One result per submission, in their order. */
  List<Result> results(Set<UUID> fresh) {
    boolean[] bringsNews = new boolean[submissions.size()];
    events.forEach((id, brought) -> {
      if (fresh.contains(id)) {
        bringsNews[brought.submission()] = true;
      }
    });
    List<Result> results = new ArrayList<>(submissions.size());
    for (int i = 0; i < bringsNews.length; i++) {
      results.add(result(submissions.get(i), bringsNews[i]));
    }
    return results;
  }

  private static Result result(Submission submission, boolean bringsNews) {
    return switch (submission) {
      case Submission.Refused refused ->
          new Result(
              Outcome.REJECTED, refused.messageId(), List.of(), List.of(), refused.refusal());
      case Submission.Sound sound when !bringsNews ->
          new Result(Outcome.DUPLICATE, sound.messageId(), List.of(), List.of(), null);
      case Submission.Sound sound when sound.repairs().isEmpty() ->
          new Result(Outcome.ACCEPTED, sound.messageId(), List.of(), sound.marks(), null);
      case Submission.Sound sound ->
          new Result(Outcome.REPAIRED, sound.messageId(), sound.repairs(), sound.marks(), null);
    };
  }
}
