package io.storeloop.common.edge;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.Collection;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;

/** Readiness asks the database one small question per service; liveness never does. */
final class DatabaseHealth implements HealthIndicator {
  private final List<ServiceDatabase> databases;

  DatabaseHealth(Collection<ServiceDatabase> databases) {
    this.databases = List.copyOf(databases);
  }

  @Override
  public Health health() {
    try {
      for (ServiceDatabase database : databases) {
        database.jdbc().sql("select 1").query(Integer.class).single();
      }
      return Health.up().build();
    } catch (DataAccessException away) {
      return Health.down().withDetail("reason", "the database does not answer").build();
    }
  }
}
