package io.storeloop.violations.campaign;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SqlController {
  int count(JdbcClient jdbc) {
    return jdbc.sql("select 1").query(Integer.class).single();
  }
}
