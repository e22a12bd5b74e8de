package io.s22.journal;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a probe measured: the detail of an outcome that is a measurement, as canonical JSON. The
 * same figure is measured before and after under the same definition; only what was measured the
 * same way may be compared.
 *
 * @param figure what is measured, such as {@code cores} or {@code peak-throughput}
 * @param when before or after the maintenance
 * @param unit of the values
 * @param better which way is better
 * @param method how it was measured, in words: the command, the address, the query
 * @param values the single values; of a load test the throughput of each slice of time, in order
 * @param latency of a load test the 95th percentile of each slice, milliseconds; else empty
 * @param facts more that belongs to it, by name
 */
public record Measurement(
    String figure,
    When when,
    String unit,
    Better better,
    String method,
    List<Double> values,
    List<Double> latency,
    Map<String, String> facts) {
  /** On which side of the maintenance. */
  public enum When {
    BEFORE,
    AFTER
  }

  /** Which way is better. */
  public enum Better {
    HIGHER,
    LOWER
  }

  private static final Shape SHAPE = Shape.of(Measurement.class);
  private static final String OPENING = "{\"better\":";

  public Measurement {
    values = List.copyOf(values);
    latency = List.copyOf(latency);
    facts = Map.copyOf(facts);
  }

  /** The same, and more that belongs to it. */
  public Measurement with(Map<String, String> more) {
    Map<String, String> both = new HashMap<>(facts);
    both.putAll(more);
    return new Measurement(figure, when, unit, better, method, values, latency, both);
  }

  /** As it stands in an outcome's detail. */
  public String encode() {
    JsonBytes out = new JsonBytes(512);
    SHAPE.write(this, out);
    return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
  }

  /** The measurement in an outcome's detail; empty where it holds none. */
  public static Optional<Measurement> in(String detail) {
    if (!detail.startsWith(OPENING)) {
      return Optional.empty();
    }
    try {
      Object json = JsonTree.parse(detail.getBytes(StandardCharsets.UTF_8));
      return Optional.of((Measurement) SHAPE.read(json, "measurement"));
    } catch (S22Exception e) {
      return Optional.empty();
    }
  }

  /** Whether {@code other} was measured as this was, so that both may be compared. */
  public boolean comparable(Measurement other) {
    return figure.equals(other.figure)
        && unit.equals(other.unit)
        && better == other.better
        && method.equals(other.method);
  }
}
