package io.s22.window.curve;

import io.s22.window.traffic.Summary;
import io.s22.window.traffic.Summary.Row;
import io.s22.window.traffic.SummaryFolder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Activity of some route groups, from a folder of summaries: users per minute, or requests where
 * the logs tell no users. A minute without a line had nobody; a day without a summary is a gap.
 */
public final class TrafficSeries {
  private static final int STEP = 5;
  private static final int MINUTES_PER_DAY = 1440;

  private final ZoneId zone;
  private final Set<String> routes;
  private final List<Long> days = new ArrayList<>();
  private final List<double[]> users = new ArrayList<>();
  private final List<double[]> requests = new ArrayList<>();
  private long firstMinute = Long.MAX_VALUE;
  private long lastMinute = Long.MIN_VALUE;

  private TrafficSeries(ZoneId zone, Set<String> routes) {
    this.zone = zone;
    this.routes = routes;
  }

  /**
   * @param routes the groups that are added up; all traffic where empty
   * @throws io.s22.plan.S22Exception S22-7009 to S22-7012 as {@link SummaryFolder#forEach}
   */
  public static DayGrid read(SummaryFolder folder, ZoneId zone, List<String> routes) {
    Set<String> wanted = routes.isEmpty() ? Set.of(Summary.ALL) : Set.copyOf(routes);
    TrafficSeries series = new TrafficSeries(zone, wanted);
    folder.forEach(series::add);
    return series.grid();
  }

  /** The route groups that occur in a folder. */
  public static Set<String> routes(SummaryFolder folder) {
    Set<String> found = new TreeSet<>();
    folder.forEach(day -> found.addAll(day.kind().routes().values()));
    return found;
  }

  private void add(Summary summary) {
    double[] ofUsers = new double[MINUTES_PER_DAY];
    double[] ofRequests = new double[MINUTES_PER_DAY];
    long zero = summary.day().toEpochDay() * MINUTES_PER_DAY;
    for (Row row : summary.rows()) {
      firstMinute = Math.min(firstMinute, zero + row.minute());
      lastMinute = Math.max(lastMinute, zero + row.minute());
      if (routes.contains(row.route())) {
        ofUsers[row.minute()] += row.users();
        ofRequests[row.minute()] += row.requests();
      }
    }
    days.add(zero);
    users.add(ofUsers);
    requests.add(ofRequests);
  }

  private DayGrid grid() {
    boolean told = users.stream().anyMatch(day -> Profiles.sum(day) > 0);
    List<double[]> counted = told ? users : requests;
    LocalDate first = local(firstMinute).toLocalDate();
    int length = (int) (local(lastMinute).toLocalDate().toEpochDay() - first.toEpochDay()) + 1;
    double[][] sums = new double[length][MINUTES_PER_DAY / STEP];
    int[][] seen = new int[length][MINUTES_PER_DAY / STEP];
    for (int i = 0; i < days.size(); i++) {
      for (int minute = 0; minute < MINUTES_PER_DAY; minute++) {
        long at = days.get(i) + minute;
        if (at >= firstMinute && at <= lastMinute) {
          LocalDateTime time = local(at);
          int day = (int) (time.toLocalDate().toEpochDay() - first.toEpochDay());
          int slot = (time.getHour() * 60 + time.getMinute()) / STEP;
          sums[day][slot] += counted.get(i)[minute];
          seen[day][slot]++;
        }
      }
    }
    for (int day = 0; day < length; day++) {
      for (int slot = 0; slot < sums[day].length; slot++) {
        sums[day][slot] = seen[day][slot] == 0 ? Double.NaN : sums[day][slot] / seen[day][slot];
      }
    }
    return new DayGrid(first, MINUTES_PER_DAY / STEP, sums);
  }

  private LocalDateTime local(long minute) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(minute * 60), zone);
  }
}
