package io.storeloop.ingestion.eventlog;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.quality.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which submission of a group of batches brings which event: of equal ids within the group the
 * first counts.
 *
 * <p>Filled once, then only read.
 */
final class BatchPlan {
  private final List<Batch> batches;
  private final Map<UUID, Brought> events = new LinkedHashMap<>();
  private int submissions;

  /** An event and the position, across all batches, of the submission that brings it first. */
  private record Brought(Event event, Instant receivedAt, int submission) {}

  /** An event with the id under which it counts. */
  record Row(UUID id, Event event, Instant receivedAt) {}

  BatchPlan(List<Batch> batches) {
    this.batches = batches;
    for (Batch batch : batches) {
      for (Submission submission : batch.submissions()) {
        if (submission instanceof Submission.Sound sound) {
          for (Event event : sound.events()) {
            events.putIfAbsent(
                Uuids.ofText(event.messageId()),
                new Brought(event, batch.receivedAt(), submissions));
          }
        }
        submissions++;
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
        rows.add(new Row(id, brought.event(), brought.receivedAt()));
      }
    });
    return rows;
  }

  /** Per batch one result per submission, in their order. */
  List<List<Result>> results(Set<UUID> fresh) {
    boolean[] bringsNews = new boolean[submissions];
    events.forEach((id, brought) -> {
      if (fresh.contains(id)) {
        bringsNews[brought.submission()] = true;
      }
    });
    List<List<Result>> all = new ArrayList<>(batches.size());
    int position = 0;
    for (Batch batch : batches) {
      List<Result> results = new ArrayList<>(batch.submissions().size());
      for (Submission submission : batch.submissions()) {
        results.add(result(submission, bringsNews[position++]));
      }
      all.add(results);
    }
    return all;
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
