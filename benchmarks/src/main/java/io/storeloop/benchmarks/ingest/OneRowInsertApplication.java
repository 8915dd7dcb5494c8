package io.storeloop.benchmarks.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a single event is compared with: the same server, and a handler that inserts one row, which
 * PostgreSQL commits before the answer.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OneRowInsertApplication.OneRowController.class)
public class OneRowInsertApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(OneRowInsertApplication.class, arguments);
  }

  @RestController
  static class OneRowController {
    private final JdbcTemplate jdbc;

    OneRowController(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @GetMapping("/ready")
    String ready() {
      return "ready";
    }

    @PostMapping("/one-row")
    String insert(@RequestBody String body) {
      jdbc.update("insert into one_row (body) values (?)", body);
      return "{\"accepted\": 1}";
    }
  }
}
