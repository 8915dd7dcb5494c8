package io.storeloop.ingestion.traffic;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what it costs to look at who did an event, and what our list of agents finds.
 *
 * <p>Arguments: files of the npm packages {@code crawler-user-agents} (crawler-user-agents.json)
 * and {@code top-user-agents} (src/index.json, src/desktop.json, src/mobile.json); none for the
 * cost alone.
 */
final class VisitorsBenchmark {
  private static final int EVENTS = 1_000_000;
  private static final int SHOPPERS = 20_000;
  private static final int BROWSERS = 3_000;
  private static final int ROUNDS = 7;
  private static final TrafficProperties PROPERTIES =
      new TrafficProperties(
          List.of(), List.of("*@shop.example"), List.of("localhost"), 300, 60, Set.of());

  private VisitorsBenchmark() {}

  public static void main(String[] files) throws IOException {
    Event[] events = events(new Random(1));
    double[] nanos = new double[ROUNDS];
    long marked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Visitors visitors = new Visitors(PROPERTIES);
      long begun = processorNanos();
      for (Event event : events) {
        marked += visitors.ofCall(List.of(event), null).isPresent() ? 1 : 0;
      }
      nanos[round] = (double) (processorNanos() - begun) / EVENTS;
    }
    double[] warm = Arrays.copyOfRange(nanos, 2, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%.0f ns of processor time an event (median of %d rounds, %.0f to %.0f), %d marked%n",
        warm[warm.length / 2], warm.length, warm[0], warm[warm.length - 1], marked);
    for (String file : files) {
      compare(Path.of(file));
    }
  }

  /** Of this thread, so that what else the machine does is left out. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Event[] events(Random random) {
    Event[] events = new Event[EVENTS];
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    for (int i = 0; i < EVENTS; i++) {
      Map<String, Object> context =
          Map.of(
              "userAgent",
              "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0."
                  + random.nextInt(BROWSERS)
                  + " Safari/537.36",
              "page",
              Map.of("url", "https://shop.example/item", "referrer", "https://shop.example/"));
      Instant at = noon.plusMillis(i);
      events[i] =
          new Event(
              "m" + i,
              EventType.VIEW,
              null,
              "browser-" + random.nextInt(SHOPPERS),
              null,
              at,
              at,
              "shoes",
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              "events",
              Map.of("context", context));
    }
    return events;
  }

  private static void compare(Path file) throws IOException {
    JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
    Set<String> agents = new TreeSet<>();
    for (JsonNode entry : root) {
      if (entry.isString()) {
        agents.add(entry.asString());
      } else {
        entry.path("instances").forEach(instance -> agents.add(instance.asString()));
      }
    }
    KnownAgents known = KnownAgents.load(List.of());
    List<String> found = new ArrayList<>();
    for (String agent : agents) {
      if (known.isKnown(agent) || known.isHeadless(agent)) {
        found.add(agent);
      }
    }
    System.out.printf(
        "%s: %d of %d agents are bots by our list%n",
        file.getFileName(), found.size(), agents.size());
  }
}
