package io.storeloop.recommendation.content;

import static io.storeloop.recommendation.interaction.EventFixture.aView;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.content.SimilarItem;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.model.ModelFixture;
import io.storeloop.recommendation.model.RecommendationModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ColdItemsTest {
  private final Catalogue catalogue = new Catalogue();
  private final AlikeItems alike = new AlikeItems(10);
  private final ColdItems items = new ColdItems(catalogue, alike, ContentProperties.defaults());
  private final RecommendationModel model = aModelThatKnowsShoesAndPans();

  @BeforeEach
  void look() {
    refresh();
  }

  @Test
  void anItemThatNobodyHasMetIsFoundFromOneThatIsLikeItAndTheOtherWayRound() {
    put("new-shoes", "Green running shoes", "Shoes > Running");

    refresh();

    assertThat(ids("shoes")).containsExactly("new-shoes");
    assertThat(ids("new-shoes")).containsExactly("shoes");
    assertThat(ids("pan")).isEmpty();
  }

  @Test
  void whatManyHaveMetIsNotRecommendedByWhatItIs() {
    put("more-shoes", "Red running shoes", "Shoes > Running");
    refresh();
    Histories histories = new Histories(InteractionProperties.defaults());
    Interactions interactions =
        new Interactions(histories, catalogue, InteractionProperties.defaults());
    for (int user = 0; user < 5; user++) {
      interactions.apply(aView().of("shoes").by("user-" + user).event());
      interactions.apply(aView().of("more-shoes").by("user-" + user).event());
    }

    boolean more = items.refresh(ModelFixture.train(histories, catalogue).model());

    assertThat(more).isFalse();
    assertThat(ids("shoes")).isEmpty();
  }

  @Test
  void anItemThatBecomesAnotherLeavesItsOldNeighbours() {
    put("new", "Green running shoes", "Shoes > Running");
    refresh();

    put("new", "Iron frying pan", "Kitchen");
    refresh();

    assertThat(ids("shoes")).isEmpty();
    assertThat(ids("pan")).containsExactly("new");
  }

  @Test
  void aDeletedItemIsLikeNothing() {
    put("new", "Green running shoes", "Shoes > Running");
    refresh();

    catalogue.put("new", "Green running shoes", "Shoes > Running", false, true);
    refresh();

    assertThat(ids("shoes")).isEmpty();
    assertThat(ids("new")).isEmpty();
  }

  @Test
  void newItemsAreLookedUpABoundedNumberAtATimeTheNewestFirst() {
    AlikeItems found = new AlikeItems(10);
    ColdItems oneAtATime =
        new ColdItems(
            catalogue,
            found,
            new ContentProperties(Duration.ofSeconds(1), 5, 50, 0.1, 5000, 100, 1));
    put("new-pan", "Iron frying pan", "Kitchen");
    put("new-shoes", "Green running shoes", "Shoes > Running");

    boolean more = oneAtATime.refresh(model);
    int pansAtFirst = found.alike(index("pan")).size();
    int shoesAtFirst = found.alike(index("shoes")).size();
    while (more) {
      more = oneAtATime.refresh(model);
    }

    assertThat(shoesAtFirst).isEqualTo(1);
    assertThat(pansAtFirst).isZero();
    assertThat(found.alike(index("pan"))).hasSize(1);
  }

  @Test
  void nothingIsComparedBeforeTheWholeCatalogueIsRead() {
    Catalogue large = new Catalogue();
    for (int item = 0; item < 25; item++) {
      large.put("pan-" + item, "Iron frying pan", "Kitchen", true, false);
    }
    AlikeItems found = new AlikeItems(50);
    ColdItems oneAtATime =
        new ColdItems(
            large, found, new ContentProperties(Duration.ofSeconds(1), 5, 50, 0.1, 5000, 100, 1));

    boolean more = oneAtATime.refresh(model) && oneAtATime.refresh(model);
    int foundWhileReading = found.alike(24).size();
    oneAtATime.refresh(model);

    assertThat(more).isTrue();
    assertThat(foundWhileReading).isZero();
    assertThat(found.alike(24)).hasSize(24);
  }

  @Test
  void whatTooManyItemsHaveIsNotCompared() {
    Catalogue pans = new Catalogue();
    for (int item = 0; item < 3; item++) {
      pans.put("pan-" + item, "pan " + item, null, true, false);
    }
    AlikeItems found = new AlikeItems(50);
    ColdItems ofTwo =
        new ColdItems(
            pans, found, new ContentProperties(Duration.ofSeconds(1), 5, 50, 0.1, 2, 100, 1000));

    ofTwo.refresh(model);

    assertThat(found.alike(0)).isEmpty();
  }

  @Test
  void ofMoreNewItemsThanMayBeListedTheNewestAre() {
    AlikeItems found = new AlikeItems(10);
    ColdItems two =
        new ColdItems(
            catalogue,
            found,
            new ContentProperties(Duration.ofSeconds(1), 5, 50, 0.1, 5000, 2, 1000));
    put("first", "Green running shoes", "Shoes > Running");
    put("second", "White running shoes", "Shoes > Running");

    boolean moreAtFirst = two.refresh(model);
    List<Integer> atFirst = likeShoes(found);
    put("third", "Black running shoes", "Shoes > Running");
    boolean moreThen = two.refresh(model);
    List<Integer> then = likeShoes(found);
    catalogue.put("third", "Black running shoes", "Shoes > Running", false, true);
    boolean moreAtLast = two.refresh(model);

    assertThat(atFirst).containsExactlyInAnyOrder(index("first"), index("second"));
    assertThat(then).containsExactlyInAnyOrder(index("second"), index("third"));
    assertThat(likeShoes(found)).containsExactlyInAnyOrder(index("first"), index("second"));
    assertThat(List.of(moreAtFirst, moreThen, moreAtLast)).containsOnly(false);
  }

  @Test
  void whileNothingLearntAnswersNothingIsLookedUp() {
    AlikeItems found = new AlikeItems(10);
    ColdItems fresh = new ColdItems(catalogue, found, ContentProperties.defaults());
    put("new-shoes", "Green running shoes", "Shoes > Running");

    boolean more = fresh.refresh(RecommendationModel.UNTRAINED);
    List<Integer> untrained = likeShoes(found);
    boolean moreThen = fresh.refresh(model);

    assertThat(List.of(more, moreThen)).containsOnly(false);
    assertThat(untrained).isEmpty();
    assertThat(likeShoes(found)).containsExactly(index("new-shoes"));
  }

  private List<Integer> likeShoes(AlikeItems found) {
    return found.alike(index("shoes")).stream().map(SimilarItem::item).toList();
  }

  private void refresh() {
    boolean more = items.refresh(model);
    assertThat(more).isFalse();
  }

  private void put(String itemId, String name, String category) {
    catalogue.put(itemId, name, category, true, false);
  }

  private List<String> ids(String itemId) {
    return alike.alike(index(itemId)).stream()
        .map(SimilarItem::item)
        .map(index -> catalogue.item(index).itemId())
        .toList();
  }

  private int index(String itemId) {
    return catalogue.find(itemId).orElseThrow().index();
  }

  private RecommendationModel aModelThatKnowsShoesAndPans() {
    put("shoes", "Blue running shoes", "Shoes > Running");
    put("pan", "Small frying pan", "Kitchen");
    Histories histories = new Histories(InteractionProperties.defaults());
    Interactions interactions =
        new Interactions(histories, catalogue, InteractionProperties.defaults());
    for (int user = 0; user < 5; user++) {
      interactions.apply(aView().of("shoes").by("user-" + user).event());
      interactions.apply(aView().of("pan").by("user-" + user).event());
    }
    return ModelFixture.train(histories, catalogue).model();
  }
}
