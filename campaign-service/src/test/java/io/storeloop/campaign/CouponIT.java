package io.storeloop.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CouponIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  private void pool(String poolId, String codes) {
    service.put("/v1/coupon-pools/" + poolId, "{\"name\": \"Pool\"}");
    Answer upload =
        service.upload("/v1/coupon-pools/" + poolId + "/codes", "text/csv", "code\n" + codes);
    assertThat(upload.status()).isEqualTo(200);
  }

  private void campaign(String placement, String poolId) {
    service.runningCampaign(
        """
        {"name": "Coupons", "placements": ["%s"], "holdoutShare": 0,
         "offers": [{"title": "Your code", "kind": "coupon", "coupon": {"poolId": "%s"}}]}
        """
            .formatted(placement, poolId));
  }

  private List<Answer> atOnce(int calls, Callable<Answer> call) throws Exception {
    List<Callable<Answer>> many = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      many.add(call);
    }
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(many)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void ofAThousandRedemptionsOfTheLastCodeExactlyOneSucceeds() throws Exception {
    pool("last", "LAST\n");

    List<Answer> answers =
        atOnce(
            1000, () -> service.post("/v1/coupon-pools/last/redemptions", "{\"code\": \"LAST\"}"));

    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .extracting(Answer::code)
        .isSubsetOf("coupon_redeemed", "database_unavailable");
    assertThat(service.get("/v1/coupon-pools/last").body().path("redeemed").asInt()).isEqualTo(1);
  }

  @Test
  void aBudgetOfRedemptionsIsNeverExceeded() throws Exception {
    pool("budget", "A\nB\nC\nD\nE\nF\n");
    service.put("/v1/coupon-pools/budget", "{\"name\": \"Pool\", \"maxRedemptions\": 2}");
    List<Callable<Answer>> calls = new ArrayList<>();
    for (String code : List.of("A", "B", "C", "D", "E", "F")) {
      calls.add(() ->
          service.post("/v1/coupon-pools/budget/redemptions", "{\"code\": \"" + code + "\"}"));
    }

    List<String> codes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        codes.add(answer.get().status() == 200 ? "" : answer.get().code());
      }
    }

    assertThat(codes).containsOnly("", "coupon_budget_spent");
    assertThat(codes).filteredOn(String::isEmpty).hasSize(2);
    assertThat(service.get("/v1/coupon-pools/budget").body().path("redeemed").asInt()).isEqualTo(2);
    assertThat(
            service
                .put("/v1/coupon-pools/budget", "{\"name\": \"Pool\", \"maxRedemptions\": 1}")
                .code())
        .isEqualTo("budget_too_small");
  }

  @Test
  void aShopperGetsOneCodeHoweverOftenAndParallelTheyAreDecidedFor() throws Exception {
    pool("one-each", "X1\nX2\nX3\n");
    campaign("one-each", "one-each");

    Set<String> codes = new HashSet<>();
    for (Answer answer : atOnce(30, () -> service.decideInTime("one-anna", "one-each"))) {
      codes.add(answer.body().path("offers").path(0).path("couponCode").asString());
    }

    assertThat(codes).hasSize(1).doesNotContain("");
    JsonNode pool = service.get("/v1/coupon-pools/one-each").body();
    assertThat(pool.path("handedOut").asInt()).isEqualTo(1);
    assertThat(pool.path("free").asInt()).isEqualTo(2);
  }

  @Test
  void codesGoToDifferentShoppersAndThenThereAreNone() throws Exception {
    pool("few", "F1\nF2\nF3\nF4\n");
    campaign("few", "few");

    long shown = service.shownOf(40, i -> service.decideInTime("few-" + i, "few"));

    assertThat(shown).isEqualTo(4);
    assertThat(
            service
                .database
                .owner()
                .sql("select count(distinct shopper) from coupon where pool_id = 'few'")
                .query(Long.class)
                .single())
        .isEqualTo(4);
    assertThat(
            service
                .decideInTime("few-late", "few")
                .body()
                .path("reasons")
                .path(0)
                .path("text")
                .asString())
        .isEqualTo("no code is left in the pool 'few'");
  }

  /** Were only the treated denied, the groups would differ in more than the offer. */
  @Test
  void whereNoCodeIsLeftTheHeldOutArePassedByLikeTheTreated() {
    pool("both", "B1\nB2\nB3\nB4\nB5\nB6\nB7\nB8\nB9\nB10\nB11\nB12\nB13\nB14\nB15\nB16\n");
    service.runningCampaign(
        """
        {"name": "Both", "placements": ["both"], "holdoutShare": 0.5,
         "offers": [{"title": "Your code", "kind": "coupon", "coupon": {"poolId": "both"}}]}
        """);
    IntStream.range(0, 16).forEach(i -> service.decideInTime("both-early-" + i, "both"));
    long early = heldOut("both-early-%");
    service
        .database
        .owner()
        .sql(
            "update coupon set redeemed_at = now() where pool_id = 'both' and handed_out_at is null")
        .update();

    IntStream.range(0, 16).forEach(i -> service.decideInTime("both-late-" + i, "both"));
    IntStream.range(0, 16).forEach(i -> service.decideInTime("both-early-" + i, "both"));

    assertThat(early).isBetween(1L, 15L);
    assertThat(heldOut("both-late-%")).isZero();
    // whoever was held out while there were codes still is, as the treated still have theirs
    assertThat(heldOut("both-early-%")).isEqualTo(2 * early);
  }

  private long heldOut(String users) {
    return service
        .database
        .owner()
        .sql("select count(*) from decision where held_out and user_id like ?")
        .param(users)
        .query(Long.class)
        .single();
  }

  @Test
  void theLedgerKnowsWhichCodeWasGiven() {
    pool("ledger", "LEDGER\n");
    campaign("coupon-ledger", "ledger");

    JsonNode answer = service.decideInTime("ledger-ben", "coupon-ledger").body();

    assertThat(answer.path("offers").path(0).path("couponCode").asString()).isEqualTo("LEDGER");
    JsonNode entry = service.get("/v1/decisions/" + answer.path("decisionId").asString()).body();
    assertThat(entry.path("served").path("couponCode").asString()).isEqualTo("LEDGER");
  }

  @Test
  void codesAreGeneratedInAJob() {
    service.put("/v1/coupon-pools/made", "{\"name\": \"Made\"}");

    Answer begun =
        service.post(
            "/v1/coupon-pools/made/generations", "{\"count\": 2500, \"prefix\": \"BACK-\"}");

    assertThat(begun.status()).isEqualTo(202);
    String address = begun.raw().headers().firstValue("Location").orElseThrow();
    Instant deadline = Instant.now().plusSeconds(60);
    while (!service.get(address).body().has("finishedAt")) {
      assertThat(Instant.now()).isBefore(deadline);
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(service.get(address).body().path("made").asInt()).isEqualTo(2500);
    assertThat(service.get("/v1/coupon-pools/made").body().path("free").asInt()).isEqualTo(2500);
    assertThat(
            service
                .database
                .owner()
                .sql(
                    "select count(*) from coupon where pool_id = 'made' and code ~"
                        + " '^BACK-[2-9B-DF-HJ-NP-TV-XZ]{10}$'")
                .query(Long.class)
                .single())
        .isEqualTo(2500);
  }

  @Test
  void everyRefusalHasItsCode() {
    pool("refusals", "R1\n");

    assertThat(service.get("/v1/coupon-pools/never").code()).isEqualTo("unknown_coupon_pool");
    assertThat(service.post("/v1/coupon-pools/refusals/redemptions", "{\"code\": \"NO\"}").code())
        .isEqualTo("unknown_coupon");
    assertThat(service.post("/v1/coupon-pools/refusals/redemptions", "{}").code())
        .isEqualTo("missing_value");
    assertThat(
            service
                .post("/v1/coupon-pools/refusals/generations", "{\"count\": 1000, \"length\": 6}")
                .code())
        .isEqualTo("easy_to_guess");
    assertThat(service.upload("/v1/coupon-pools/never/codes", "text/csv", "code\nA\n").code())
        .isEqualTo("unknown_coupon_pool");
    Answer campaign =
        service.post(
            "/v1/campaigns",
            """
            {"name": "No pool", "placements": ["p"],
             "offers": [{"title": "T", "kind": "coupon", "coupon": {"poolId": "never"}}]}
            """);
    assertThat(campaign.code()).isEqualTo("unknown_coupon_pool");
    assertThat(campaign.body().path("errors").path(0).path("pointer").asString())
        .isEqualTo("/offers/0/coupon/poolId");
  }
}
