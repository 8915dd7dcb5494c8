package io.storeloop.campaign.exclusion;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Exclusion lists and their users. */
@Component
@EnableConfigurationProperties(ExclusionProperties.class)
public class JdbcExclusionLists {
  private static final String LISTS =
      """
      select l.list_id, l.name, l.created_at,
             (select count(*) from exclusion_list_user u where u.list_id = l.list_id) as users
      from exclusion_list l
      """;

  /** Under the lock of the list's row the count stands still, and so does the bound. */
  private static final String LOCK =
      "select list_id from exclusion_list where list_id = :list for update";

  private static final String ADD =
      """
      insert into exclusion_list_user (list_id, user_id)
      select :list, user_id from unnest(cast(:users as text[])) as user_id
      on conflict do nothing
      """;

  private final ServiceDatabase database;
  private final ExclusionProperties properties;

  JdbcExclusionLists(
      @Qualifier("campaignDatabase") ServiceDatabase database, ExclusionProperties properties) {
    this.database = database;
    this.properties = properties;
  }

  /** What became of an upload. */
  sealed interface Upload {
    record Added(int users) implements Upload {}

    record UnknownList() implements Upload {}

    record Full(long most) implements Upload {}
  }

  /** Those of the lists that the user is on. */
  public Set<String> containing(String userId, Collection<String> lists) {
    if (lists.isEmpty()) {
      return Set.of();
    }
    return new LinkedHashSet<>(
        database
            .jdbc()
            .sql(
                "select list_id from exclusion_list_user where user_id = :user and list_id = any (:lists)")
            .param("user", userId)
            .param("lists", lists.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** Those of the names that are lists. */
  public Set<String> known(Collection<String> names) {
    return Set.copyOf(
        database
            .jdbc()
            .sql("select list_id from exclusion_list where list_id = any (:names)")
            .param("names", names.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  List<ExclusionList> all() {
    return database.jdbc().sql(LISTS + " order by l.list_id").query((row, n) -> list(row)).list();
  }

  Optional<ExclusionList> find(String listId) {
    return database
        .jdbc()
        .sql(LISTS + " where l.list_id = :list")
        .param("list", listId)
        .query((row, n) -> list(row))
        .optional();
  }

  /** Makes the list, or names it anew; false if there are as many as there may be. */
  boolean put(String listId, String name, Instant now) {
    return database
            .jdbc()
            .sql(
                """
                insert into exclusion_list (list_id, name, created_at)
                select :list, :name, :now
                where exists (select from exclusion_list where list_id = :list)
                  or (select count(*) from exclusion_list) < :most
                on conflict (list_id) do update set name = excluded.name
                """)
            .param("list", listId)
            .param("name", name)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("most", properties.maxLists())
            .update()
        == 1;
  }

  /** Deletes the list unless a campaign that can still run names it; false if one does. */
  boolean delete(String listId) {
    return database
            .jdbc()
            .sql(
                """
                delete from exclusion_list
                where list_id = :list
                  and not exists (select from campaign where :list = any (exclusion_lists) and state <> 'ended')
                """)
            .param("list", listId)
            .update()
        == 1;
  }

  /** Adds all of them, or none. */
  Upload add(String listId, Set<String> users) {
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              boolean known =
                  database
                      .jdbc()
                      .sql(LOCK)
                      .param("list", listId)
                      .query(String.class)
                      .optional()
                      .isPresent();
              if (!known) {
                return new Upload.UnknownList();
              }
              int added =
                  database
                      .jdbc()
                      .sql(ADD)
                      .param("list", listId)
                      .param("users", users.toArray(String[]::new))
                      .update();
              if (find(listId).orElseThrow().users() > properties.maxUsers()) {
                status.setRollbackOnly();
                return new Upload.Full(properties.maxUsers());
              }
              return new Upload.Added(added);
            }));
  }

  boolean remove(String listId, String userId) {
    return database
            .jdbc()
            .sql("delete from exclusion_list_user where list_id = :list and user_id = :user")
            .param("list", listId)
            .param("user", userId)
            .update()
        == 1;
  }

  private static ExclusionList list(ResultSet row) throws SQLException {
    return new ExclusionList(
        row.getString("list_id"),
        row.getString("name"),
        row.getLong("users"),
        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class)).toInstant());
  }
}
