package io.storeloop.profile.segment;

/** Tells in SQL where the paths of a vocabulary are found. */
interface SqlColumns {

  /**
   * The column of a path.
   *
   * @throws IllegalArgumentException if the path is not known; conditions are checked before, so
   *     this is a fault
   */
  SqlColumn column(String path, SqlText sql);
}
