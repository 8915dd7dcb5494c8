package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ServiceDatabaseIT {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void aConnectionThatDiesUnderATransactionIsAnAbsentDatabase() {
    try (ServiceDatabase ingestion = database.as(ServiceRole.INGESTION)) {

      assertThatThrownBy(() ->
              ingestion
                  .transactions()
                  .executeWithoutResult(status -> {
                    end(backend(ingestion));
                    backend(ingestion);
                  }))
          .isInstanceOf(DataAccessResourceFailureException.class);

      assertThat(backend(ingestion)).isPositive();
    }
  }

  private static Integer backend(ServiceDatabase of) {
    return of.jdbc().sql("select pg_backend_pid()").query(Integer.class).single();
  }

  private void end(int backend) {
    database
        .owner()
        .sql("select pg_terminate_backend(?, 5000)")
        .param(backend)
        .query()
        .listOfRows();
  }
}
