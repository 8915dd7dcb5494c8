package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.hours.Hours;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At which hours a campaign may act, by the wall clock of its time zone.
 *
 * <p>An instant is turned into local time and compared, never the other way round. So quiet hours
 * end at eight in winter and in summer; an hour that the clock skips in spring opens no window, and
 * the hour that it shows twice in autumn is open, or quiet, both times.
 *
 * @param windows open in any of them; an empty list is always open
 * @param quietHours closed every day, whatever the windows say; absent if never
 */
public record Schedule(ZoneId zone, List<WeeklyWindow> windows, @Nullable Hours quietHours) {
  public static final Schedule ALWAYS = new Schedule(ZoneOffset.UTC, List.of(), null);

  public Schedule {
    windows = List.copyOf(windows);
  }

  /** Whether the campaign may act at that moment. */
  public boolean allows(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
    boolean open = windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(local));
    return open && (quietHours == null || !quietHours.contains(local.toLocalTime()));
  }
}
