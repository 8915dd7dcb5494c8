package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.ledger.Ledger;
import io.storeloop.recommendation.ledger.LedgerItem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpAnswersTest {
  @Test
  void ofALongListTheFirstHundredItemsArePutOnRecord() {
    var catalogue = new Catalogue();
    List<RecommendedItem> list =
        IntStream.range(0, 150)
            .mapToObj(place -> catalogue.item(catalogue.mention("item-" + place, null, null)))
            .map(item ->
                new RecommendedItem(item, Source.POPULAR, 1, "popular", List.of(), 0, null, 1))
            .toList();

    List<LedgerItem> kept =
        HttpAnswers.items(new Recommendation("model-1", list, Recommendation.Fallback.NONE));

    assertThat(kept)
        .hasSize(Ledger.MAX_ITEMS)
        .first()
        .extracting(LedgerItem::itemId)
        .isEqualTo("item-0");
    assertThat(kept.getLast().itemId()).isEqualTo("item-99");
  }
}
