package io.storeloop.benchmarks.kernel;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Wall and processor time since an earlier moment, of the whole process: collection and compilation
 * count.
 */
record Used(double wallSeconds, double cpuSeconds) {
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  static Used now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Used(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
  }

  Used since(Used before) {
    return new Used(wallSeconds - before.wallSeconds, cpuSeconds - before.cpuSeconds);
  }

  /** Most memory this process has occupied so far, in MB, the JVM's own included. */
  static long peakMegabytes() throws IOException {
    Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/self/status")));
    return peak.find() ? Long.parseLong(peak.group(1)) / 1024 : 0;
  }

  static void row(Object... cells) {
    var line = new StringBuilder("|");
    for (Object cell : cells) {
      line.append(' ').append(text(cell)).append(" |");
    }
    System.out.println(line);
  }

  private static String text(Object cell) {
    return switch (cell) {
      case Double number when number >= 100 -> String.format(Locale.ROOT, "%,.0f", number);
      case Double number -> String.format(Locale.ROOT, "%.2f", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      default -> cell.toString();
    };
  }
}
