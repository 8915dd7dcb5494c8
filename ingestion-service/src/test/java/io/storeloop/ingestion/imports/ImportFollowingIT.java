package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking at a file before it is imported, following an import, and ending it. */
class ImportFollowingIT {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = new JsonMapper();

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion =
        RunningIngestion.start(
            "storeloop.ingestion.imports.max-streams=1",
            "storeloop.ingestion.imports.progress-interval=20ms",
            "storeloop.ingestion.imports.dry-run-rows=30");
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  /** What an event stream has sent: names and data. */
  private record Sent(String event, JsonNode data) {}

  private static Answer upload(String query, String file) {
    return ingestion.secretPost(
        "/v1/imports?" + query, "application/octet-stream", file.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static HttpResponse<InputStream> open(String location)
      throws IOException, InterruptedException {
    return CLIENT.send(
        ingestion.request(location + "/events", TestDatabase.SECRET_KEY).GET().build(),
        BodyHandlers.ofInputStream());
  }

  private static List<Sent> toTheEnd(HttpResponse<InputStream> stream) throws IOException {
    List<Sent> sent = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      String event = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          sent.add(new Sent(event, JSON.readTree(line.substring("data: ".length()))));
        }
      }
    }
    return sent;
  }

  /** Follows the import to its end and returns it. */
  private static JsonNode ended(Answer upload) throws IOException, InterruptedException {
    assertThat(upload.status()).as(upload.body().toString()).isEqualTo(202);
    return toTheEnd(open(upload.headers().get("location").getFirst())).getLast().data();
  }

  private static String outcomes(JsonNode task) {
    return Stream.of("rows", "accepted", "repaired", "duplicates", "rejected")
        .map(name -> task.path(name).asString())
        .toList()
        .toString();
  }

  @Test
  void anImportIsFollowedToItsEnd() throws IOException, InterruptedException {
    StringBuilder file = new StringBuilder("user_id,brand_id,type,visit_datetime\n");
    for (int row = 0; row < 5_000; row++) {
      file.append(row).append(",7,0,6-4\n");
    }
    Answer upload = upload("format=tmall2014", file.toString());

    HttpResponse<InputStream> stream = open(upload.headers().get("location").getFirst());
    List<Sent> sent = toTheEnd(stream);

    assertThat(stream.headers().firstValue("content-type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(sent.getLast().event()).isEqualTo("completed");
    assertThat(outcomes(sent.getLast().data())).isEqualTo("[5000, 5000, 0, 0, 0]");
    assertThat(sent.subList(0, sent.size() - 1)).allMatch(one -> one.event().equals("progress"));
    assertThat(sent.stream().map(one -> one.data().path("rows").asLong()).toList()).isSorted();
  }

  @Test
  void aStreamOfAnImportThatHasFailedSaysSo() throws IOException, InterruptedException {
    Answer upload =
        upload(
            "format=tmall2014", "user_id,brand_id,type,visit_datetime\n1,2,0,6-4\n\"a\"b,c,d,e\n");

    List<Sent> sent = toTheEnd(open(upload.headers().get("location").getFirst()));

    assertThat(sent.getLast().event()).isEqualTo("failed");
    assertThat(sent.getLast().data().path("failure").path("code").asString())
        .isEqualTo("malformed_csv");
    assertThat(outcomes(sent.getLast().data())).isEqualTo("[1, 1, 0, 0, 0]");
  }

  @Test
  void streamsAreBoundedAndAWaitingImportCanBeCancelled() throws IOException, InterruptedException {
    UUID nobodys = UUID.randomUUID();
    ingestion
        .database()
        .owner()
        .sql(
            """
            insert into import_task (id, created_at, format, options, spool_id, state, total_bytes)
            values (:id, now(), 'storeloop', '{"year": 2013}', :id, 'waiting', 5)
            """)
        .param("id", nobodys)
        .update();
    String location = "/v1/imports/" + nobodys;

    HttpResponse<InputStream> first = open(location);
    Answer second = ingestion.get(location + "/events");
    Answer cancelled = ingestion.delete(location);
    List<Sent> sent = toTheEnd(first);
    Answer again = ingestion.delete(location);

    assertThat(second.status()).isEqualTo(503);
    assertThat(second.code()).isEqualTo("too_many_streams");
    assertThat(second.headers()).containsKey("retry-after");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body().path("state").asString()).isEqualTo("cancelled");
    assertThat(sent.getLast().event()).isEqualTo("cancelled");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("import_over");
    String unknown = "/v1/imports/00000000-0000-0000-0000-000000000001";
    assertThat(ingestion.get(unknown + "/events").code()).isEqualTo("unknown_import");
    assertThat(ingestion.delete(unknown).code()).isEqualTo("unknown_import");
  }

  @Test
  void aDryRunShowsTheFirstRowsAndEveryProblemAndStoresNothing() {
    StringBuilder file = new StringBuilder("user_id,brand_id,type,visit_datetime\n");
    for (int row = 1; row <= 29; row++) {
      file.append(row == 2 ? "dry,1,9,6-4\n" : row == 3 ? "dry,1,0,2-30\n" : "dry,1,1,6-4\n");
    }
    long tasks = ingestion.count("import_task");

    Answer whole = upload("format=tmall2014&dryRun=true", file.toString());
    Answer part = upload("format=tmall2014&dryRun=true", file + "dry,1,0,6-4\n".repeat(2));

    assertThat(whole.status()).isEqualTo(200);
    assertThat(outcomes(whole.body())).isEqualTo("[29, 27, 0, 0, 2]");
    assertThat(whole.body().path("wholeFile").asBoolean()).isTrue();
    assertThat(whole.body().path("shown").size()).isEqualTo(20);
    JsonNode first = whole.body().path("shown").get(0);
    assertThat(first.path("event").path("type").asString()).isEqualTo("purchase");
    assertThat(first.path("event").path("userId").asString()).isEqualTo("dry");
    assertThat(first.path("event").path("timestamp").asString()).isEqualTo("2013-06-04T00:00:00Z");
    assertThat(whole.body().path("rejections").toString())
        .isEqualTo("{\"invalid_timestamp\":1,\"unknown_type\":1}");
    assertThat(whole.body().path("problems").get(0).toString())
        .startsWith("{\"row\":2,\"code\":\"unknown_type\",\"pointer\":\"/type\"");
    assertThat(part.body().path("rows").asInt()).isEqualTo(30);
    assertThat(part.body().path("wholeFile").asBoolean()).isFalse();
    assertThat(ingestion.count("import_task")).isEqualTo(tasks);
    assertThat(ingestion.count("event where user_id = 'dry'")).isZero();
    assertThat(ingestion.count("quarantined_record where payload like '%dry%'")).isZero();
  }

  @Test
  void aDryRunSaysWhereAFileCannotBeReadOnAndRefusesWhatAnImportWould() {
    Answer torn =
        upload(
            "format=tmall2014&dryRun=true",
            "user_id,brand_id,type,visit_datetime\n1,2,0,6-4\n\"a\"b,c,d,e\n");

    assertThat(outcomes(torn.body())).isEqualTo("[1, 1, 0, 0, 0]");
    assertThat(torn.body().path("failure").path("code").asString()).isEqualTo("malformed_csv");
    assertThat(upload("format=tmall2014&dryRun=true", "a,b\n").code()).isEqualTo("wrong_header");
    assertThat(upload("format=google-merchant&dryRun=true", "<!DOCTYPE rss><rss/>").code())
        .isEqualTo("doctype_refused");
    assertThat(upload("format=excel&dryRun=true", "a").code()).isEqualTo("unknown_format");
    String nothing = encoded("{\"columns\": {\"userId\": null}, \"layout\": \"ndjson\"}");
    assertThat(upload("format=mapped&dryRun=true&mapping=" + nothing, "{\"a\": 1}").code())
        .isEqualTo("invalid_mapping");
  }

  @Test
  void aWellFormedMerchantFeedIsReadToItsEndOnce() throws IOException, InterruptedException {
    JsonNode merchant =
        ended(
            upload(
                "format=google-merchant",
                "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><item><g:id>g-7</g:id></item></rss>"));

    assertThat(merchant.path("state").asString()).isEqualTo("completed");
    assertThat(outcomes(merchant)).isEqualTo("[1, 1, 0, 0, 0]");
    assertThat(ingestion.count("import_task where attempts > 1")).isZero();
  }

  @Test
  void aFeedOfAnyLengthIsImportedAndOnlyDifferencesAreWritten()
      throws IOException, InterruptedException {
    String csv = "itemId,name,price\ni-1,One,1.00001\ni-2,Two,2\ni-1,One,1\ni-3,Three,cheap\n";
    String changed = csv.replace("Two", "Zwei");

    long countedBefore = counted("import:items-csv");

    JsonNode first = ended(upload("format=items-csv", csv));
    JsonNode again = ended(upload("format=items-csv", csv));
    JsonNode second = ended(upload("format=items-csv", changed));

    assertThat(outcomes(first)).isEqualTo("[4, 2, 0, 1, 1]");
    assertThat(first.path("rejections").toString()).isEqualTo("{\"invalid_price\":1}");
    assertThat(outcomes(again)).isEqualTo("[4, 0, 0, 3, 1]");
    assertThat(outcomes(second)).isEqualTo("[4, 1, 0, 2, 1]");
    assertThat(ingestion.get("/v1/items/i-2").body().path("name").asString()).isEqualTo("Zwei");
    assertThat(ingestion.count("quarantined_record where source = 'import:items-csv'"))
        .isEqualTo(1);
    assertThat(counted("import:items-csv") - countedBefore).isEqualTo(12);
  }

  private static long counted(String source) {
    return ingestion
        .database()
        .owner()
        .sql(
            """
            select coalesce(sum(records), 0) from quality_counter where source = :source and measure = 'received'
            """)
        .param("source", source)
        .query(Long.class)
        .single();
  }

  @Test
  void itemLinesMappedColumnsAndMerchantFeedsAreImportedToo()
      throws IOException, InterruptedException {
    JsonNode lines =
        ended(
            upload("format=items", "{\"itemId\": \"l-1\"}\n{\"itemId\": \" l-2 \"}\n{\"x\": 1}\n"));
    JsonNode mapped =
        ended(
            upload(
                "format=items-csv&mapping="
                    + encoded("{\"columns\": {\"itemId\": \"sku\"}, \"delimiter\": \";\"}"),
                "sku;size\nm-1;42\n"));
    JsonNode merchant =
        ended(
            upload(
                "format=google-merchant",
                "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><item><g:id>g-1</g:id></item><item/>"));

    assertThat(outcomes(lines)).isEqualTo("[3, 1, 1, 0, 1]");
    assertThat(outcomes(mapped)).isEqualTo("[1, 1, 0, 0, 0]");
    assertThat(ingestion.get("/v1/items/m-1").body().path("attributes").toString())
        .isEqualTo("{\"size\":\"42\"}");
    assertThat(merchant.path("failure").path("code").asString()).isEqualTo("malformed_xml");
    assertThat(outcomes(merchant)).isEqualTo("[2, 1, 0, 0, 1]");
  }

  @Test
  void linesOfJsonAreMappedByTheirPaths() throws IOException, InterruptedException {
    String mapping =
        """
        {"layout": "ndjson", "columns": {"userId": "customer.id", "itemId": "sku", "timestamp": "at", "price": "cost"},
         "constants": {"type": "purchase", "currency": "EUR"}, "properties": ["shop.name"]}\
        """;
    String file =
        """
        {"customer": {"id": "ndjson"}, "sku": 77, "at": "2026-03-01T12:00:00Z", "cost": 5.5, "shop": {"name": "Bonn"}}
        {"customer": {"id": "ndjson"}, "sku": 77, "at": "2026-03-01T12:00:00Z", "cost": 5.5, "shop": {"name": "Bonn"}}
        {"customer": {}, "sku": 77, "at": "2026-03-01T12:00:00Z"}
        {"oops
        """;

    JsonNode task = ended(upload("format=mapped&mapping=" + encoded(mapping), file));

    assertThat(outcomes(task)).isEqualTo("[4, 1, 0, 1, 2]");
    assertThat(task.path("rejections").toString())
        .isEqualTo("{\"malformed_json\":1,\"missing_user\":1}");
    assertThat(
            ingestion.count(
                "event where user_id = 'ndjson' and item_id = '77' and price = 5.5"
                    + " and properties->>'shop.name' = 'Bonn'"))
        .isEqualTo(1);
  }

  @Test
  void theSameLineOfAnotherFileIsAnotherAction() throws IOException, InterruptedException {
    String header = "user_id,brand_id,type,visit_datetime\n";
    String monday = header + "line,1,0,6-4\n";
    String tuesday = header + "line,1,0,6-4\nline,2,0,6-5\n";

    JsonNode first = ended(upload("format=tmall2014", monday));
    JsonNode other = ended(upload("format=tmall2014", tuesday));
    JsonNode again = ended(upload("format=tmall2014", monday));

    assertThat(outcomes(first)).isEqualTo("[1, 1, 0, 0, 0]");
    assertThat(outcomes(other)).isEqualTo("[2, 2, 0, 0, 0]");
    assertThat(outcomes(again)).isEqualTo("[1, 0, 0, 1, 0]");
  }
}
