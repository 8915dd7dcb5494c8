package io.storeloop.profile.segment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The row of a segment; mutable and for one transaction only. */
@Entity
@Table(name = "segment")
class SegmentEntity {
  @Id private String id = "";
  private String name = "";
  private String description = "";
  private String condition = "{}";
  @Version private @Nullable Long version;
  private Instant createdAt = Instant.EPOCH;
  private Instant updatedAt = Instant.EPOCH;

  /** For JPA. */
  protected SegmentEntity() {}

  SegmentEntity(String id, Instant createdAt) {
    this.id = id;
    this.createdAt = createdAt;
  }

  void change(String newName, String newDescription, String newCondition, Instant at) {
    this.name = newName;
    this.description = newDescription;
    this.condition = newCondition;
    this.updatedAt = at;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  /** Canonical JSON. */
  String condition() {
    return condition;
  }

  /** 0 until it is stored. */
  long version() {
    return version == null ? 0 : version;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
