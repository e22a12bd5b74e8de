package io.s22.cli;

import io.s22.settle.ledger.Ledger;
import io.s22.settle.pay.Payer;
import io.s22.settle.pay.Secret;
import io.s22.settle.pay.Webhook;
import io.s22.settle.show.Account;
import io.s22.wiring.PayTo;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends what is owed. */
final class SettlePaying {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Screen screen;
  private final URI to;
  private final Secret secret;

  /** Refuses what is wrong before anything is reckoned. */
  SettlePaying(Screen screen, String url, @Nullable String secretReference) {
    this.screen = screen;
    this.to = PayTo.of(url).orElseThrow(() -> wrong(url));
    if (secretReference == null) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9666",
          "What is sent to a payment system is signed, and --pay-secret is missing.",
          "Write --pay-secret env:NAME or file:PATH.");
    }
    this.secret = secret(screen, secretReference);
  }

  private static Refusal wrong(String url) {
    return new Refusal(
        ExitCode.USAGE,
        "S22-9667",
        "'" + url.replaceAll("//[^/@]*@", "//***@") + "' is no address payments may go to.",
        "Give an https address without a password in it; http only on this machine.");
  }

  static Secret secret(Screen screen, String reference) {
    try {
      return new Secret(SettleSources.secret(screen, reference));
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          ExitCode.USAGE,
          "S22-9664",
          "The secret cannot be used: " + e.getMessage() + ".",
          "Make one with 'openssl rand -hex 32'.");
    }
  }

  /** Pays; the exit code says whether everything is paid. */
  int pay(Account account, Ledger ledger, String who, boolean json) throws InterruptedException {
    String run = account.settlement().measurements().run();
    String unit = account.settlement().terms().currency().getCurrencyCode();
    ledger.payments().prepare(run, unit, account.made());
    ledger.payments().prepare(run, "points", account.made());
    Payer.Result result;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      Webhook webhook = new Webhook(client, to, secret, Workshop::now, wait -> Thread.sleep(wait));
      result =
          new Payer(ledger, webhook, Workshop::now, who)
              .pay(run, account.settlement().terms().digits());
    }
    PrintWriter out = json ? screen.err() : screen.out();
    out.printf(
        "sent: %,d accepted, %,d refused, %,d without an answer%n",
        result.paid(), result.refused(), result.unknown());
    result.troubles().forEach(trouble -> out.println("  " + trouble));
    if (result.unknown() > 0) {
      out.println("the same command sends those again, under the same keys");
    }
    return result.refused() > 0
        ? ExitCode.NO
        : result.unknown() > 0 ? ExitCode.UNAVAILABLE : ExitCode.OK;
  }
}
