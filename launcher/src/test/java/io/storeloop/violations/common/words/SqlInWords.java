package io.storeloop.violations.common.words;

import java.sql.Connection;

class SqlInWords {
  boolean works(Connection connection) throws java.sql.SQLException {
    return connection.isValid(1);
  }
}
