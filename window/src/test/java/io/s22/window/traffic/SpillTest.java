package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More minutes than are held in memory: cells are put aside in files and merged. */
class SpillTest {
  private static final long SEED = 65_537;
  private static final int MINUTES = 70_000;
  private static final int TIMES = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss", Locale.ENGLISH);

  @TempDir Path folder = Path.of("");

  @Test
  void minutesPutAsideAreAddedUpAgain() throws IOException {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < MINUTES * TIMES; i++) {
      order.add(i % MINUTES);
    }
    Collections.shuffle(order, new Random(SEED));
    StringBuilder log = new StringBuilder();
    LocalDateTime first = LocalDateTime.parse("2024-01-01T00:00:07");
    for (int i = 0; i < order.size(); i++) {
      log.append("10.0.0.").append(i % 2).append(" - - [");
      log.append(TIME.format(first.plusMinutes(order.get(i))));
      log.append(" +0000] \"GET / HTTP/1.1\" 200 3 \"-\" \"-\"\n");
    }
    Path file = Files.writeString(folder.resolve("a.log"), log, StandardCharsets.US_ASCII);
    TrafficReader.Settings settings =
        new TrafficReader.Settings("combined", null, Routes.NONE, ZoneOffset.UTC, 1);
    ReadReport report =
        new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
            .read(List.of(file), folder.resolve("sums"));
    assertThat(report.lines()).isEqualTo(MINUTES * TIMES);
    assertThat(report.malformed()).isZero();
    AtomicLong minutes = new AtomicLong();
    new SummaryFolder(folder.resolve("sums"))
        .forEach(day -> {
          minutes.addAndGet(day.rows().size());
          assertThat(day.rows())
              .as("seed %d, day %s", SEED, day.day())
              .allSatisfy(row -> {
                assertThat(row.requests()).isEqualTo(TIMES);
                assertThat(row.bytes()).isEqualTo(TIMES * 3L);
                assertThat(row.users()).isBetween(0.99, 2.01);
              });
        });
    assertThat(minutes).hasValue(MINUTES);
  }
}
