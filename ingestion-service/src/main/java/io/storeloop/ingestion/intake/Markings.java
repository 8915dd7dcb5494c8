package io.storeloop.ingestion.intake;

import io.storeloop.common.events.Event;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Lateness;
import io.storeloop.ingestion.quality.Mark;
import io.storeloop.ingestion.traffic.HttpCallers;
import io.storeloop.ingestion.traffic.Tag;
import io.storeloop.ingestion.traffic.Visitors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marks what is sound and yet not a shopper's, or late. It is stored all the same. Thread-safe. */
public final class Markings {
  private final Visitors visitors;
  private final HttpCallers callers;

  Markings(Visitors visitors, HttpCallers callers) {
    this.visitors = visitors;
    this.callers = callers;
  }

  /** The user agent of the browser that makes this thread's call; null if none does. */
  @Nullable String browserAgent() {
    return callers.browserAgent();
  }

  /** Marks a record of a live call. */
  Submission ofCall(Submission submission, Instant receivedAt, @Nullable String browserAgent) {
    if (!(submission instanceof Submission.Sound sound)) {
      return submission;
    }
    List<Mark> marks = new ArrayList<>(0);
    Lateness.of(sound.events().getFirst().occurredAt(), receivedAt).ifPresent(marks::add);
    return marked(sound, marks, visitors.ofCall(sound.events(), browserAgent));
  }

  /** A record that {@link #ofCall} has marked was not stored. */
  void takeBack(Submission submission) {
    if (submission instanceof Submission.Sound sound) {
      visitors.takeBack(sound.events());
    }
  }

  /** Marks a row of a file; files hold the past, so nothing in them is late. */
  public Submission ofFile(Submission submission) {
    return submission instanceof Submission.Sound sound
        ? marked(sound, new ArrayList<>(0), visitors.ofFile(sound.events()))
        : submission;
  }

  private static Submission marked(
      Submission.Sound sound, List<Mark> marks, Optional<Tag> visitor) {
    List<Event> events = sound.events();
    if (visitor.isPresent()) {
      Tag tag = visitor.get();
      marks.add(new Mark(Mark.Measure.TRAFFIC, tag.code()));
      events = events.stream().map(event -> event.by(tag.traffic())).toList();
    }
    return marks.isEmpty()
        ? sound
        : new Submission.Sound(sound.messageId(), events, sound.repairs(), sound.payload(), marks);
  }
}
