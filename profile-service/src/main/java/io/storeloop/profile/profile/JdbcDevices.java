package io.storeloop.profile.profile;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.BehaviourState;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.trait.Traits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What merged devices did without their users' ids, apart from the profiles; many at once, inside
 * the caller's transaction.
 */
final class JdbcDevices {
  private static final String READ_DEVICES =
      """
      select profile_id, anonymous_id, trait_statements, consent_statements, behaviour
      from profile_device
      where profile_id in $ids
      """
          .replace("$ids", ArrayColumn.IDS);

  private static final String WRITE_DEVICES =
      """
      insert into profile_device (device_id, anonymous_id, profile_id, trait_statements, consent_statements, behaviour)
      select cast(id as uuid), anonymous_id, cast(profile_id as uuid), cast(statements as jsonb), cast(consents as jsonb), behaviour
      from unnest(cast(:ids as text[]), cast(:anonymousIds as text[]), cast(:profileIds as text[]),
                  cast(:statements as text[]), cast(:consents as text[]), cast(:behaviours as bytea[]))
           as t (id, anonymous_id, profile_id, statements, consents, behaviour)
      on conflict (device_id) do update
      set profile_id = excluded.profile_id, trait_statements = excluded.trait_statements,
          consent_statements = excluded.consent_statements, behaviour = excluded.behaviour
      """;

  private static final String DELETE_DEVICE =
      "delete from profile_device where anonymous_id = :anonymousId and profile_id = :profileId";

  private final ServiceDatabase database;
  private final ProfileJson json;
  private final Duration interestHalfLife;

  JdbcDevices(ServiceDatabase database, ProfileJson json, Duration interestHalfLife) {
    this.database = database;
    this.json = json;
    this.interestHalfLife = interestHalfLife;
  }

  /** A row of {@code profile_device}. */
  private record Device(Identity identity, UUID profileId, ShopperState state) {}

  /** The devices merged into these profiles, by profile and anonymous id. */
  Map<UUID, Map<String, ShopperState>> of(Collection<UUID> profileIds) {
    Map<UUID, Map<String, ShopperState>> devices = new HashMap<>();
    database
        .jdbc()
        .sql(READ_DEVICES)
        .param("ids", ArrayColumn.texts(profileIds))
        .query((ResultSet row) -> {
          devices
              .computeIfAbsent(row.getObject("profile_id", UUID.class), id -> new HashMap<>())
              .put(row.getString("anonymous_id"), state(row));
        });
    return devices;
  }

  /** Writes the devices that have changed since they were read. */
  void writeChanged(Collection<Profile> profiles) {
    List<Device> devices = new ArrayList<>();
    for (Profile profile : profiles) {
      for (String changed : profile.changedDevices()) {
        devices.add(
            new Device(
                Identity.anonymous(changed),
                profile.id(),
                Objects.requireNonNull(profile.devices().get(changed))));
      }
    }
    if (!devices.isEmpty()) {
      database
          .jdbc()
          .sql(WRITE_DEVICES)
          .param("ids", ArrayColumn.of(devices, device -> device.identity().profileId()))
          .param("anonymousIds", ArrayColumn.of(devices, device -> device.identity().value()))
          .param("profileIds", ArrayColumn.of(devices, Device::profileId))
          .param("statements", ArrayColumn.of(devices, device -> said(device.state().traits())))
          .param("consents", ArrayColumn.of(devices, device -> said(device.state().consents())))
          .param("behaviours", JdbcProfiles.behaviours(devices, Device::state))
          .update();
    }
  }

  /** What a device of this profile did is this profile's no more. */
  void delete(String anonymousId, UUID profileId) {
    database
        .jdbc()
        .sql(DELETE_DEVICE)
        .param("anonymousId", anonymousId)
        .param("profileId", profileId)
        .update();
  }

  /** From a row with the three columns of a state. */
  ShopperState state(ResultSet row) throws SQLException {
    return new ShopperState(
        json.traits(row.getString("trait_statements")),
        json.traits(row.getString("consent_statements")),
        BehaviourState.unpack(row.getBytes("behaviour"), interestHalfLife));
  }

  /** Statements as the JSON of their column. */
  String said(Traits statements) {
    return json.write(statements.statements());
  }
}
