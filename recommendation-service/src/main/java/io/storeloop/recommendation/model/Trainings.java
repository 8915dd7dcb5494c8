package io.storeloop.recommendation.model;

import java.util.List;
import java.util.Optional;

/** The record of training runs. */
public interface Trainings {
  /** Notes a run, or what has become of it. An active one makes every other inactive. */
  void save(Training training);

  Optional<Training> find(String version);

  /** Latest first, at most {@code limit}, those older than the given version; empty for all. */
  List<Training> latest(String beforeVersion, int limit);

  /**
   * Closes what an ended process has left: its unfinished runs failed, and its models, which were
   * in its memory, answer no more.
   */
  void closeEarlier();
}
