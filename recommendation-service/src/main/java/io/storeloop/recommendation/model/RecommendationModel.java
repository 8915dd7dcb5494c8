package io.storeloop.recommendation.model;

import io.storeloop.algorithms.basket.Partner;
import io.storeloop.algorithms.repeat.RepeatPurchases;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.session.SessionScorer;
import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.trend.TrendingItem;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.InterestScale;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.popularity.Popularity;
import java.util.List;
import java.util.Optional;

/**
 * What one training run learnt, as a bundle that a request works with from beginning to end. Two
 * parts: what must prove itself before it serves (which items go together, in histories and in
 * sessions), and counts that need no proof (what is popular, rising, bought together or again).
 *
 * <p>The learnt part counts its items in an order of its own; the model translates from and to the
 * catalogue's indexes. An item that came after the training is unknown to it. Immutable, but for
 * the sessions, which go on while the model answers.
 */
public final class RecommendationModel {
  /** Before the first training: nothing goes together, nothing is popular. */
  public static final RecommendationModel UNTRAINED =
      new RecommendationModel("", Proof.UNPROVEN, Learnt.NOTHING, ItemCounts.NONE);

  private final String version;
  private final Proof proof;
  private final Learnt learnt;
  private final ItemCounts counts;

  RecommendationModel(String version, Proof proof, Learnt learnt, ItemCounts counts) {
    this.version = version;
    this.proof = proof;
    this.learnt = learnt;
    this.counts = counts;
  }

  /** Nothing has been learnt anywhere yet, but counted. */
  static RecommendationModel ofCounts(ItemCounts counts) {
    return new RecommendationModel("counts", Proof.REJECTED, Learnt.NOTHING, counts);
  }

  /** Empty before the first training. */
  public String version() {
    return version;
  }

  public boolean trained() {
    return this != UNTRAINED;
  }

  /** Whether its personal lists are known to be worth showing. */
  public Proof proof() {
    return proof;
  }

  /** The catalogue's index of one of the model's items. */
  public int catalogueItem(int modelItem) {
    return learnt.items().catalogueItem(modelItem);
  }

  /** The model's index of a catalogue item, or -1. */
  public int modelItem(int catalogueItem) {
    return learnt.items().modelItem(catalogueItem);
  }

  /** How many users have met one of the model's items. */
  public int users(int modelItem) {
    return learnt.users()[modelItem];
  }

  /** Counts in the model's own item indexes. */
  public Neighbours neighbours() {
    return learnt.neighbours();
  }

  /**
   * What scores whole histories where that is more than {@link #neighbours()}: dense, in the
   * model's own item indexes.
   */
  public Optional<ItemScorer> mix() {
    return Optional.ofNullable(learnt.mix());
  }

  /** Scores whole histories, as {@link #history} makes them. */
  ItemScorer historyScorer() {
    ItemScorer mix = learnt.mix();
    return mix != null ? mix : new KernelScorer(learnt.neighbours(), learnt.weighing().recency());
  }

  /** How interactions add up to interest for this model. */
  public InterestScale interest(InteractionProperties file) {
    InterestSettings found = learnt.weighing().interest();
    return found == null ? InterestScale.of(file) : InterestScale.of(file, found);
  }

  /**
   * What a shopper took an interest in and what is in view, as the model hears it: from old to new,
   * in its own item indexes.
   *
   * @param inView indexes of the catalogue, in the order they are shown in
   * @param viewWeight what each of those says
   */
  public History history(ItemInterests interests, int[] inView, float viewWeight) {
    return HeardHistory.of(interests, inView, viewWeight, learnt.items());
  }

  /** A history with the weights that count beside {@link #neighbours()}. */
  public History faded(History history) {
    return HeardHistory.faded(history, learnt.weighing().recency());
  }

  /**
   * The sessions like a present one, as they are now; counts in the model's own item indexes. Empty
   * as long as a model that was read from its snapshot has not been given the histories.
   */
  public Optional<SessionScorer> sessions() {
    LiveSessions live = learnt.sessions();
    return live == null ? Optional.empty() : Optional.of(live.scorer());
  }

  /** What the whole history counts beside the sessions, both scores divided by their largest. */
  public double kernelWeight() {
    return learnt.weighing().kernelWeight();
  }

  /** Counts in the catalogue's indexes. */
  public Popularity popularity() {
    return counts.popularity();
  }

  /** What is asked for more than usual, the most significant first; in the catalogue's indexes. */
  public List<TrendingItem> trending() {
    return counts.trending();
  }

  /** What is bought in one basket with an item, best first; in the catalogue's indexes. */
  public List<Partner> boughtTogether(int catalogueItem) {
    return counts.together().partners(catalogueItem);
  }

  /** What people buy again and when; in the catalogue's indexes, only to be read. */
  public RepeatPurchases repeats() {
    return counts.repeats();
  }

  /** The same, hearing histories otherwise. */
  RecommendationModel with(Weighing weighing) {
    return new RecommendationModel(version, proof, learnt.with(weighing), counts);
  }

  Learnt learnt() {
    return learnt;
  }

  /** The same, judged. */
  RecommendationModel judged(Proof found) {
    return new RecommendationModel(version, found, learnt, counts);
  }

  /** The same learnt part beside newer counts. */
  RecommendationModel withCountsOf(RecommendationModel newer) {
    return with(newer.counts);
  }

  RecommendationModel with(ItemCounts others) {
    return new RecommendationModel(version, proof, learnt, others);
  }

  /** Whether more is counted than a snapshot holds. */
  boolean countsAreWhole() {
    return counts.whole();
  }

  /** The same with the sessions of the histories as they are now. */
  RecommendationModel with(LiveSessions sessions) {
    return new RecommendationModel(version, proof, learnt.with(sessions), counts);
  }

  /** To be kept aside: its sessions would not go on. */
  RecommendationModel withoutSessions() {
    return new RecommendationModel(version, proof, learnt.with((LiveSessions) null), counts);
  }

  /**
   * The counts alone, under the version {@code counts-…}: what serves when nothing that was learnt
   * has proven itself.
   */
  RecommendationModel countsOnly() {
    return new RecommendationModel("counts-" + version, Proof.REJECTED, Learnt.NOTHING, counts);
  }
}
