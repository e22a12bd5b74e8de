package io.s22.window.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final int MINUTE =
      (int) (Instant.parse("2024-03-15T18:05:00Z").getEpochSecond() / 60);

  private final Line line = new Line();

  private boolean parse(LogFormat format, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(bytes, bytes.length + Scan.PADDING + 1);
    padded[bytes.length] = '\n';
    return format.parser(ZoneOffset.UTC).parse(padded, 0, bytes.length, line);
  }

  private boolean nginx(String format, @Nullable String user, String text) {
    return parse(LogFormat.of(format, user), text);
  }

  @Test
  void anyFormatOfNginxIsReadBack() {
    String format =
        "$http_x_real_ip|$time_iso8601|$request_method $request_uri|$status|$request_time"
            + "|$upstream_response_time|$bytes_sent|\"$http_user_agent\"";
    assertThat(
            nginx(
                format,
                "http_x_real_ip",
                "2001:db8::1|2024-03-16T02:05:59+08:00|GET /api/pay?x=1|503|0.250|0.1, 0.2|1234|\"a \\\"b\\\" c\""))
        .isTrue();
    assertThat(line.minute).isEqualTo(MINUTE);
    assertThat(line.status).isEqualTo(503);
    assertThat(line.bytes).isEqualTo(1234);
    assertThat(line.micros).isEqualTo(250_000);
    assertThat(line.user).isNotZero();
    assertThat(
            Routes.of(List.of("pay=/api/pay"))
                .matcher()
                .group(line.path, line.pathFrom, line.pathTo))
        .isEqualTo(1);
  }

  @Test
  void theWholeDirectiveOfTheConfigurationMayBeGiven() {
    String directive =
        """
        log_format main escape=default '$remote_addr [$time_local] "$request" '
                          '$status $upstream_addr $msec';\
        """;
    assertThat(
            nginx(
                directive,
                null,
                "10.0.0.1 [16/Mar/2024:02:05:01 +0800] \"GET / HTTP/1.1\" 200 10.0.0.2:80, 10.0.0.3:80 1710525901.123"))
        .isTrue();
    assertThat(line.minute).isEqualTo(MINUTE);
  }

  @Test
  void secondsSince1970AreATimeToo() {
    assertThat(nginx("$msec $remote_addr $status", null, "1710525901.123 ::1 404")).isTrue();
    assertThat(line.minute).isEqualTo(MINUTE);
    assertThat(nginx("$msec $remote_addr $status", null, "17105x5901.123 ::1 404")).isFalse();
  }

  @Test
  void formatsThatCannotBeReadBackAreRefused() {
    assertThatThrownBy(() -> LogFormat.of("$remote_addr$status [$time_local]", null))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7002"));
    assertThatThrownBy(() -> LogFormat.of("$remote_addr $status", null))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7002"));
    assertThatThrownBy(() -> LogFormat.of("combined", "cookie_uid"))
        .isInstanceOfSatisfying(
            S22Exception.class, e -> assertThat(e.code()).isEqualTo("S22-7003"));
  }

  @Test
  void linesOfJsonAreReadFlatAndNested() {
    LogFormat json = LogFormat.of("json", null);
    assertThat(
            parse(
                json,
                "{\"time\": \"16\\/Mar\\/2024:02:05:32 +0800\", \"remote_ip\": \"93.180.71.3\","
                    + " \"request\": \"GET \\/a HTTP/1.1\", \"response\": 404, \"bytes\": 337, \"agent\": \"\\u00e9\"}"))
        .isTrue();
    assertThat(List.of((long) line.minute, (long) line.status, line.bytes))
        .containsExactly((long) MINUTE, 404L, 337L);
    assertThat(
            parse(
                json,
                "{\"ts\":1710525901.5,\"request\":{\"remote_ip\":\"::1\",\"uri\":\"/x\",\"headers\":{\"A\":[\"b\",{}]}},"
                    + "\"status\":200,\"size\":9,\"duration\":0.004}"))
        .isTrue();
    assertThat(line.micros).isEqualTo(4000);
    assertThat(line.minute).isEqualTo(MINUTE);
  }

  @Test
  void jsonThatIsNoneAndLinesWithoutTimeOrStatusAreMalformed() {
    LogFormat json = LogFormat.of("json", null);
    for (String bad :
        List.of(
            "{\"time\":\"2024-03-16T02:05:00Z\",\"status\":200",
            "{\"time\":\"2024-03-16T02:05:00Z\",\"status\":200,}",
            "{\"time\":\"2024-03-16T02:05:00Z\",\"status\":0200}",
            "{\"time\":\"2024-03-16T02:05:00Z\"}",
            "{\"status\":200}",
            "{\"time\":\"yesterday\",\"status\":200}",
            "[]",
            "{\"time\":\"2024-03-16T02:05:00Z\",\"status\":200} x",
            "{\"a\":\"\t\",\"time\":\"2024-03-16T02:05:00Z\",\"status\":200}")) {
      assertThat(parse(json, bad)).as(bad).isFalse();
    }
    assertThat(
            parse(
                json,
                "{\"time\":\"2024-03-16T02:05:00Z\",\"status\":\"200\",\"x\":[1e5,null,true]}"))
        .isTrue();
  }
}
