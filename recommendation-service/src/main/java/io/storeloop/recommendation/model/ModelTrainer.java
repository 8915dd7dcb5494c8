package io.storeloop.recommendation.model;

import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.session.SessionOptions;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.InteractionMatrixBuilder;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.InterestScale;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.popularity.Popularity;
import io.storeloop.recommendation.popularity.PopularityProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  private static final long EVERYTHING = Long.MAX_VALUE;

  /** What came out, with what went in. */
  public record Trained(RecommendationModel model, TrainingCounts counts) {}

  private final Histories histories;
  private final Catalogue catalogue;
  private final InteractionProperties interaction;
  private final PopularityProperties popularity;
  private final CountsProperties counts;
  private final SessionProperties sessions;
  private final MixProperties mixed;
  private final int threads;

  /** {@code threads} share the counting of pairs. */
  public ModelTrainer(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties interaction,
      PopularityProperties popularity,
      CountsProperties counts,
      SessionProperties sessions,
      MixProperties mixed,
      int threads) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.interaction = interaction;
    this.popularity = popularity;
    this.counts = counts;
    this.sessions = sessions;
    this.mixed = mixed;
    this.threads = threads;
  }

  /**
   * Trains on everything there is; takes seconds per ten million pairs.
   *
   * @throws InterruptedException if the thread is interrupted; nothing has changed then
   */
  public Trained train(String version, KernelSettings settings) throws InterruptedException {
    return train(version, settings, EVERYTHING);
  }

  /** As {@link #train(String, KernelSettings)}, on what happened before a moment. */
  Trained train(String version, KernelSettings settings, long before) throws InterruptedException {
    List<UserHistory> all = histories.all();
    List<ItemInterests> users = users(all, before);
    long newest = newest(users);
    ModelItems items = new ModelItems(itemsById(users));
    InteractionMatrix matrix =
        matrix(users, items, newest, Duration.parse(settings.halfLife()).toMillis());
    var options = settings.kernelOptions();
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options, threads);
    LiveSessions live = sessions(all, items, settings.sessionOptions(), before);
    var learnt =
        new Learnt(
            items,
            userCounts(users, items),
            neighbours,
            mix(settings.mix(), all, items, before),
            settings.weighing(),
            live);
    ItemCounts counted =
        before == EVERYTHING ? counts(all, popularity(users, items, newest)) : ItemCounts.NONE;
    return new Trained(
        new RecommendationModel(version, Proof.UNPROVEN, learnt, counted),
        new TrainingCounts(
            users.size(),
            items.count(),
            matrix.cellCount(),
            CooccurrenceKernel.pairAdditions(matrix, options),
            neighbours.entryCount()));
  }

  /** Null where there is none to learn, or the catalogue has grown beyond what one may cost. */
  private @Nullable ItemScorer mix(
      @Nullable MixSettings mix, List<UserHistory> all, ModelItems items, long before)
      throws InterruptedException {
    return mix == null || !mixed.allows(mix, items.count())
        ? null
        : mix.recipe().fit(PastSequences.of(all, items, before), threads);
  }

  /** The sessions of the histories as they are now, for a model that was trained before. */
  LiveSessions sessions(ModelItems items, SessionOptions options) {
    return sessions(histories.all(), items, options, EVERYTHING);
  }

  private LiveSessions sessions(
      List<UserHistory> all, ModelItems items, SessionOptions options, long before) {
    var past = new PastSessions(items, sessions.gap().toMillis(), before);
    all.forEach(past::add);
    return new LiveSessions(items, past, options, sessions);
  }

  /** What needs no proof, as the histories are now; costs a look at each, and no pairs. */
  ItemCounts counts() {
    List<UserHistory> all = histories.all();
    List<ItemInterests> users = users(all, EVERYTHING);
    return counts(all, popularity(users, new ModelItems(itemsById(users)), newest(users)));
  }

  private ItemCounts counts(List<UserHistory> all, Popularity popular) {
    var counter = new ItemCounter(counts, sessions.gap().toMillis());
    all.forEach(counter::add);
    return counter.toCounts(popular);
  }

  private static int[] userCounts(List<ItemInterests> users, ModelItems items) {
    int[] met = new int[items.count()];
    for (ItemInterests user : users) {
      for (int place = 0; place < user.size(); place++) {
        met[items.modelItem(user.item(place))]++;
      }
    }
    return met;
  }

  private List<ItemInterests> users(List<UserHistory> all, long before) {
    InterestScale scale = InterestScale.of(interaction);
    List<ItemInterests> users = new ArrayList<>();
    for (UserHistory history : all) {
      ItemInterests interests = history.interestsBefore(before, scale);
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

  private static InteractionMatrix matrix(
      List<ItemInterests> users, ModelItems items, long newest, double halfLifeMillis) {
    InteractionMatrixBuilder builder = InteractionMatrix.builder(users.size(), items.count());
    for (int user = 0; user < users.size(); user++) {
      ItemInterests interests = users.get(user);
      for (int place = 0; place < interests.size(); place++) {
        long time = interests.occurredAt(place);
        double met = Math.pow(2, (time - newest) / halfLifeMillis);
        builder.add(
            user,
            items.modelItem(interests.item(place)),
            (float) Math.max(InteractionMatrix.MIN_WEIGHT, met),
            time);
      }
    }
    return builder.build();
  }

  private Popularity popularity(List<ItemInterests> users, ModelItems items, long newest) {
    var builder =
        new Popularity.Builder(catalogue.size(), newest, popularity.halfLife().toMillis());
    for (ItemInterests user : users) {
      for (int place = 0; place < user.size(); place++) {
        builder.add(user.item(place), user.weight(place), user.occurredAt(place));
      }
    }
    return builder.build(items::modelItem);
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
