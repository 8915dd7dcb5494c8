package io.storeloop.recommendation.evaluation.learning;

import io.storeloop.algorithms.session.SessionChoice;
import io.storeloop.algorithms.session.SessionSearch;
import io.storeloop.algorithms.session.SessionSearchLimits;
import io.storeloop.algorithms.session.Sessions;
import io.storeloop.recommendation.evaluation.file.Sequences;
import io.storeloop.recommendation.evaluation.protocol.EvaluationTask;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Lets the search for session neighbours choose, as the training of a shop does. */
final class SessionModelSearch implements ModelSearch {
  private static final double NANOS = 1e9;

  @Override
  public ChosenModel choose(EvaluationTask task, long seed, Duration budget, int threads)
      throws InterruptedException {
    Sessions sessions = sessions(task);
    SessionSearchLimits limits = SessionSearchLimits.standard(budget, threads);
    long from = System.nanoTime();
    SessionChoice choice = SessionSearch.search(sessions, limits, System::nanoTime);
    double seconds = (System.nanoTime() - from) / NANOS;
    return new ChosenModel(choice.scorer(), settings(choice, limits), seconds, 0);
  }

  /** From the oldest to the newest, by their last click; lines stand in that order already. */
  private static Sessions sessions(EvaluationTask task) {
    Sequences train = task.train();
    int[] rows =
        IntStream.range(0, train.rowCount())
            .filter(row -> train.length(row) > 0)
            .boxed()
            .sorted(Comparator.comparingLong(row -> train.times()[train.starts()[row + 1] - 1]))
            .mapToInt(Integer::intValue)
            .toArray();
    Sessions.Builder sessions = Sessions.builder(task.itemCount());
    for (int row : rows) {
      sessions.add(train.row(row), train.length(row));
    }
    return sessions.build();
  }

  private static Map<String, Object> settings(SessionChoice choice, SessionSearchLimits limits) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("family", choice.fusion().lambda() == 0 ? "sessions" : "sessions and kernel");
    settings.putAll(choice.settings());
    settings.put("tried", choice.tried());
    settings.put("keptBack", "the latest sessions");
    settings.put("validationShare", limits.validationShare());
    settings.put("goal", "√(hitRate · mrr)@" + limits.cutoff());
    settings.put("validationCases", choice.questions());
    settings.put("validation", Map.of("hitRate", choice.hitRate(), "mrr", choice.reciprocalRank()));
    return settings;
  }
}
