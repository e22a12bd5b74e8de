package io.s22.settle.pay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.s22.settle.ledger.Payments.Payment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final String KEY = "a shared secret of some length";
  private static final Instant NOW = Instant.parse("2024-03-16T05:00:00Z");
  private static final Payment PAYMENT =
      new Payment("k1", "run-1", "O\"Neill\n王", "CNY", 1_230, NOW);

  private record Call(Headers headers, String body) {}

  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void serve() throws IOException {
    client = HttpClient.newHttpClient();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          calls.add(
              new Call(exchange.getRequestHeaders(), new String(body, StandardCharsets.UTF_8)));
          Integer status;
          synchronized (answers) {
            status = answers.poll();
          }
          // 0 stands for a connection that is cut: the payment system may have it or not.
          if (status == null || status != 0) {
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private Webhook.Answer send(int... statuses) throws InterruptedException {
    IntStream.of(statuses).forEach(answers::add);
    URI to = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/pay");
    return new Webhook(client, to, new Secret(KEY), () -> NOW, waits::add).send(PAYMENT, 2);
  }

  @Test
  void aPaymentSystemThatFailsAtFirstGetsTheSamePaymentUnderTheSameKeyUntilItHasIt()
      throws InterruptedException {
    assertThat(send(503, 0, 429)).isInstanceOf(Webhook.Answer.Accepted.class);
    assertThat(calls.stream().map(Call::body).distinct()).hasSize(1);
    assertThat(calls)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(
            call -> assertThat(call.headers().getFirst("Idempotency-Key")).isEqualTo("\"k1\""));
    assertThat(waits).startsWith(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void theSignatureIsTheHmacOfTheTimeAndTheBody() throws Exception {
    send();
    Call call = calls.getFirst();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signed = NOW.getEpochSecond() + "." + call.body();
    String hex = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    assertThat(call.headers().getFirst("S22-Signature"))
        .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + hex);
  }

  @Test
  void theBodyIsJsonWhateverTheCustomerIsCalled() throws InterruptedException {
    send();
    assertThat(calls.getFirst().body())
        .isEqualTo(
            "{\"key\":\"k1\",\"run\":\"run-1\",\"customer\":\"O\\\"Neill\\u000a王\","
                + "\"amount\":\"12.30\",\"unit\":\"CNY\",\"at\":\"2024-03-16T05:00:00Z\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 422})
  void whatIsRefusedForGoodIsNotSentAgain(int status) throws InterruptedException {
    assertThat(send(status)).isInstanceOf(Webhook.Answer.Refused.class);
    assertThat(calls).hasSize(1);
  }

  @Test
  void aPaymentSystemThatNeverAnswersLeavesItUnknown() throws InterruptedException {
    assertThat(send(500, 502, 503, 504, 500, 500)).isInstanceOf(Webhook.Answer.Unknown.class);
    assertThat(calls).hasSize(6);
  }

  @Test
  void nobodyListeningIsUnknownToo() throws InterruptedException {
    server.stop(0);
    assertThat(send()).isInstanceOf(Webhook.Answer.Unknown.class);
  }

  @Test
  void aShortSecretIsRefusedAndNoSecretShowsItself() {
    assertThatThrownBy(() -> new Secret("short")).hasMessageContaining("16 bytes");
    assertThat(new Secret(KEY).toString()).doesNotContain("shared");
  }

  @Test
  void aLinkShowsItsOwnerAloneUntilItExpires() {
    OwnLink links = new OwnLink(new Secret(KEY));
    String token = links.token("run-1", "王 & Söhne", NOW.plusSeconds(60));
    assertThat(links.verify(token, NOW))
        .contains(new OwnLink.Own("run-1", "王 & Söhne", NOW.plusSeconds(60)));
    assertThat(links.verify(token, NOW.plusSeconds(60))).isEmpty();
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(links.verify(changed, NOW)).as(changed).isEmpty();
    }
    assertThat(links.verify("", NOW)).isEmpty();
    assertThat(links.verify("....", NOW)).isEmpty();
    assertThat(links.verify("A".repeat(100_000), NOW)).isEmpty();
    assertThat(new OwnLink(new Secret(KEY + "!")).verify(token, NOW)).isEmpty();
  }
}
