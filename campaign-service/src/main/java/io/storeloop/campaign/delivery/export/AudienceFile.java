package io.storeloop.campaign.delivery.export;

import io.storeloop.campaign.delivery.export.AudienceSearch.Why;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The file being written, NDJSON or CSV; its last line is the count. Not thread-safe. */
final class AudienceFile {
  private static final String LINE_END = "\r\n";

  private final OutputStream out;
  private final JsonMapper json;
  private final boolean csv;
  private final boolean hashed;
  private final Map<Why, Long> leftOut = new EnumMap<>(Why.class);
  private long exported;

  AudienceFile(OutputStream out, JsonMapper json, boolean csv, boolean hashed) throws IOException {
    this.out = out;
    this.json = json;
    this.csv = csv;
    this.hashed = hashed;
    if (csv) {
      line(String.join(",", AudienceMember.names(hashed)) + LINE_END);
    }
  }

  void write(AudienceMember member) throws IOException {
    exported++;
    Map<String, String> values = member.values(hashed);
    if (csv) {
      line(
          AudienceMember.names(hashed).stream()
              .map(name -> CsvCell.of(values.getOrDefault(name, "")))
              .collect(Collectors.joining(",", "", LINE_END)));
    } else {
      line(json.writeValueAsString(values) + "\n");
    }
  }

  void leaveOut(Why why) {
    leftOut.merge(why, 1L, Long::sum);
  }

  void end() throws IOException {
    Map<String, Long> summary = new LinkedHashMap<>();
    summary.put("exported", exported);
    for (Why why : Why.values()) {
      summary.put(why.name().toLowerCase(Locale.ROOT), leftOut.getOrDefault(why, 0L));
    }
    if (csv) {
      line(
          summary.entrySet().stream()
              .map(count -> count.getKey() + "=" + count.getValue())
              .collect(Collectors.joining(",", "#summary,", LINE_END)));
    } else {
      line(json.writeValueAsString(Map.of("summary", summary)) + "\n");
    }
    out.flush();
  }

  private void line(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
