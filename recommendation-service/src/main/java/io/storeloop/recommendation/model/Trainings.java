package io.storeloop.recommendation.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record of training runs, and which model answers, shared by all processes. */
public interface Trainings {
  /** The model that answers, and since when it is held there by hand. */
  record Answering(String version, Optional<Instant> pinnedAt) {}

  /** Notes a run, or what has become of it; does not change which model answers. */
  void save(Training training);

  /** Notes how far a run is. */
  void progress(String version, TrainingProgress progress);

  Optional<Training> find(String version);

  /** Latest first, at most {@code limit}, those older than the given version; empty for all. */
  List<Training> latest(String beforeVersion, int limit);

  /** The latest run that has not ended, in whichever process. */
  Optional<Training> underWay();

  /** Empty when no model answers. */
  Optional<Answering> answering();

  /** Makes a ready model the one that answers, and every other not. */
  void activate(String version, boolean pinned);

  /** Makes no model answer. */
  void deactivate();

  /** Notes that a model cannot be loaded; unless its snapshot has been deleted meanwhile. */
  void refuse(String version, String why);

  /** Ready models that have a snapshot, latest first. */
  List<Training> loadable(int limit);

  /** Closes runs that have not been heard of for so long: their process has ended. */
  void closeSilent(Duration silence);
}
