package io.storeloop.ingestion.translation;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.intake.HttpEnvelope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * Cuts a call of n events that share an envelope (who sends, in which session) into n calls of one
 * event each: so each is read, refused, quarantined and replayed on its own.
 */
public final class SoleEvents {
  /** Bytes that the events of a call may share: each of them is judged, and kept, with these. */
  static final int MAX_ENVELOPE_BYTES = 8 * 1024;

  private SoleEvents() {}

  /**
   * The calls of one event, in order.
   *
   * @param list name of the member that holds the events
   * @param most events that one call may carry: they are counted before any is copied, as the
   *     copies of a body of tiny events would take thousands of times its own memory
   * @throws ProblemException 400 {@code malformed_json}, {@code missing_events}; 413 {@code
   *     too_many_events}, {@code envelope_too_large}
   */
  public static List<Slice> of(Slice call, String list, int most) {
    if (call.first() != '{') {
      throw ProblemException.invalid("", "malformed_json", "the body must be a JSON object");
    }
    Map<String, Slice> members = JsonSlices.members(call);
    Slice events = members.get(list);
    if (events == null || events.first() != '[') {
      throw ProblemException.invalid(
          "/" + list, "missing_events", list + " must be a list of events");
    }
    List<Slice> elements = JsonSlices.elements(events);
    HttpEnvelope.requireAtMost(most, elements.size());
    byte[] envelope = envelope(members, list);
    List<Slice> sole = new ArrayList<>(elements.size());
    for (Slice event : elements) {
      sole.add(with(envelope, event));
    }
    return sole;
  }

  /** The call up to its events, which come last. */
  private static byte[] envelope(Map<String, Slice> members, String list) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.write('{');
    members.forEach((name, value) -> {
      if (!name.equals(list)) {
        write(json, "\"" + name + "\":");
        json.write(value.bytes(), value.from(), value.length());
        json.write(',');
      }
    });
    write(json, "\"" + list + "\":[");
    if (json.size() > MAX_ENVELOPE_BYTES) {
      throw ProblemException.of(
          HttpStatus.CONTENT_TOO_LARGE,
          "envelope_too_large",
          "what the events of a call share may have %d bytes; nothing was stored"
              .formatted(MAX_ENVELOPE_BYTES));
    }
    return json.toByteArray();
  }

  private static Slice with(byte[] envelope, Slice event) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(envelope.length + event.length() + 2);
    json.writeBytes(envelope);
    json.write(event.bytes(), event.from(), event.length());
    write(json, "]}");
    return Slice.of(json.toByteArray());
  }

  private static void write(ByteArrayOutputStream json, String text) {
    json.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
