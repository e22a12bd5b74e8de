package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.window.traffic.Summary.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlTrafficTest {
  private static final long SEED = 5;

  @TempDir Path folder = Path.of("");

  @Test
  void duckdbCountsACsvFileAsTheReferenceDoes() throws IOException {
    Random random = new Random(SEED);
    Reference reference = new Reference();
    StringBuilder csv = new StringBuilder("ts,status,bytes,client,path\n");
    long pays = 0;
    for (int i = 0; i < 20_000; i++) {
      long second = Instant.parse("2024-03-15T23:00:00Z").getEpochSecond() + random.nextInt(7200);
      int status = new int[] {200, 404, 503}[random.nextInt(3)];
      String user = "u" + random.nextInt(300);
      String path = random.nextBoolean() ? "/api/pay/1" : "/it's";
      pays += path.startsWith("/api") ? 1 : 0;
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%s,%s%n",
              Instant.ofEpochSecond(second),
              status,
              i,
              user,
              path));
      reference.add(second / 60, status, Integer.toString(i), user);
    }
    Path file = Files.writeString(folder.resolve("log.csv"), csv);
    SqlTraffic.Table table =
        new SqlTraffic.Table(
            "read_csv('" + file + "')", "ts", "status", "bytes", "client", "path", null);
    SqlTraffic traffic = new SqlTraffic(table, Routes.of(List.of("pay=/api/pay", "it=/it's")));
    for (int again = 0; again < 2; again++) {
      assertThat(traffic.run("jdbc:duckdb:", new Properties(), folder.resolve("sums")).requests())
          .isEqualTo(20_000);
    }
    long[] found = new long[2];
    new SummaryFolder(folder.resolve("sums"))
        .forEach(day -> {
          for (Row row : day.rows()) {
            long minute = day.day().toEpochDay() * 1440 + row.minute();
            if (row.route().equals(Summary.ALL)) {
              found[0]++;
              assertThat(
                      new long[] {
                        row.requests(), row.serverErrors(), row.clientErrors(), row.bytes()
                      })
                  .containsExactly(reference.minutes.get(minute));
              int users = reference.users.getOrDefault(minute, java.util.Set.of()).size();
              assertThat(row.users()).isEqualTo(users);
            }
            found[1] += row.route().equals("pay") ? row.requests() : 0;
          }
        });
    assertThat(found).containsExactly(reference.minutes.size(), pays);
  }

  @ParameterizedTest
  @EnumSource(SqlDialect.class)
  void everyDialectAsksForTheSameColumns(SqlDialect dialect) {
    SqlTraffic.Table table =
        new SqlTraffic.Table("logs", "ts", "status", "bytes", "client", null, "took");
    assertThat(new SqlTraffic(table, Routes.NONE).query(dialect))
        .contains(
            "minute_utc",
            "route_group",
            "server_errors",
            "client_errors",
            "bytes_sent",
            "micros",
            "users")
        .doesNotContain("%s");
  }
}
