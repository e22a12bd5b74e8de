package io.s22.bench.window;

import io.s22.plan.yaml.PlanReader;
import io.s22.window.choice.Choice;
import io.s22.window.choice.ChoiceText;
import io.s22.window.choice.WindowStudy;
import io.s22.window.traffic.ReadReport;
import io.s22.window.traffic.Routes;
import io.s22.window.traffic.TrafficListener;
import io.s22.window.traffic.TrafficReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * A generated month, one gzipped log a day, read into summaries and chosen from: {@code MonthBench
 * FOLDER PLAN REQUESTS-A-DAY}. The traffic has the day's and the week's course and is generated; it
 * says nothing about real users. The folder is left to be looked at.
 */
public final class MonthBench {
  private static final long SEED = 22;
  private static final int DAYS = 30;
  private static final int MINUTES = 1440;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm", Locale.ENGLISH);
  private static final String[] PATHS = {"/api/orders", "/api/pay", "/files/a.png", "/chat"};

  private MonthBench() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path plan = Path.of(args[1]);
    int perDay = Integer.parseInt(args[2]);
    Files.createDirectories(folder);
    LocalDate first = LocalDate.parse("2024-02-01");
    Random random = new Random(SEED);
    List<Path> logs = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      logs.add(write(folder, first.plusDays(day), perDay, random));
    }
    long began = System.nanoTime();
    TrafficReader.Settings settings =
        new TrafficReader.Settings(
            "combined",
            null,
            Routes.of(List.of("payments=/api/pay", "api=/api", "files=/files")),
            ZONE,
            Runtime.getRuntime().availableProcessors());
    ReadReport report =
        new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
            .read(logs, folder.resolve("sums"));
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,d lines of %d days in %.1f s: %,.0f lines a second%n",
        report.lines(),
        DAYS,
        seconds,
        report.lines() / seconds);
    Choice choice =
        new WindowStudy(PlanReader.read(plan).plan().orElseThrow())
            .choose(
                new WindowStudy.Traffic.Summaries(folder.resolve("sums")),
                null,
                LocalDateTime.parse("2024-03-02T00:00"));
    System.out.print(ChoiceText.of(choice));
  }

  private static Path write(Path folder, LocalDate day, int perDay, Random random)
      throws IOException {
    Path file = folder.resolve("access-" + day + ".log.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      StringBuilder lines = new StringBuilder();
      for (int minute = 0; minute < MINUTES; minute++) {
        String time = TIME.format(day.atStartOfDay().plusMinutes(minute));
        double course = 1 - 0.85 * Math.cos((minute / 60.0 - 3.5) * Math.PI / 12);
        double week = day.getDayOfWeek().getValue() >= 6 ? 1.25 : 0.9;
        long count = Math.round(perDay / (double) MINUTES * course * week);
        for (long i = 0; i < count; i++) {
          line(lines, time, random);
        }
        out.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
        lines.setLength(0);
      }
    }
    return file;
  }

  private static void line(StringBuilder lines, String time, Random random) {
    int second = random.nextInt(60);
    lines.append("10.").append(random.nextInt(8)).append('.').append(random.nextInt(256));
    lines.append('.').append(random.nextInt(256)).append(" - - [").append(time);
    lines.append(second < 10 ? ":0" : ":").append(second).append(" +0800] \"GET ");
    lines.append(PATHS[random.nextInt(PATHS.length)]).append(" HTTP/1.1\" ");
    lines.append(random.nextInt(200) == 0 ? 503 : 200).append(' ').append(random.nextInt(90_000));
    lines.append(" \"-\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"\n");
  }
}
