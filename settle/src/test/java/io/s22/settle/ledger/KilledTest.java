package io.s22.settle.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.s22.settle.pay.Payer;
import io.s22.settle.pay.Secret;
import io.s22.settle.pay.Webhook;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that books and pays is killed (SIGKILL) after a random number of payments, again and
 * again, until it gets through; the payment system pays each key once, as it says it does.
 */
class KilledTest {
  private static final int USERS = 400;
  private static final int KILLS = Integer.getInteger("s22.kills", 6);
  private static final String RUN = "run-1";
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Pattern PAYMENT =
      Pattern.compile("\"customer\":\"([^\"]+)\",\"amount\":\"([0-9.]+)\"");

  @TempDir private Path folder;

  /** A payment system: what it was told, by key, and how often. */
  private static final class Bank {
    private final Map<String, String> paid = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final HttpServer server;
    private volatile @Nullable Process toKill;
    private volatile int killAt = Integer.MAX_VALUE;

    Bank() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String before = paid.putIfAbsent(key, body);
            if (before != null && !before.equals(body)) {
              exchange.sendResponseHeaders(422, -1);
            } else {
              Process child = toKill;
              if (calls.incrementAndGet() == killAt && child != null) {
                child.destroyForcibly();
              }
              exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
          });
      server.start();
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
  }

  @Test
  void killedAtAnyInstantNobodyIsPaidTwiceAndNobodyIsForgotten() throws Exception {
    long seed = Long.getLong("s22.seed", System.nanoTime());
    System.out.println("KilledTest: " + KILLS + " kills, -Ds22.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Bank bank = new Bank();
    try {
      int killed = 0;
      for (int round = 0; round < KILLS; round++) {
        Process child = child(bank);
        bank.toKill = child;
        bank.killAt = bank.calls.get() + 1 + random.nextInt(USERS / 2);
        assertThat(child.waitFor(300, TimeUnit.SECONDS)).isTrue();
        killed += child.exitValue() == 0 ? 0 : 1;
      }
      bank.killAt = Integer.MAX_VALUE;
      Process last = child(bank);
      assertThat(last.waitFor(300, TimeUnit.SECONDS)).isTrue();
      assertThat(last.exitValue()).isZero();
      assertThat(killed).isPositive();
      assertPaidOnce(bank);
    } finally {
      bank.server.stop(0);
    }
    try (Ledger ledger = Ledger.open(folder.resolve("settle.db"))) {
      Payments.Standing standing = ledger.payments().standing(RUN, "CNY");
      assertThat(standing.due()).isEqualTo(standing.paid());
      assertThat(standing.owed()).isZero();
      assertThat(standing.overpaid()).isZero();
      assertThat(ledger.audit().faults()).isEmpty();
    }
  }

  private static void assertPaidOnce(Bank bank) {
    Map<String, Long> sums = new ConcurrentHashMap<>();
    for (String body : bank.paid.values()) {
      Matcher payment = PAYMENT.matcher(body);
      assertThat(payment.find()).as(body).isTrue();
      long cents = new BigDecimal(payment.group(2)).movePointRight(2).longValueExact();
      sums.merge(payment.group(1), cents, Long::sum);
    }
    assertThat(sums).hasSize(USERS);
    for (int user = 0; user < USERS; user++) {
      assertThat(sums.get(name(user))).as(name(user)).isEqualTo(100 + user);
    }
  }

  private static String name(int user) {
    return "user-%04d".formatted(user);
  }

  private Process child(Bank bank) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledTest.class.getName(),
            folder.resolve("settle.db").toString(),
            bank.address().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("child.log").toFile()))
        .start();
  }

  /** The process that is killed: books, prepares, pays. */
  public static void main(String[] arguments) throws InterruptedException {
    try (Ledger ledger = Ledger.open(Path.of(arguments[0]));
        HttpClient client = HttpClient.newHttpClient()) {
      Booking booking =
          new Booking(RUN, "interruption", "CNY", Instant.EPOCH, "test", "killed now and then");
      ledger.book(
          booking,
          reader -> {
            for (int user = 0; user < USERS; user++) {
              reader.line(name(user), 100 + user);
            }
          });
      ledger.payments().prepare(RUN, "CNY", Instant.EPOCH);
      Webhook webhook =
          new Webhook(
              client,
              URI.create(arguments[1]),
              new Secret(SECRET),
              () -> Instant.EPOCH,
              wait -> Thread.onSpinWait());
      Payer.Result result = new Payer(ledger, webhook, () -> Instant.EPOCH, "test").pay(RUN, 2);
      System.exit(result.unknown() + result.refused() == 0 ? 0 : 1);
    }
  }
}
