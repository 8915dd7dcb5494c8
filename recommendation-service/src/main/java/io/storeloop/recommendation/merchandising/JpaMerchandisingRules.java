package io.storeloop.recommendation.merchandising;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of rules, and their common revision. */
interface JpaMerchandisingRules extends Repository<MerchandisingRuleEntity, String> {
  Optional<MerchandisingRuleEntity> findById(String id);

  boolean existsById(String id);

  long count();

  List<MerchandisingRuleEntity> findAllByOrderById();

  MerchandisingRuleEntity saveAndFlush(MerchandisingRuleEntity entity);

  void delete(MerchandisingRuleEntity entity);

  /** A page in the order of ids, bytewise: the rules after the given id. */
  @Query(
      value =
          "select r.* from merchandising_rule r where r.id collate \"C\" > :after order by r.id collate \"C\"",
      nativeQuery = true)
  List<MerchandisingRuleEntity> pageAfter(String after, Limit limit);

  /** Also lets one transaction at a time change rules, so that their number stays bounded. */
  @Modifying
  @Query(value = "update merchandising_revision set revision = revision + 1", nativeQuery = true)
  int raiseRevision();

  @Query(value = "select revision from merchandising_revision", nativeQuery = true)
  long revision();
}
