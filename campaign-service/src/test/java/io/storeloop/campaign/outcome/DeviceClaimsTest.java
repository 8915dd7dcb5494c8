package io.storeloop.campaign.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.ClaimFixture;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.ids.NaiveIdentities;
import io.storeloop.common.ids.SignatureFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceClaimsTest {
  @Test
  void howeverTheLogIsCutIntoBatchesDevicesAreWhoseAllServicesSay() {
    for (int seed = 0; seed < 200; seed++) {
      List<LoggedEvent> log = log(ClaimFixture.log(new Random(seed), 80));
      Map<String, Device> devices = kept(log, log.size(), new Random(seed));
      NaiveIdentities expected = new NaiveIdentities();
      log.forEach(logged -> expected.observe(logged.event()));

      assertThat(kept(log, 1, new Random(seed))).as("seed %d", seed).isEqualTo(devices);
      assertThat(kept(log, 20, new Random(seed))).as("seed %d", seed).isEqualTo(devices);
      for (int i = 0; i < 8; i++) {
        Device device = devices.get("device-" + i);
        assertThat(device == null ? "" : owner(device))
            .as("seed %d, device-%d", seed, i)
            .isEqualTo(expected.ownerOf("device-" + i).orElse(""));
      }
    }
  }

  @Test
  void aDeviceIsSharedFromTheFirstEventOnThatNamesAnotherUser() {
    List<LoggedEvent> log =
        log(
            List.of(
                ClaimFixture.unsigned("anna", "tablet"),
                ClaimFixture.unsigned(null, "tablet"),
                ClaimFixture.unsigned("ben", "tablet"),
                ClaimFixture.unsigned("carla", "tablet")));

    Map<String, Device> devices = kept(log, 1, new Random(1));

    assertThat(devices)
        .containsEntry(
            "tablet", new Device("tablet", "anna", EdgeState.MERGED, log.get(2).cursor()));
  }

  private static String owner(Device device) {
    return IdentityRule.actsAreTheFirstUsers(device.state(), device.sharedFrom() != null)
        ? device.userId()
        : "";
  }

  private static List<LoggedEvent> log(List<Event> events) {
    List<LoggedEvent> log = new ArrayList<>();
    for (Event event : events) {
      log.add(new LoggedEvent(new EventCursor(7, log.size() + 1L), event));
    }
    return log;
  }

  /** What a follower keeps that reads up to so many events at once. */
  private static Map<String, Device> kept(List<LoggedEvent> log, int most, Random random) {
    Map<String, Device> devices = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(most));
      Map<String, Integer> merged = new HashMap<>();
      devices.values().stream()
          .filter(Device::isMerged)
          .forEach(device -> merged.merge(device.userId(), 1, Integer::sum));
      DeviceClaims batch =
          new DeviceClaims(SignatureFixture.RULE, List.copyOf(devices.values()), known, merged);
      log.subList(from, to).forEach(batch::observe);
      batch.changed().forEach(device -> devices.put(device.anonymousId(), device));
      known.addAll(batch.newUsers());
      from = to;
    }
    return devices;
  }
}
