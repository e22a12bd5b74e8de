package io.s22.window.reason;

import io.s22.plan.S22Exception;
import io.s22.window.traffic.Summary;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.SummaryFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * What the summaries tell of the services' health, minute by minute: {@code traffic.latency} (mean,
 * in seconds), {@code traffic.error-share}, {@code traffic.requests} (a second), {@code
 * traffic.users} (a minute), {@code traffic.bytes} (a second).
 */
final class TrafficMeasure {
  static final String PREFIX = "traffic.";

  private static final double SECONDS = 60;
  private static final double MICROS = 1e6;

  private TrafficMeasure() {}

  static double[] samples(SummaryFolder folder, String name) {
    List<Double> values = new ArrayList<>();
    folder.forEach(day -> {
      for (Row row : day.rows()) {
        if (row.route().equals(Summary.ALL)) {
          values.add(value(row, name));
        }
      }
    });
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double value(Row row, String name) {
    return switch (name.substring(PREFIX.length())) {
      case "latency" -> row.timed() == 0 ? Double.NaN : row.micros() / MICROS / row.timed();
      case "error-share" -> (double) row.serverErrors() / row.requests();
      case "requests" -> row.requests() / SECONDS;
      case "users" -> row.users();
      case "bytes" -> row.bytes() / SECONDS;
      default ->
          throw new S22Exception(
              "S22-7051",
              "The summaries have no '" + name + "'.",
              "Use traffic.latency, traffic.error-share, traffic.requests, traffic.users or"
                  + " traffic.bytes, or a Prometheus query.");
    };
  }
}
