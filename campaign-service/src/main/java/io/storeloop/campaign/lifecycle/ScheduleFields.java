package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.hours.Hours;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A schedule as it is written, on the wire and in the row. */
@Schema(name = "CampaignSchedule")
record ScheduleFields(
    @Schema(
            requiredMode = Schema.RequiredMode.REQUIRED,
            description = "A name of the IANA time zone database.",
            example = "Europe/Berlin")
        @Nullable String timeZone,
    @Schema(description = "Open in any of them; absent or empty: always. At most 50.")
        @Nullable List<@Nullable WindowFields> windows,
    @Schema(description = "Closed at these hours every day, whatever the windows say.")
        @Nullable HoursFields quietHours) {

  @Schema(name = "CampaignWindow")
  record WindowFields(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Hours past midnight belong to the day on which they begin.",
              example = "[\"monday\", \"tuesday\"]")
          @Nullable List<@Nullable String> days,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "09:00") @Nullable String from,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "17:00")
          @Nullable String to) {}

  @Schema(name = "CampaignQuietHours")
  record HoursFields(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "22:00") @Nullable String from,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "08:00")
          @Nullable String to) {}

  /** How a schedule is written; absent for one that is always open. */
  static @Nullable ScheduleFields of(Schedule schedule) {
    if (schedule.equals(Schedule.ALWAYS)) {
      return null;
    }
    Hours quiet = schedule.quietHours();
    return new ScheduleFields(
        schedule.zone().getId(),
        schedule.windows().stream().<@Nullable WindowFields>map(ScheduleFields::of).toList(),
        quiet == null ? null : new HoursFields(quiet.from().toString(), quiet.to().toString()));
  }

  private static WindowFields of(WeeklyWindow window) {
    return new WindowFields(
        window.days().stream().sorted().<@Nullable String>map(ScheduleFields::name).toList(),
        window.hours().from().toString(),
        window.hours().to().toString());
  }

  private static String name(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }
}
