package io.storeloop.ingestion.body;

import java.util.ArrayList;
import java.util.List;

/** Cuts newline-delimited JSON into its lines. */
public final class Lines {
  private Lines() {}

  /** The lines that hold anything, in order. */
  public static List<Slice> of(Slice body) {
    List<Slice> lines = new ArrayList<>();
    int start = body.from();
    for (int at = body.from(); at <= body.to(); at++) {
      if (at == body.to() || body.bytes()[at] == '\n') {
        Slice line = new Slice(body.bytes(), start, at).trimmed();
        if (!line.isEmpty()) {
          lines.add(line);
        }
        start = at + 1;
      }
    }
    return lines;
  }
}
