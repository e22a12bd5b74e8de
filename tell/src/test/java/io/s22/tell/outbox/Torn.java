package io.s22.tell.outbox;

import io.s22.tell.channel.AddressGuard;
import io.s22.tell.channel.JdkHttp;
import io.s22.tell.channel.WebhookChannel;
import io.s22.tell.notice.Medium;
import io.s22.tell.subscribe.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A sender in a process of its own, to be killed. Its argument is where the book is. */
final class Torn {
  private Torn() {}

  static SqlBook book(String place) {
    return place.startsWith("postgresql:") ? PostgresBook.at(place) : SqlBook.in(Path.of(place));
  }

  public static void main(String[] arguments) throws InterruptedException {
    SqlBook book = book(arguments[0]);
    Patience patience =
        new Patience(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            1_000);
    Sender sender =
        new Sender(
            new Sender.Parts(
                book,
                "s22",
                Map.of(
                    Medium.WEBHOOK,
                    new WebhookChannel(
                        new JdkHttp(new AddressGuard(true), Duration.ofSeconds(10)))),
                Map.of(Medium.WEBHOOK, new Limit(100_000, 100_000, 16, 16)),
                patience,
                new Links(Desk.SITE, new Tokens(new byte[32])),
                Instant::now,
                new SecureRandom(),
                "child-" + ProcessHandle.current().pid(),
                failure -> failure.printStackTrace()));
    sender.start();
    new CountDownLatch(1).await();
  }
}
