package io.storeloop.algorithms.content;

import io.storeloop.algorithms.scoring.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Finds items that are alike by words, categories, brand and price: the cosine of their weighted
 * terms, in [0, 1], symmetric.
 *
 * <pre>
 * w_t(i) = f · (k1 + 1) / (f + k1) · idf(t)   for a word that i has f times, weighted by field
 * w_t(i) = f · idf(t)                         for an attribute of weight f
 * idf(t) = ln((N + 1) / n_t)                  N items, n_t of them with the term
 * s(i,j) = Σ_t w_t(i) w_t(j) / (|i| |j|)
 * </pre>
 *
 * Terms that more than {@code maxItemsPerTerm} items have are not compared. Items may be put, put
 * again and removed at any time; what comes out then is, to the bit, what an index filled afresh in
 * any order gives, because idf and norms are taken when asked for.
 *
 * <p>Time of a change O(terms of the item · log n_t), with a shift of n_t numbers; of a question
 * O(Σ n_t over its terms), and once after a change the norms of the items it meets. Memory about 12
 * bytes per item and term, and 100 per term. Not thread-safe, questions neither.
 *
 * <p>Sources: Salton and Buckley, Term-Weighting Approaches in Automatic Text Retrieval, IPM 24
 * (1988) (tf-idf, cosine); Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and
 * Beyond, 2009 (saturation k1; weights of fields before saturation). Departure: the cosine takes
 * the place of BM25's length normalisation, so that the similarity is symmetric.
 */
public final class ContentIndex {
  private static final int FIRST_CAPACITY = 1024;
  private static final int[] NO_TERMS = new int[0];
  private static final float[] NO_WEIGHTS = new float[0];

  private final ContentOptions options;
  private final Vocabulary vocabulary = new Vocabulary();
  private int capacity;
  private int size;
  private int[][] terms = new int[0][];
  private float[][] weights = new float[0][];
  private double[] norms = new double[0];
  private long[] normVersions = new long[0];
  private double[] sums = new double[0];
  private int[] touched = new int[0];
  private long version = 1;

  public ContentIndex(ContentOptions options) {
    this.options = options;
  }

  /** Number of items in the index. */
  public int size() {
    return size;
  }

  /** Number of different terms. */
  public int termCount() {
    return vocabulary.size();
  }

  /** Whether the index knows anything to compare the item by. */
  public boolean contains(int item) {
    return item >= 0 && item < capacity && terms[item].length > 0;
  }

  /**
   * Takes in an item, in place of what was known of it before. One without a single term is not in
   * the index.
   *
   * @throws IllegalArgumentException if the item is negative
   */
  public void put(int item, ItemContent content) {
    if (item < 0) {
      throw new IllegalArgumentException("item must be 0 or more, but was " + item);
    }
    remove(item);
    Map<Term, Double> found = ItemTerms.of(content, options);
    if (found.isEmpty()) {
      return;
    }
    makeRoomFor(item);
    terms[item] = new int[found.size()];
    weights[item] = new float[found.size()];
    int place = 0;
    for (Map.Entry<Term, Double> entry : found.entrySet()) {
      float weight = saturated(entry.getKey(), entry.getValue());
      terms[item][place] = vocabulary.put(entry.getKey(), item, weight);
      weights[item][place] = weight;
      place++;
    }
    size++;
    version++;
  }

  /** Takes an item out; one that is not in the index stays out. */
  public void remove(int item) {
    if (!contains(item)) {
      return;
    }
    for (int term : terms[item]) {
      vocabulary.remove(term, item);
    }
    terms[item] = NO_TERMS;
    weights[item] = NO_WEIGHTS;
    size--;
    version++;
  }

  /** The items most similar to one, best first, ties to the lower index, itself left out. */
  public List<SimilarItem> similar(int item, int limit) {
    var top = new TopItems(limit);
    if (contains(item)) {
      collect(item, top);
    }
    top.sort();
    List<SimilarItem> similar = new ArrayList<>(top.size());
    for (int place = 0; place < top.size(); place++) {
      similar.add(new SimilarItem(top.item(place), top.score(place)));
    }
    return similar;
  }

  /** Similarity of two items, 0 if one of them is not in the index; the same bits both ways. */
  public double similarity(int item, int other) {
    if (!contains(item) || !contains(other)) {
      return 0;
    }
    double sum = 0;
    for (double product : products(item, other)) {
      sum += product;
    }
    return sum == 0 ? 0 : cosine(sum, item, other);
  }

  /** What makes two items alike, the largest share first, ties in the order of terms. */
  public List<SharedTerm> sharedTerms(int item, int other) {
    if (!contains(item) || !contains(other)) {
      return List.of();
    }
    double[] products = products(item, other);
    double sum = Arrays.stream(products).sum();
    List<SharedTerm> shared = new ArrayList<>();
    for (int place = 0; place < products.length; place++) {
      if (products[place] > 0) {
        shared.add(new SharedTerm(vocabulary.term(terms[item][place]), products[place] / sum));
      }
    }
    shared.sort(
        Comparator.comparingDouble(SharedTerm::share).reversed().thenComparing(SharedTerm::term));
    return shared;
  }

  /**
   * Scores all items for somebody who dealt with some: score(j) = Σ weight(i) · s(i,j). A part of
   * that sum is {@code weight · similarity(i, j)}, and that is the reason.
   *
   * @param items history, the first {@code count}; those that are not in the index say nothing
   * @param itemWeights one per item of the history, 0 or more
   * @param scores overwritten; items beyond its length are left out
   */
  public void score(int[] items, double[] itemWeights, int count, double[] scores) {
    Arrays.fill(scores, 0);
    for (int place = 0; place < count; place++) {
      if (contains(items[place]) && itemWeights[place] > 0) {
        addSimilarities(items[place], itemWeights[place] / norm(items[place]), scores);
      }
    }
    for (int item = 0; item < scores.length; item++) {
      scores[item] = scores[item] == 0 ? 0 : scores[item] / norm(item);
    }
  }

  private void addSimilarities(int item, double factor, double[] scores) {
    for (int place = 0; place < terms[item].length; place++) {
      Postings postings = vocabulary.postings(terms[item][place]);
      double scale = factor * weights[item][place] * squaredIdf(postings);
      for (int at = 0; scale > 0 && at < postings.size(); at++) {
        if (postings.item(at) < scores.length) {
          scores[postings.item(at)] += scale * postings.weight(at);
        }
      }
    }
  }

  private void collect(int item, TopItems top) {
    int count = 0;
    for (int place = 0; place < terms[item].length; place++) {
      Postings postings = vocabulary.postings(terms[item][place]);
      double weight = weights[item][place];
      double squaredIdf = squaredIdf(postings);
      for (int at = 0; squaredIdf > 0 && at < postings.size(); at++) {
        int other = postings.item(at);
        if (sums[other] == 0) {
          touched[count++] = other;
        }
        sums[other] += weight * postings.weight(at) * squaredIdf;
      }
    }
    for (int i = 0; i < count; i++) {
      int other = touched[i];
      double cosine = other == item ? 0 : cosine(sums[other], item, other);
      if (cosine > 0) {
        top.offer(other, cosine);
      }
      sums[other] = 0;
    }
  }

  /** What each term of the first item adds for the other, 0 where the other does not have it. */
  private double[] products(int item, int other) {
    double[] products = new double[terms[item].length];
    for (int place = 0; place < products.length; place++) {
      Postings postings = vocabulary.postings(terms[item][place]);
      products[place] =
          (double) weights[item][place] * postings.weightOf(other) * squaredIdf(postings);
    }
    return products;
  }

  private double cosine(double sum, int item, int other) {
    return Math.min(1, sum / (norm(item) * norm(other)));
  }

  private double norm(int item) {
    if (normVersions[item] != version) {
      double sum = 0;
      for (int place = 0; place < terms[item].length; place++) {
        double weight = weights[item][place];
        sum += weight * weight * squaredIdf(vocabulary.postings(terms[item][place]));
      }
      norms[item] = Math.sqrt(sum);
      normVersions[item] = version;
    }
    return norms[item];
  }

  /** idf(t)², 0 for a term that too many items have. */
  private double squaredIdf(Postings postings) {
    return postings.size() > options.maxItemsPerTerm() ? 0 : postings.squaredIdf(size, version);
  }

  private float saturated(Term term, double frequency) {
    double k1 = options.saturation();
    boolean word = term.field() == Field.WORD;
    return (float) (word ? frequency * (k1 + 1) / (frequency + k1) : frequency);
  }

  private void makeRoomFor(int item) {
    if (item < capacity) {
      return;
    }
    int before = capacity;
    capacity = Math.max(item + 1, Math.max(FIRST_CAPACITY, 2 * capacity));
    terms = Arrays.copyOf(terms, capacity);
    weights = Arrays.copyOf(weights, capacity);
    Arrays.fill(terms, before, capacity, NO_TERMS);
    Arrays.fill(weights, before, capacity, NO_WEIGHTS);
    norms = Arrays.copyOf(norms, capacity);
    normVersions = Arrays.copyOf(normVersions, capacity);
    sums = new double[capacity];
    touched = new int[capacity];
  }
}
