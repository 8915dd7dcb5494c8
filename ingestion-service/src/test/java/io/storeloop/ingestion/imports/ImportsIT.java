package io.storeloop.ingestion.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportsIT {
  private static final String TMALL =
      """
      user_id,brand_id,type,visit_datetime
      1,10,0,6-4
      1,10,0,6-4
      1,10,1,6-4
      2,11,2,12-31
      2,11,3,2-30
      2,11,9,6-4
      2,11
      """;

  private static final String RETAIL =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      536365,85123A,"WHITE ""HEART"", SMALL",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
      536365,85123A,"WHITE ""HEART"", SMALL",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
      536366,85123a,WHITE HEART,2,2010-12-01 08:28:00,5.06,,France
      C536379,85123A,WHITE HEART,-1,2010-12-01 09:41:00,2.55,17850.0,United Kingdom
      536370,POST,POSTAGE,3,2010-12-01 08:45:00,18.00,12583.0,France
      536373,22139,found,5,2010-12-01 09:00:00,0.0,,United Kingdom
      536374,22139,,-5,2010-12-01 09:00:00,0.0,,United Kingdom
      A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom
      """;

  @TempDir private Path directory;
  private RunningIngestion ingestion;

  @BeforeEach
  void start() {
    ingestion = RunningIngestion.start("storeloop.ingestion.imports.directory=" + directory);
  }

  @AfterEach
  void stop() {
    ingestion.close();
  }

  private Answer upload(String query, byte[] file) {
    return ingestion.secretPost("/v1/imports?" + query, "application/octet-stream", file);
  }

  private Answer upload(String query, String file) {
    return upload(query, file.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode imported(String query, String file) {
    return ended(upload(query, file));
  }

  private JsonNode ended(Answer upload) {
    assertThat(upload.status()).as(upload.body().toString()).isEqualTo(202);
    return ended(ingestion, upload.headers().get("location").getFirst());
  }

  private static JsonNode ended(RunningIngestion service, String location) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (Instant.now().isBefore(deadline)) {
      JsonNode task = service.get(location).body();
      if (task.path("finishedAt").isString()) {
        return task;
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("the import does not end: " + service.get(location).body());
  }

  private static String outcomes(JsonNode task) {
    return "%s: %d = %d + %d + %d + %d"
        .formatted(
            task.path("state").asString(),
            task.path("rows").asLong(),
            task.path("accepted").asLong(),
            task.path("repaired").asLong(),
            task.path("duplicates").asLong(),
            task.path("rejected").asLong());
  }

  @Test
  void equalRowsOfTmallAreRepeatedActionsAndASecondImportChangesNothing() {
    JsonNode first = imported("format=tmall2014&fileName=t.csv", TMALL);
    JsonNode second = imported("format=tmall2014", TMALL);

    assertThat(outcomes(first)).isEqualTo("completed: 7 = 4 + 0 + 0 + 3");
    assertThat(first.path("rejections").toString())
        .isEqualTo("{\"invalid_timestamp\":1,\"unknown_type\":1,\"wrong_column_count\":1}");
    assertThat(first.path("problems").get(0).path("row").asInt()).isEqualTo(5);
    assertThat(first.path("itemsAdded").asInt()).isEqualTo(2);
    assertThat(first.path("fileName").asString()).isEqualTo("t.csv");
    assertThat(outcomes(second)).isEqualTo("completed: 7 = 0 + 0 + 4 + 3");
    assertThat(ingestion.count("event where type = 'view' and user_id = '1' and item_id = '10'"))
        .isEqualTo(2);
    assertThat(ingestion.count("event where occurred_at = '2013-12-31T00:00:00Z'")).isEqualTo(1);
    assertThat(ingestion.count("quarantined_record")).isEqualTo(3);
    assertThat(directory.toFile().list()).containsExactly("spool-id");
  }

  @Test
  void linesOfOnlineRetailBecomeWhatTheyMean() throws IOException {
    JsonNode task =
        ended(upload("format=online-retail", gzip(RETAIL.getBytes(StandardCharsets.UTF_8))));

    assertThat(outcomes(task)).isEqualTo("completed: 8 = 2 + 3 + 1 + 2");
    assertThat(task.path("repairs").toString())
        .isEqualTo("{\"item_id_case\":1,\"non_product_line\":1,\"unsold_line\":1}");
    assertThat(task.path("rejections").toString())
        .isEqualTo("{\"negative_price\":1,\"stock_correction\":1}");
    assertThat(
            ingestion
                .database()
                .owner()
                .sql(
                    """
                    select concat_ws('|', type, user_id, anonymous_id, item_id, quantity, price, currency, order_id,
                      occurred_at at time zone 'UTC') from event order by id
                    """)
                .query(String.class)
                .list())
        .containsExactly(
            "purchase|17850|85123A|6|2.5500|GBP|536365|2010-12-01 08:26:00",
            "purchase|invoice:536366|85123A|2|5.0600|GBP|536366|2010-12-01 08:28:00",
            "refund|17850|85123A|1|2.5500|GBP|C536379|2010-12-01 09:41:00",
            "custom|12583|536370|2010-12-01 08:45:00",
            "custom|invoice:536373|22139|536373|2010-12-01 09:00:00");
    assertThat(ingestion.get("/v1/items/85123A").body().path("name").asString())
        .isEqualTo("WHITE \"HEART\", SMALL");
  }

  @Test
  void anyCsvIsReadByTheColumnsItsMappingNames() {
    String mapping =
        """
        {"columns": {"userId": "who", "itemId": "what", "timestamp": "when", "price": "cost", "type": "did"},
         "constants": {"currency": "EUR"}, "types": {"K": "purchase"}, "properties": ["shop"],
         "timestampFormat": "dd.MM.yyyy", "zone": "Europe/Berlin", "delimiter": ";"}\
        """;
    String file =
        """
        who;what;when;cost;did;shop
        anna;shoes;01.07.2026;59.90;K;Bonn
        anna;shoes;01.07.2026;cheap;K;Bonn
        ben;socks;July;4.50;view;
        ben;socks;01.03.2026;;view;
        """;

    JsonNode task =
        imported(
            "format=mapped&mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8), file);

    assertThat(outcomes(task)).isEqualTo("completed: 4 = 2 + 0 + 0 + 2");
    assertThat(task.path("rejections").toString())
        .isEqualTo("{\"invalid_price\":1,\"invalid_timestamp\":1}");
    assertThat(
            ingestion.count(
                "event where type = 'purchase' and price = 59.90 and currency = 'EUR'"
                    + " and occurred_at = '2026-06-30T22:00:00Z' and properties->>'shop' = 'Bonn'"))
        .isEqualTo(1);
  }

  @Test
  void ourOwnLinesAreImportedToo() {
    String lines =
        """
        {"messageId": "s-1", "type": "view", "userId": "anna", "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}

        {"type": "view", "userId": "anna", "itemId": "shoes"}
        {"oops
        """
            + "x".repeat(100_000);

    JsonNode first = imported("format=storeloop", lines);
    JsonNode second = imported("format=storeloop", lines);

    assertThat(outcomes(first)).isEqualTo("completed: 4 = 1 + 1 + 0 + 2");
    assertThat(first.path("rejections").toString())
        .isEqualTo("{\"event_too_large\":1,\"malformed_json\":1}");
    assertThat(outcomes(second)).isEqualTo("completed: 4 = 0 + 0 + 2 + 2");
  }

  @Test
  void anImportThatWasCutOffGoesOnWhereTheLogEnds() {
    StringBuilder file = new StringBuilder("user_id,brand_id,type,visit_datetime\n");
    for (int row = 0; row < 20_000; row++) {
      file.append(row % 50).append(',').append(row % 97).append(',');
      file.append(row % 100 == 0 ? 9 : 0).append(",6-4\n");
    }
    String location =
        upload("format=tmall2014", file.toString()).headers().get("location").getFirst();
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (ingestion.count("event") == 0 && Instant.now().isBefore(deadline)) {
      Thread.onSpinWait();
    }
    ingestion.close();
    // as if the worker had died instead of giving its lease back
    ingestion
        .database()
        .owner()
        .sql(
            "update import_task set worker = id, lease_until = now() + interval '1 s' where state = 'running'")
        .update();
    long before = ingestion.count("event");

    ingestion =
        RunningIngestion.start(
            ingestion.database(), "storeloop.ingestion.imports.directory=" + directory);
    JsonNode task = ended(ingestion, location);

    assertThat(before).isBetween(1L, 19_799L);
    assertThat(outcomes(task)).isEqualTo("completed: 20000 = 19800 + 0 + 0 + 200");
    assertThat(ingestion.count("event")).isEqualTo(19_800);
    assertThat(
            ingestion
                .database()
                .owner()
                .sql(
                    "select sum(records) from quality_counter where measure in ('accepted', 'repaired', 'duplicate', 'rejected')")
                .query(Long.class)
                .single())
        .isEqualTo(20_000);
  }

  @Test
  void aDamagedFileFailsAndKeepsWhatWasReadBefore() throws IOException {
    StringBuilder file = new StringBuilder("user_id,brand_id,type,visit_datetime\n");
    for (int row = 0; row < 50_000; row++) {
      file.append(row * 7919 % 10_007).append(',').append(row * 31 % 997).append(",0,6-4\n");
    }
    byte[] zipped = gzip(file.toString().getBytes(StandardCharsets.UTF_8));

    JsonNode task = ended(upload("format=tmall2014", Arrays.copyOf(zipped, zipped.length / 2)));

    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("failure").path("code").asString()).isEqualTo("malformed_gzip");
    assertThat(task.path("rows").asLong()).isEqualTo(ingestion.count("event")).isPositive();
  }

  @Test
  void aQuoteThatIsNeverClosedEndsTheImportNotTheMemory() {
    JsonNode task =
        imported(
            "format=tmall2014",
            "user_id,brand_id,type,visit_datetime\n1,10,0,6-4\n1,\"10,0,6-4\n"
                + "1,10,0,6-4\n".repeat(200_000));

    assertThat(task.path("state").asString()).isEqualTo("failed");
    assertThat(task.path("failure").path("code").asString()).isEqualTo("row_too_long");
  }

  @Test
  void equalRowsReadInTwoWaysAreTwoEvents() {
    String file = "user,item,day\nu1,shoes,2026-01-01\n";
    String mapping =
        "{\"columns\":{\"userId\":\"user\",\"itemId\":\"item\",\"timestamp\":\"day\"},"
            + "\"timestampFormat\":\"yyyy-MM-dd\",\"constants\":{\"type\":\"%s\"}}";

    JsonNode views = imported("format=mapped&mapping=" + encoded(mapping.formatted("view")), file);
    JsonNode carts =
        imported("format=mapped&mapping=" + encoded(mapping.formatted("add_to_cart")), file);
    JsonNode again = imported("format=mapped&mapping=" + encoded(mapping.formatted("view")), file);

    assertThat(views.path("duplicates").asInt()).isZero();
    assertThat(carts.path("duplicates").asInt()).isZero();
    assertThat(again.path("duplicates").asInt()).isEqualTo(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void whatCannotBeImportedIsRefusedAtOnce() {
    assertThat(upload("format=excel", TMALL).code()).isEqualTo("unknown_format");
    assertThat(upload("format=online-retail", TMALL).code()).isEqualTo("wrong_header");
    assertThat(upload("format=tmall2014", "").code()).isEqualTo("empty_file");
    assertThat(upload("format=tmall2014&year=1", TMALL).code()).isEqualTo("invalid_year");
    assertThat(upload("format=tmall2014", new byte[] {0x1f, (byte) 0x8b, 0, 0}).code())
        .isEqualTo("malformed_gzip");
    assertThat(upload("format=mapped", TMALL).code()).isEqualTo("invalid_mapping");
    assertThat(upload("format=mapped&mapping=%7B%22colums%22%3A1%7D", TMALL).code())
        .isEqualTo("invalid_mapping");
    assertThat(upload("format=mapped&mapping=null", TMALL).code()).isEqualTo("invalid_mapping");
    String quoteAsDelimiter = "{\"columns\":{\"userId\":\"user_id\"},\"delimiter\":\"\\\"\"}";
    assertThat(upload("format=mapped&mapping=" + encoded(quoteAsDelimiter), TMALL).code())
        .isEqualTo("invalid_mapping");
    assertThat(upload("format=tmall2014&mapping=%7B%7D", TMALL).code())
        .isEqualTo("invalid_mapping");
    assertThat(upload("fileName=t.csv", TMALL).status()).isEqualTo(400);
    assertThat(
            ingestion
                .secretPost(
                    "/v1/imports?format=tmall2014",
                    "application/x-www-form-urlencoded",
                    TMALL.getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(415);
    assertThat(
            ingestion
                .post(
                    "/v1/imports?format=tmall2014",
                    "text/csv",
                    TMALL.getBytes(StandardCharsets.UTF_8))
                .code())
        .isEqualTo("secret_key_needed");
    assertThat(ingestion.get("/v1/imports/00000000-0000-0000-0000-000000000001").code())
        .isEqualTo("unknown_import");
    assertThat(directory.toFile().list()).containsExactly("spool-id");
  }

  @Test
  void importsAreListedNewestFirst() {
    imported("format=tmall2014&fileName=one.csv", TMALL);
    imported("format=tmall2014&fileName=two.csv", TMALL);

    Answer first = ingestion.get("/v1/imports?limit=1");
    Answer second =
        ingestion.get("/v1/imports?limit=1&cursor=" + first.body().path("nextCursor").asString());

    assertThat(first.body().path("imports").get(0).path("fileName").asString())
        .isEqualTo("two.csv");
    assertThat(second.body().path("imports").get(0).path("fileName").asString())
        .isEqualTo("one.csv");
    assertThat(ingestion.get("/v1/imports?cursor=eA").code()).isEqualTo("invalid_cursor");
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    }
    return zipped.toByteArray();
  }
}
