package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users of each service got, added up from measurements. */
public final class ServiceFacts implements Facts.Part {
  private final Map<String, ServiceFact> services = new LinkedHashMap<>();
  private final List<Closing> closings = new ArrayList<>();

  /** A service was closed as announced, by what its users got. */
  public record Closing(String service, Instant from, Instant to, long seq) {}

  /**
   * One stretch of the course, of several measurements together.
   *
   * @param failed share of requests that failed
   */
  public record Point(Instant at, double failed, double p99Millis) {}

  /** One service. */
  public static final class ServiceFact {
    /** The course keeps this many points at the most: then two become one. */
    private static final int POINTS = 400;

    private long requests;
    private long failed;
    private double longestGap = -1;
    private double worstP99 = -1;
    private long first;
    private long last;
    private long worst;
    private Instant worstAt = Instant.EPOCH;
    private long spans;
    private @Nullable Instant from;
    private @Nullable Instant to;
    private int width = 1;
    private final List<Sum> course = new ArrayList<>();

    private record Sum(Instant at, int spans, long requests, long failed, double p99) {
      Sum and(Sum next) {
        return new Sum(
            at,
            spans + next.spans,
            requests + next.requests,
            failed + next.failed,
            Math.max(p99, next.p99));
      }
    }

    private void add(long seq, Event.Measured m) {
      requests += m.requests();
      failed += m.failed();
      spans++;
      first = first == 0 ? seq : first;
      last = seq;
      from = from == null || m.from().isBefore(from) ? m.from() : from;
      to = to == null || m.to().isAfter(to) ? m.to() : to;
      if (m.longestGapMillis() > longestGap) {
        longestGap = m.longestGapMillis();
        worst = seq;
        worstAt = m.to();
      }
      worstP99 = Math.max(worstP99, m.p99Millis());
      draw(new Sum(m.from(), 1, m.requests(), m.failed(), m.p99Millis()));
    }

    private void draw(Sum sum) {
      if (!course.isEmpty() && course.getLast().spans() < width) {
        course.set(course.size() - 1, course.getLast().and(sum));
        return;
      }
      course.add(sum);
      if (course.size() > POINTS) {
        List<Sum> half = new ArrayList<>();
        for (int i = 0; i < course.size(); i += 2) {
          half.add(i + 1 < course.size() ? course.get(i).and(course.get(i + 1)) : course.get(i));
        }
        course.clear();
        course.addAll(half);
        width *= 2;
      }
    }

    public long requests() {
      return requests;
    }

    public long failed() {
      return failed;
    }

    /** How many measurements there are. */
    public long spans() {
      return spans;
    }

    /** Share of requests that were answered; not a number where there were none. */
    public double availability() {
      return requests == 0 ? Double.NaN : 1 - failed / (double) requests;
    }

    /** The longest time without a good answer, milliseconds. */
    public double longestGapMillis() {
      return Math.max(0, longestGap);
    }

    /** The worst 99th percentile of any one span. */
    public double worstP99Millis() {
      return Math.max(0, worstP99);
    }

    /** The first and the last measurement. */
    public List<Long> cites() {
      return first == last ? List.of(first) : List.of(first, last);
    }

    /** The measurement with the longest gap. */
    public List<Long> worst() {
      return List.of(worst == 0 ? first : worst);
    }

    /** When that one ended. */
    public Instant worstAt() {
      return worstAt;
    }

    /** Its course, at most 400 points. */
    public List<Point> course() {
      return course.stream()
          .map(sum ->
              new Point(
                  sum.at(),
                  sum.requests() == 0 ? 0 : sum.failed() / (double) sum.requests(),
                  sum.p99()))
          .toList();
    }
  }

  @Override
  public void accept(Entry entry) {
    if (entry.event() instanceof Event.Measured measured) {
      services
          .computeIfAbsent(measured.service(), name -> new ServiceFact())
          .add(entry.seq(), measured);
    } else if (entry.event() instanceof Event.Closed closed && closed.user() == null) {
      closings.add(new Closing(closed.service(), closed.from(), closed.to(), entry.seq()));
    }
  }

  /** Services that were closed as announced, in the order in which they opened again. */
  public List<Closing> closings() {
    return List.copyOf(closings);
  }

  /** The services that were measured, by name. */
  public Map<String, ServiceFact> all() {
    return Map.copyOf(services);
  }
}
