package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.InteractionMatrixBuilder;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.popularity.Popularity;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns a {@link RecommendationModel} from the histories as they stand.
 *
 * <p>A user and an item that met are one cell, whatever happened between them: how much one
 * behaviour says is used when an answer is computed, not when items are paired. A cell weighs 1
 * when it is the newest of all and half as much a half-life earlier. Users are taken in the order
 * of their ids and items in the order of theirs, so that the same log gives the same model to the
 * bit.
 */
public final class ModelTrainer {
  private static final int UNKNOWN = -1;

  /** What came out, with what went in. */
  public record Trained(RecommendationModel model, TrainingCounts counts) {}

  private final Histories histories;
  private final Catalogue catalogue;
  private final InteractionProperties interaction;
  private final PopularityProperties popularity;
  private final TrainingProperties training;

  public ModelTrainer(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties interaction,
      PopularityProperties popularity,
      TrainingProperties training) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.interaction = interaction;
    this.popularity = popularity;
    this.training = training;
  }

  /**
   * Trains; takes seconds per ten million pairs.
   *
   * @throws InterruptedException if the thread is interrupted; nothing has changed then
   */
  public Trained train(String version) throws InterruptedException {
    List<ItemInterests> users = users();
    long newest = newest(users);
    int[] catalogueByModel = itemsById(users);
    int[] modelByCatalogue = reverse(catalogueByModel);
    InteractionMatrix matrix = matrix(users, catalogueByModel.length, modelByCatalogue, newest);
    var options = training.kernelOptions();
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options, training.threads());
    var model =
        new RecommendationModel(
            version,
            catalogueByModel,
            modelByCatalogue,
            neighbours,
            popularity(users, modelByCatalogue, newest));
    return new Trained(
        model,
        new TrainingCounts(
            users.size(),
            catalogueByModel.length,
            matrix.cellCount(),
            CooccurrenceKernel.pairAdditions(matrix, options),
            neighbours.entryCount()));
  }

  private List<ItemInterests> users() {
    long halfLife = interaction.halfLife().toMillis();
    List<ItemInterests> users = new ArrayList<>();
    for (UserHistory history : histories.all()) {
      ItemInterests interests = history.interests(halfLife);
      if (interests.size() > 0) {
        users.add(interests);
      }
    }
    return users;
  }

  /** Catalogue indexes of all items that somebody met, by item id. */
  private int[] itemsById(List<ItemInterests> users) {
    boolean[] met = new boolean[catalogue.size()];
    for (ItemInterests user : users) {
      for (int place = 0; place < user.size(); place++) {
        met[user.item(place)] = true;
      }
    }
    return IntStream.range(0, met.length)
        .filter(item -> met[item])
        .boxed()
        .sorted(Comparator.comparing(item -> catalogue.item(item).itemId()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int[] reverse(int[] catalogueByModel) {
    int[] modelByCatalogue = new int[catalogue.size()];
    Arrays.fill(modelByCatalogue, UNKNOWN);
    for (int item = 0; item < catalogueByModel.length; item++) {
      modelByCatalogue[catalogueByModel[item]] = item;
    }
    return modelByCatalogue;
  }

  private InteractionMatrix matrix(
      List<ItemInterests> users, int itemCount, int[] modelByCatalogue, long newest) {
    double halfLifeMillis = training.halfLife().toMillis();
    InteractionMatrixBuilder builder = InteractionMatrix.builder(users.size(), itemCount);
    for (int user = 0; user < users.size(); user++) {
      ItemInterests interests = users.get(user);
      for (int place = 0; place < interests.size(); place++) {
        long time = interests.occurredAt(place);
        double met = Math.pow(2, (time - newest) / halfLifeMillis);
        builder.add(
            user,
            modelByCatalogue[interests.item(place)],
            (float) Math.max(InteractionMatrix.MIN_WEIGHT, met),
            time);
      }
    }
    return builder.build();
  }

  private Popularity popularity(List<ItemInterests> users, int[] modelByCatalogue, long newest) {
    var builder =
        new Popularity.Builder(modelByCatalogue.length, newest, popularity.halfLife().toMillis());
    for (ItemInterests user : users) {
      for (int place = 0; place < user.size(); place++) {
        builder.add(user.item(place), user.weight(place), user.occurredAt(place));
      }
    }
    return builder.build(modelByCatalogue);
  }

  private static long newest(List<ItemInterests> users) {
    long newest = Long.MIN_VALUE;
    for (ItemInterests user : users) {
      for (int place = 0; place < user.size(); place++) {
        newest = Math.max(newest, user.occurredAt(place));
      }
    }
    return newest;
  }
}
