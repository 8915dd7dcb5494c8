package io.storeloop.recommendation.evaluation;

import java.util.List;
import java.util.Map;

/**
 * What a model learns from and what it is asked afterwards.
 *
 * @param train one row per user or session; nothing of the test is in it
 * @param itemCount items of the training data, indexes from 0
 * @param leavesHistoryOut whether items of the history do not take part in the ranking
 * @param ordered whether the order of the training rows is that of time
 * @param counts what was read, by name, for the report
 * @param notes what a reader of the figures must know
 */
record EvaluationTask(
    EvaluationProtocol protocol,
    Sequences train,
    int itemCount,
    List<TestCase> cases,
    boolean leavesHistoryOut,
    boolean ordered,
    Map<String, Long> counts,
    List<String> notes) {}
