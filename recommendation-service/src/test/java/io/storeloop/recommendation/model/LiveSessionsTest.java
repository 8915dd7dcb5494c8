package io.storeloop.recommendation.model;

import static io.storeloop.recommendation.interaction.EventFixture.aPurchase;
import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.basket.Partner;
import io.storeloop.algorithms.session.RankedItems;
import io.storeloop.algorithms.session.SessionScorer;
import io.storeloop.algorithms.session.SessionScratch;
import io.storeloop.algorithms.trend.TrendingItem;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSessionsTest {
  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Catalogue catalogue = new Catalogue();
  private final Histories histories = new Histories(properties);
  private final Interactions interactions = new Interactions(histories, catalogue, properties);
  private final ActiveModel active = new ActiveModel();

  @Test
  void whatFollowedInOnePastSessionIsSaidToFollowInAnother() {
    view("anna", "shoes", 0);
    view("anna", "socks", 1);
    view("ben", "hat", 2);

    answer();

    assertThat(next("shoes")).containsExactly("socks");
    assertThat(next("hat")).isEmpty();
  }

  @Test
  void aPauseEndsASession() {
    view("anna", "shoes", 0);
    view("anna", "socks", 31);

    answer();

    assertThat(next("shoes")).isEmpty();
  }

  @Test
  void aSessionThatGoesOnIsSeenByTheOthersAfterTheNextRefresh() {
    view("ben", "hat", 0);
    view("anna", "shoes", 10);
    answer();
    interactions.listen(active.clicks());

    view("anna", "hat", 12);
    List<String> before = next("shoes");
    boolean changed = active.current().learnt().sessions().refresh();

    assertThat(before).isEmpty();
    assertThat(changed).isTrue();
    assertThat(next("shoes")).containsExactly("hat");
    assertThat(active.current().learnt().sessions().refresh()).isFalse();
  }

  @Test
  void whatHappensWhileAModelIsTrainedIsNotLostAndNotCountedTwice() {
    interactions.listen(active.clicks());
    view("ben", "hat", 0);
    view("anna", "shoes", 10);
    RecommendationModel trained;
    try (Clicks.Recording clicks = active.clicks().record()) {
      view("anna", "hat", 11);
      trained = ModelFixture.train(histories, catalogue).model();
      view("anna", "hat", 12);
      clicks.replayInto(trained.learnt().sessions());
      active.swapIn(trained);
    }
    boolean changed = trained.learnt().sessions().refresh();

    assertThat(changed).isTrue();
    assertThat(trained.sessions().orElseThrow().itemCount()).isEqualTo(2);
    assertThat(next("shoes")).containsExactly("hat");
  }

  @Test
  void theLinesOfAnOrderCountOneByOneThoughTheyComeInOneMoment() {
    for (String item : new String[] {"shoes", "socks", "hat", "belt"}) {
      view("ben-" + item, item, 0);
    }
    answer();
    interactions.listen(active.clicks());

    view("anna", "shoes", 10);
    view("anna", "socks", 10);
    view("anna", "hat", 10);
    boolean changed = active.current().learnt().sessions().refresh();
    List<String> live = next("shoes");
    answer();

    assertThat(changed).isTrue();
    assertThat(live).containsExactlyInAnyOrder("socks", "hat");
    assertThat(next("shoes")).containsExactlyElementsOf(live);
  }

  @Test
  void anOrderThatWasReadWithTheHistoriesIsNotCountedTwice() {
    interactions.listen(active.clicks());
    boolean changed;
    try (Clicks.Recording clicks = active.clicks().record()) {
      view("anna", "shoes", 10);
      view("anna", "socks", 10);
      view("anna", "hat", 10);
      RecommendationModel trained = ModelFixture.train(histories, catalogue).model();
      clicks.replayInto(trained.learnt().sessions());
      changed = trained.learnt().sessions().refresh();
    }

    assertThat(changed).isFalse();
  }

  @Test
  void sessionsThatAreBeingMadeTwiceAtATimeMissNothing() {
    interactions.listen(active.clicks());
    view("ben", "hat", 0);
    view("anna", "shoes", 10);
    LiveSessions one = ModelFixture.train(histories, catalogue).model().learnt().sessions();
    LiveSessions other = ModelFixture.train(histories, catalogue).model().learnt().sessions();
    try (Clicks.Recording first = active.clicks().record();
        Clicks.Recording second = active.clicks().record()) {
      view("anna", "hat", 11);
      first.replayInto(one);
      second.replayInto(other);
    }

    assertThat(one.refresh()).isTrue();
    assertThat(other.refresh()).isTrue();
  }

  @Test
  void sessionsThatNeverAnsweredHearNothingAfterTheirRecordingIsClosed() {
    interactions.listen(active.clicks());
    view("ben", "hat", 0);
    view("anna", "shoes", 10);
    LiveSessions rejected = ModelFixture.train(histories, catalogue).model().learnt().sessions();
    try (Clicks.Recording clicks = active.clicks().record()) {
      clicks.replayInto(rejected);
    }

    view("anna", "hat", 11);

    assertThat(rejected.refresh()).isFalse();
  }

  @Test
  void anItemThatCameAfterTheTrainingWaitsForTheNext() {
    view("anna", "shoes", 10);
    answer();
    interactions.listen(active.clicks());

    view("anna", "novelty", 11);

    assertThat(active.current().learnt().sessions().refresh()).isFalse();
  }

  @Test
  void whatLiesInOneBasketMoreOftenThanByChanceIsBoughtTogether() {
    for (int i = 0; i < 20; i++) {
      interactions.apply(
          aPurchase().of("printer").by("buyer-" + i).after(Duration.ofHours(i)).event());
      interactions.apply(
          aPurchase().of("paper").by("buyer-" + i).after(Duration.ofHours(i)).event());
      interactions.apply(
          aPurchase().of("lamp").by("other-" + i).after(Duration.ofHours(i)).event());
    }

    RecommendationModel model = ModelFixture.train(histories, catalogue).model();

    assertThat(model.boughtTogether(index("printer")))
        .extracting(Partner::item)
        .containsExactly(index("paper"));
    assertThat(model.boughtTogether(index("lamp"))).isEmpty();
  }

  @Test
  void whatIsBoughtAgainIsKnown() {
    for (int i = 0; i < 10; i++) {
      for (int month = 0; month < 3; month++) {
        interactions.apply(
            aPurchase().of("coffee").by("buyer-" + i).after(Duration.ofDays(30L * month)).event());
      }
      interactions.apply(aPurchase().of("sofa").by("buyer-" + i).event());
    }

    RecommendationModel model = ModelFixture.train(histories, catalogue).model();

    assertThat(model.repeats().isRepeatable(index("coffee"))).isTrue();
    assertThat(model.repeats().interval(index("coffee")).orElseThrow().toDays())
        .isBetween(29L, 30L);
    assertThat(model.repeats().isRepeatable(index("sofa"))).isFalse();
    assertThat(histories.find("buyer-1", null, null).orElseThrow().purchaseTimes(index("coffee")))
        .hasSize(3);
  }

  @Test
  void whatIsAskedForMoreThanUsualIsOnTheRiseAndOneShopperMakesNoTrend() {
    for (int day = 0; day < 30; day++) {
      for (int i = 0; i < 20; i++) {
        view("user-" + i, "usual", day * 1440 + i);
      }
    }
    for (int i = 0; i < 20; i++) {
      view("user-" + i, "hit", 29 * 1440 + 100 + i);
    }
    for (int i = 0; i < 100; i++) {
      view("bot", "pushed", 29 * 1440 + 200 + i);
    }

    RecommendationModel model = ModelFixture.train(histories, catalogue).model();

    assertThat(model.trending()).extracting(TrendingItem::item).containsExactly(index("hit"));
  }

  @Test
  void theSameItemTwiceInOneMomentCountsOnceWhetherItComesLiveOrIsRead() {
    view("ben", "hat", 0);
    answer();
    interactions.listen(active.clicks());

    view("anna", "hat", 10);
    boolean first = active.current().learnt().sessions().refresh();
    view("anna", "hat", 10);
    boolean again = active.current().learnt().sessions().refresh();
    view("anna", "hat", 11);
    var read =
        new PastSessions(
            active.current().learnt().items(), Duration.ofMinutes(30).toMillis(), Long.MAX_VALUE);
    histories.all().forEach(read::add);

    assertThat(first).isTrue();
    assertThat(again).isFalse();
    // anna's session: hat twice, once per moment
    assertThat(read.sessions(new int[] {0}, 10).clickCount()).isEqualTo(2);
  }

  private void view(String user, String item, int minute) {
    interactions.apply(aView().of(item).by(user).after(Duration.ofMinutes(minute)).event());
  }

  private void answer() {
    active.swapIn(ModelFixture.train(histories, catalogue).model());
  }

  private int index(String item) {
    return catalogue.find(item).orElseThrow().index();
  }

  private List<String> next(String item) {
    RecommendationModel model = active.current();
    SessionScorer scorer = model.sessions().orElseThrow();
    int at = model.modelItem(index(item));
    RankedItems ranked = scorer.top(new int[] {at}, 1, one -> one == at, 10, new SessionScratch());
    List<String> ids = new ArrayList<>();
    for (int place = 0; place < ranked.size(); place++) {
      ids.add(catalogue.item(model.catalogueItem(ranked.item(place))).itemId());
    }
    return ids;
  }
}
