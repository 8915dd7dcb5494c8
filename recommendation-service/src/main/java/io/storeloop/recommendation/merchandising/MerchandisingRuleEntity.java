package io.storeloop.recommendation.merchandising;

import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.recommendation.filter.ItemFilter;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The row of a rule; mutable and for one transaction only. */
@Entity
@Table(name = "merchandising_rule")
class MerchandisingRuleEntity {
  @Id private String id = "";
  private String name = "";
  private String kind = "";
  private String condition = "{}";
  private @Nullable String placement;
  private @Nullable Instant startsAt;
  private @Nullable Instant endsAt;
  private int priority;
  private boolean enabled;
  private @Nullable Integer position;
  private @Nullable Double factor;
  private @Nullable Integer maxItems;
  private @Nullable String per;
  @Version private @Nullable Long version;
  private Instant createdAt = Instant.EPOCH;
  private Instant updatedAt = Instant.EPOCH;

  /** For JPA. */
  protected MerchandisingRuleEntity() {}

  MerchandisingRuleEntity(String id, Instant createdAt) {
    this.id = id;
    this.createdAt = createdAt;
  }

  void change(RuleDraft draft, Instant at) {
    name = draft.name();
    kind = draft.kind().wireName();
    condition = ConditionWriter.write(draft.items().condition()).toString();
    placement = draft.placement();
    startsAt = draft.from();
    endsAt = draft.until();
    priority = draft.priority();
    enabled = draft.enabled();
    position = draft.position();
    factor = draft.factor();
    maxItems = draft.limit();
    per = draft.per() == null ? null : draft.per().wireName();
    updatedAt = at;
  }

  /** 0 until it is stored. */
  long version() {
    return version == null ? 0 : version;
  }

  String condition() {
    return condition;
  }

  /** {@code items}: the condition, read. */
  MerchandisingRule rule(ItemFilter items) {
    RuleDraft draft =
        new RuleDraft(
            name,
            RuleKind.valueOf(kind.toUpperCase(Locale.ROOT)),
            items,
            placement,
            startsAt,
            endsAt,
            priority,
            enabled,
            position,
            factor,
            maxItems,
            per == null ? null : ItemGroup.valueOf(per.toUpperCase(Locale.ROOT)));
    return new MerchandisingRule(id, draft, version(), createdAt, updatedAt);
  }
}
