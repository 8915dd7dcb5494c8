package io.storeloop.launcher.postgres;

import io.storeloop.launcher.console.Refusal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The administrator's connection, used once per start. */
record DatabaseDoor(int port, String user, String password) {
  void createIfMissing(String database) {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      if (!exists(connection, database)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("create database " + database);
        }
      }
    } catch (SQLException e) {
      throw new Refusal(
          "PostgreSQL runs but does not let the launcher in: %s".formatted(e.getMessage()), e);
    }
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select 1 from pg_database where datname = ?")) {
      query.setString(1, database);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  public String toString() {
    return "DatabaseDoor[port=%d]".formatted(port);
  }
}
