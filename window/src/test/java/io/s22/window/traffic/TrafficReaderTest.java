package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.luben.zstd.Zstd;
import io.s22.plan.S22Exception;
import io.s22.window.traffic.ReadReport.Fate;
import io.s22.window.traffic.Summary.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficReaderTest {
  private static final long SEED = 20240316;
  private static final int LINES = 12_000;

  @TempDir Path folder = Path.of("");

  private final List<byte[]> lines = Logs.combined(new Random(SEED), LINES);

  private ReadReport read(String format, int threads, Path... logs) {
    return read(format, Routes.NONE, threads, logs);
  }

  private ReadReport read(@Nullable String format, Routes routes, int threads, Path... logs) {
    TrafficReader.Settings settings =
        new TrafficReader.Settings(format, null, routes, ZoneOffset.UTC, threads);
    return new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
        .read(List.of(logs), folder.resolve("sums"));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Map<Long, Row> rows(String route) {
    Map<Long, Row> rows = new TreeMap<>();
    new SummaryFolder(folder.resolve("sums"))
        .forEach(day ->
            day.rows().stream()
                .filter(row -> row.route().equals(route))
                .forEach(row -> rows.put(day.day().toEpochDay() * 1440 + row.minute(), row)));
    return rows;
  }

  private void assertCountsAre(Reference reference) {
    Map<Long, Row> rows = rows(Summary.ALL);
    assertThat(rows.keySet()).isEqualTo(reference.minutes.keySet());
    rows.forEach((minute, row) -> {
      assertThat(new long[] {row.requests(), row.serverErrors(), row.clientErrors(), row.bytes()})
          .as("minute %d, seed %d", minute, SEED)
          .containsExactly(reference.minutes.get(minute));
      int users = reference.users.getOrDefault(minute, java.util.Set.of()).size();
      assertThat(row.users()).isCloseTo(users, within(0.5 + users * 0.12));
    });
  }

  private Reference reference() {
    Reference reference = new Reference();
    reference.combined(lines);
    return reference;
  }

  @Test
  void everyLineOfAPlainLogIsCountedAsByTheReference() throws IOException {
    ReadReport report = read("combined", 1, file("a.log", Logs.join(lines)));
    Reference reference = reference();
    assertThat(report.lines()).isEqualTo(reference.lines);
    assertThat(report.malformed()).isEqualTo(reference.malformed).isPositive();
    assertThat(report.sources().getFirst().samples()).hasSize(LineCounter.SAMPLES);
    assertCountsAre(reference);
  }

  @Test
  void gzipOfSeveralMembersAndZstdOfSeveralFramesGiveTheSame() throws IOException {
    List<byte[]> a = lines.subList(0, LINES / 3);
    List<byte[]> b = lines.subList(LINES / 3, LINES / 2);
    List<byte[]> c = lines.subList(LINES / 2, LINES);
    byte[] members = concat(Logs.gzip(Logs.join(a)), Logs.gzip(Logs.join(b)));
    byte[] frames = concat(Zstd.compress(Logs.join(c)), Zstd.compress(new byte[0]));
    ReadReport report =
        read("combined", 4, file("a.log.1", members), file("b", concat(frames, new byte[0])));
    assertThat(report.sources()).allSatisfy(source -> assertThat(source.damage()).isEmpty());
    assertCountsAre(reference());
  }

  @Test
  void aTruncatedArchiveGivesWhatItHoldsAndIsReported() throws IOException {
    byte[] gzip = Logs.gzip(Logs.join(lines));
    byte[] zstd = Zstd.compress(Logs.join(lines));
    for (byte[] whole : List.of(gzip, zstd)) {
      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      ReadReport report = read("combined", 2, file("half" + whole[0], half));
      assertThat(report.sources().getFirst().damage()).contains("truncated");
      assertThat(report.lines()).isBetween((long) LINES / 10, (long) LINES - 1);
      try (Stream<Path> sums = Files.list(folder.resolve("sums"))) {
        for (Path sum : sums.toList()) {
          Files.delete(sum);
        }
      }
    }
  }

  @Test
  void manyThreadsOverOneFileCountAsOneDoes() throws IOException {
    byte[] once = Logs.join(lines);
    byte[] big = new byte[0];
    while (big.length < 80 << 20) {
      big = concat(big, big.length == 0 ? once : big);
    }
    int times = big.length / once.length;
    read("combined", 3, file("big.log", big));
    Reference reference = reference();
    reference.minutes.values().forEach(c -> Arrays.setAll(c, i -> c[i] * times));
    assertCountsAre(reference);
  }

  @Test
  void aLogIsReadOnceHoweverOftenItIsNamedOrPacked() throws IOException {
    byte[] text = Logs.join(lines);
    Path log = file("a.log", text);
    assertThat(read("combined", 2, log, file("copy.log", text)).sources())
        .extracting(ReadReport.SourceReport::fate)
        .containsExactlyInAnyOrder(Fate.COUNTED, Fate.KNOWN);
    assertThat(read("combined", 2, log).lines()).isZero();
    assertThat(read("combined", 2, file("a.log.gz", Logs.gzip(text))).lines()).isZero();
    assertCountsAre(reference());
  }

  @Test
  void aLogThatHasGrownSinceItWasReadIsRefused() throws IOException {
    read("combined", 1, file("a.log", Logs.join(lines)));
    Path grown = file("a.log", concat(Logs.join(lines), Logs.join(lines.subList(0, 5))));
    assertThatThrownBy(() -> read("combined", 1, grown))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7013"));
  }

  @Test
  void summariesOfAnotherKindAreRefused() throws IOException {
    Path log = file("a.log", Logs.join(lines));
    read("combined", 1, log);
    assertThatThrownBy(() -> read("combined", Routes.of(List.of("pay=/api/pay")), 1, log))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7011"));
  }

  @Test
  void aDamagedSummaryIsRefused() throws IOException {
    read("combined", 1, file("a.log", Logs.join(lines)));
    Path first;
    try (Stream<Path> sums = Files.list(folder.resolve("sums"))) {
      first = sums.sorted().findFirst().orElseThrow();
    }
    byte[] text;
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(first))) {
      text = in.readAllBytes();
    }
    String changed = new String(text, StandardCharsets.UTF_8).replaceFirst(",\\*,1,", ",*,2,");
    Files.write(first, Logs.gzip(changed.getBytes(StandardCharsets.UTF_8)));
    assertThatThrownBy(() -> rows(Summary.ALL))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7010"));
  }

  @Test
  void routeGroupsAddUpToAllRequests() throws IOException {
    Routes routes = Routes.of(List.of("pay=/api/pay", "api=/api", "files=/files/"));
    read(null, routes, 1, file("a.log", Logs.join(lines)));
    assertThat(requests("pay")).isPositive();
    assertThat(requests("pay") + requests("api") + requests("files") + requests("other"))
        .isEqualTo(requests(Summary.ALL));
  }

  private long requests(String route) {
    return rows(route).values().stream().mapToLong(Row::requests).sum();
  }

  @Test
  void theStandardInputIsReadLikeAFile() {
    byte[] text = Logs.gzip(Logs.join(lines));
    TrafficReader.Settings settings =
        new TrafficReader.Settings(null, null, Routes.NONE, ZoneOffset.UTC, 1);
    new TrafficReader(
            settings, new ByteArrayInputStream(text), TrafficListener.NONE, System::nanoTime)
        .read(List.of(TrafficReader.STDIN), folder.resolve("sums"));
    assertCountsAre(reference());
  }

  @Test
  void timesWithoutAnOffsetAreTakenInTheGivenZone() throws IOException {
    Path log =
        file(
            "a.json",
            "{\"time\":\"2024-03-16 00:30:00\",\"status\":200}\n".getBytes(StandardCharsets.UTF_8));
    TrafficReader.Settings settings =
        new TrafficReader.Settings("json", null, Routes.NONE, ZoneId.of("Asia/Shanghai"), 1);
    ReadReport report =
        new TrafficReader(settings, System.in, TrafficListener.NONE, System::nanoTime)
            .read(List.of(log), folder.resolve("sums"));
    assertThat(report.sources().getFirst().days()).containsExactly(LocalDate.parse("2024-03-15"));
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
