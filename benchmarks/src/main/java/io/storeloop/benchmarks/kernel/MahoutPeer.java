package io.storeloop.benchmarks.kernel;

import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.InteractionMatrix;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.benchmarks.SyntheticShop;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.apache.mahout.cf.taste.common.TasteException;
import org.apache.mahout.cf.taste.impl.common.FastByIDMap;
import org.apache.mahout.cf.taste.impl.common.FastIDSet;
import org.apache.mahout.cf.taste.impl.model.GenericBooleanPrefDataModel;
import org.apache.mahout.cf.taste.impl.recommender.GenericItemBasedRecommender;
import org.apache.mahout.cf.taste.impl.similarity.AbstractItemSimilarity;
import org.apache.mahout.cf.taste.model.DataModel;
import org.apache.mahout.cf.taste.recommender.RecommendedItem;

/**
 * The most similar items of all items, by the kernel and by Apache Mahout's item-based recommender
 * (Taste, 0.13.0, Apache-2.0), on the same purchases with the same measure, on one thread each:
 * {@code events users items}.
 *
 * <p>Mahout's own cosine looks at common users only, which for purchases without ratings is always
 * 1; so it is given the cosine of the columns through its own extension point, counted by its own
 * data model exactly as its Tanimoto coefficient is.
 */
public final class MahoutPeer {
  private static final int LIMIT = 50;
  private static final double TOLERANCE = 1e-6;

  private MahoutPeer() {}

  /** Arguments as above. */
  public static void main(String[] arguments) throws Exception {
    int events = Integer.parseInt(arguments[0]);
    int users = Integer.parseInt(arguments[1]);
    int items = Integer.parseInt(arguments[2]);
    compare(shop(1_000, 1_000, 20_000));
    Comparison found = compare(shop(users, items, events));

    Used.row(
        events,
        users,
        items,
        found.kernelSeconds,
        found.mahoutSeconds,
        found.mahoutSeconds / found.kernelSeconds,
        found.equalLists + " of " + items);
  }

  /** Purchases without their number: to Mahout a user has an item or has not. */
  private static InteractionMatrix shop(int users, int items, int events) {
    InteractionMatrix purchases =
        SyntheticShop.interactions(users, items, events, KernelBuild.SEED);
    var builder = InteractionMatrix.builder(users, items);
    for (int user = 0; user < users; user++) {
      for (int cell = purchases.rowStart(user); cell < purchases.rowEnd(user); cell++) {
        builder.add(user, purchases.item(cell), 1, purchases.rank(cell));
      }
    }
    return builder.build();
  }

  private record Comparison(double kernelSeconds, double mahoutSeconds, int equalLists) {}

  private static Comparison compare(InteractionMatrix matrix) throws Exception {
    var options =
        CooccurrenceOptions.cosine()
            .withNeighbourLimit(LIMIT)
            .withMaxUserItems(CooccurrenceOptions.MAX_USER_ITEMS);
    DataModel model = new GenericBooleanPrefDataModel(rows(matrix));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    Used before = Used.now();
    Neighbours neighbours = CooccurrenceKernel.build(matrix, options, 1);
    double kernel = Used.now().since(before).cpuSeconds();

    long start = threads.getCurrentThreadCpuTime();
    var recommender = new GenericItemBasedRecommender(model, new ColumnCosine(model));
    int equal = 0;
    long comparing = 0;
    for (int item = 0; item < matrix.itemCount(); item++) {
      List<RecommendedItem> similar = mostSimilar(recommender, model, item);
      long compared = threads.getCurrentThreadCpuTime();
      equal += isSame(neighbours, item, similar) ? 1 : 0;
      comparing += threads.getCurrentThreadCpuTime() - compared;
    }
    double mahout = (threads.getCurrentThreadCpuTime() - start - comparing) / 1e9;
    return new Comparison(kernel, mahout, equal);
  }

  private static List<RecommendedItem> mostSimilar(
      GenericItemBasedRecommender recommender, DataModel model, int item) throws TasteException {
    return model.getNumUsersWithPreferenceFor(item) == 0
        ? List.of()
        : recommender.mostSimilarItems(item, LIMIT);
  }

  /** The same similarities place by place: items tied at the end may differ. */
  private static boolean isSame(Neighbours neighbours, int item, List<RecommendedItem> similar) {
    if (neighbours.size(item) != similar.size()) {
      return false;
    }
    for (int place = 0; place < similar.size(); place++) {
      double ours = neighbours.similarity(neighbours.rowStart(item) + place);
      if (Math.abs(ours - similar.get(place).getValue()) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  private static FastByIDMap<FastIDSet> rows(InteractionMatrix matrix) {
    var rows = new FastByIDMap<FastIDSet>();
    for (int user = 0; user < matrix.userCount(); user++) {
      var items = new FastIDSet();
      for (int cell = matrix.rowStart(user); cell < matrix.rowEnd(user); cell++) {
        items.add(matrix.item(cell));
      }
      rows.put(user, items);
    }
    return rows;
  }

  private static final class ColumnCosine extends AbstractItemSimilarity {

    ColumnCosine(DataModel model) {
      super(model);
    }

    @Override
    public double itemSimilarity(long one, long other) throws TasteException {
      return similarity(one, other, getDataModel().getNumUsersWithPreferenceFor(one));
    }

    @Override
    public double[] itemSimilarities(long one, long[] others) throws TasteException {
      int popularity = getDataModel().getNumUsersWithPreferenceFor(one);
      double[] similarities = new double[others.length];
      for (int place = 0; place < others.length; place++) {
        similarities[place] = similarity(one, others[place], popularity);
      }
      return similarities;
    }

    private double similarity(long one, long other, int popularity) throws TasteException {
      int common = getDataModel().getNumUsersWithPreferenceFor(one, other);
      return common == 0
          ? Double.NaN
          : common
              / Math.sqrt((double) popularity * getDataModel().getNumUsersWithPreferenceFor(other));
    }
  }
}
