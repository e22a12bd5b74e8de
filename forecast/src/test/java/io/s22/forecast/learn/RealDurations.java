package io.s22.forecast.learn;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.tukaani.xz.XZInputStream;

/** Estimates and what became of them, in the order of time. */
record RealDurations(String from, List<Pair> pairs) {
  record Pair(double estimate, double actual) {}

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy H:mm");

  /** Tasks estimated and done (the SiP data set). */
  static RealDurations tasks() {
    Optional<Path> file = find("sip-estimate-vs-actual.csv.xz");
    return file.map(RealDurations::readTasks).orElseGet(() -> synthetic(0, 0.95));
  }

  /** Repairs (Los Alamos National Laboratory); the estimate is the median of the earlier half. */
  static RealDurations repairs() {
    Optional<Path> file = find("lanl-repairs.csv.xz");
    return file.map(RealDurations::readRepairs).orElseGet(() -> synthetic(4.15, 1.40));
  }

  private static Optional<Path> find(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("shared/data/durations").resolve(name);
      if (Files.exists(file)) {
        return Optional.of(file);
      }
      folder = folder.getParent();
    }
    System.err.println(
        "NOTE: " + name + " is not there (../shared/data/durations): drawn from its published law");
    return Optional.empty();
  }

  /** What the data sets are known to look like, drawn with a seed of its own. */
  private static RealDurations synthetic(double mu, double sigma) {
    SplittableRandom random = new SplittableRandom(22);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      double estimate = Math.exp(mu + random.nextGaussian() * (mu > 0 ? 0 : 1));
      pairs.add(new Pair(estimate, estimate * Math.exp(sigma * random.nextGaussian())));
    }
    return new RealDurations("drawn", pairs);
  }

  private static RealDurations readTasks(Path file) {
    record Task(int number, Pair pair) {}
    List<Task> tasks = new ArrayList<>();
    for (List<String> cells : rows(file)) {
      double estimate = Double.parseDouble(cells.get(11));
      double actual = Double.parseDouble(cells.get(12));
      if (estimate > 0 && actual > 0) {
        tasks.add(new Task(Integer.parseInt(cells.get(0)), new Pair(estimate, actual)));
      }
    }
    tasks.sort(Comparator.comparingInt(Task::number));
    return new RealDurations("measured", tasks.stream().map(Task::pair).toList());
  }

  private static RealDurations readRepairs(Path file) {
    record Repair(LocalDateTime at, double minutes) {}
    List<Repair> repairs = new ArrayList<>();
    for (List<String> cells : rows(file)) {
      if (cells.get(16).matches("\\d.*") && cells.get(18).matches("[1-9]\\d*")) {
        LocalDateTime at = LocalDateTime.parse(cells.get(16), TIME);
        repairs.add(new Repair(at, Double.parseDouble(cells.get(18))));
      }
    }
    repairs.sort(Comparator.comparing(Repair::at));
    double[] half =
        repairs.stream().limit(repairs.size() / 2).mapToDouble(Repair::minutes).sorted().toArray();
    double estimate = half[half.length / 2];
    return new RealDurations(
        "measured", repairs.stream().map(r -> new Pair(estimate, r.minutes())).toList());
  }

  private static List<List<String>> rows(Path file) {
    List<List<String>> rows = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new XZInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        rows.add(cells(line));
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
    return rows;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
