package io.s22.server.office;

import io.s22.plan.S22Exception;
import io.s22.run.Clock;
import io.s22.server.Denied;
import io.s22.server.people.Caller;
import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.Payer;
import io.s22.settle.pay.Secret;
import io.s22.settle.pay.Webhook;
import io.s22.wiring.PayTo;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends what is owed to the one payment system this server was started with ({@code S22_PAY_URL},
 * {@code S22_PAY_SECRET}): who asks names none. Each payment has a key of its own, so that what is
 * stopped in the middle is sent again and paid once.
 */
public final class PayDesk {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final SettleDesk settle;
  private final Clock clock;
  private final Map<String, String> environment;
  private final Map<String, Paid> under = new ConcurrentHashMap<>();

  public PayDesk(SettleDesk settle, Clock clock, Map<String, String> environment) {
    this.settle = settle;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
  }

  /**
   * How sending stands.
   *
   * @param running whether it goes on
   * @param accepted of the last sending, how many were paid
   * @param unknown of how many it is not known: the next sending sends them again, under their keys
   * @param troubles the first ones
   */
  public record Paid(
      boolean running, long accepted, long refused, long unknown, List<String> troubles) {
    static final Paid NOTHING = new Paid(false, 0, 0, 0, List.of());

    public Paid {
      troubles = List.copyOf(troubles);
    }
  }

  /** How it stands with this server. */
  public Paid paid(String tenant, String run) {
    return under.getOrDefault(tenant + "\n" + run, Paid.NOTHING);
  }

  /**
   * Sends what is owed and not yet paid; returns at once.
   *
   * @throws Denied S22-9315 where the server knows no payment system, or sends already
   */
  public Paid pay(Caller by, String run) {
    URI to =
        PayTo.of(environment.getOrDefault("S22_PAY_URL", ""))
            .orElseThrow(() ->
                Denied.conflict(
                    "This server knows no payment system.",
                    "Start it with S22_PAY_URL, an https address, and S22_PAY_SECRET."));
    Secret secret = secret();
    String unit = settle.unit(by.tenant(), run);
    int digits = Math.max(0, Currency.getInstance(unit).getDefaultFractionDigits());
    String key = by.tenant() + "\n" + run;
    Paid begun = new Paid(true, 0, 0, 0, List.of());
    under.compute(
        key,
        (known, before) -> {
          if (before != null && before.running()) {
            throw Denied.conflict("Payments of this run are being sent.", "Wait for their end.");
          }
          return begun;
        });
    Thread.ofVirtual()
        .name("pay-" + run)
        .start(() -> under.put(key, send(by, run, unit, digits, to, secret)));
    return begun;
  }

  private Secret secret() {
    try {
      return new Secret(environment.getOrDefault("S22_PAY_SECRET", ""));
    } catch (IllegalArgumentException e) {
      throw new Denied(
          409,
          "S22-9664",
          "The secret that signs payments cannot be used: " + e.getMessage() + ".",
          "Start the server with S22_PAY_SECRET; 'openssl rand -hex 32' makes one.");
    }
  }

  private Paid send(Caller by, String run, String unit, int digits, URI to, Secret secret) {
    try (Ledger ledger = settle.ledger(by.tenant());
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      ledger.payments().prepare(run, unit, clock.now());
      ledger.payments().prepare(run, "points", clock.now());
      Webhook webhook = new Webhook(client, to, secret, clock::now, wait -> Thread.sleep(wait));
      Payer.Result result = new Payer(ledger, webhook, clock::now, by.login()).pay(run, digits);
      return new Paid(false, result.paid(), result.refused(), result.unknown(), result.troubles());
    } catch (S22Exception e) {
      return new Paid(false, 0, 0, 0, List.of(e.code() + ": " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Paid(false, 0, 0, 0, List.of("the server was stopped"));
    }
  }
}
