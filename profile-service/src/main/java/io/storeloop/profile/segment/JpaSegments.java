package io.storeloop.profile.segment;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of segments. */
interface JpaSegments extends Repository<SegmentEntity, String> {
  Optional<SegmentEntity> findById(String id);

  boolean existsById(String id);

  long count();

  List<SegmentEntity> findAllByOrderById();

  SegmentEntity saveAndFlush(SegmentEntity entity);

  void delete(SegmentEntity entity);

  /** A page in the order of ids, bytewise: the segments after the given id. */
  @Query(
      value =
          "select s.* from segment s where s.id collate \"C\" > :after order by s.id collate \"C\"",
      nativeQuery = true)
  List<SegmentEntity> pageAfter(String after, Limit limit);

  /** Another number after every change. */
  @Query(value = "select revision from segment_revision", nativeQuery = true)
  long revision();

  /**
   * Lets one transaction at a time change segments, so that two that are fine alone cannot together
   * make a circle of references.
   */
  @Query(
      value = "select 1 from pg_advisory_xact_lock(hashtext('storeloop.segment'))",
      nativeQuery = true)
  Integer lockForChange();
}
