package io.s22.tell.outbox;

import io.s22.tell.Language;
import io.s22.tell.Status.Site;
import io.s22.tell.channel.Channel;
import io.s22.tell.channel.Envelope;
import io.s22.tell.channel.Result;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Subscriber.State;
import io.s22.tell.subscribe.Subscriber.Wish;
import io.s22.tell.subscribe.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** A book, a clock that is set by hand, and a sender that takes a turn when it is told to. */
final class Desk implements AutoCloseable {
  static final Site SITE = new Site("s22", "S22 status", "https://status.example");
  static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofMinutes(15),
          4);

  final SqlBook book;
  final Herald herald;
  private final Supplier<SqlBook> opening;
  private volatile Instant now;

  Desk(Path folder, Instant now) {
    this(() -> SqlBook.in(folder), now);
  }

  /**
   * @param opening opens the book, anew each time
   */
  Desk(Supplier<SqlBook> opening, Instant now) {
    this.opening = opening;
    this.book = opening.get();
    this.herald = new Herald(book, SITE);
    this.now = now;
  }

  /** Another process at the same book. */
  Desk again() {
    return new Desk(opening, now);
  }

  Instant now() {
    return now;
  }

  void at(Instant instant) {
    now = instant;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Sender sender(Map<Medium, Channel> channels) {
    return sender(channels, Map.of(), PATIENCE);
  }

  Sender sender(Map<Medium, Channel> channels, Map<Medium, Limit> limits, Patience patience) {
    return new Sender(
        new Sender.Parts(
            book,
            SITE.id(),
            channels,
            limits,
            patience,
            new Links(SITE, new Tokens(new byte[32])),
            this::now,
            new Random(1),
            "desk",
            failure -> {
              throw new IllegalStateException(failure);
            }));
  }

  /** Takes turns until nothing more begins at this instant. */
  void all(Sender sender) throws InterruptedException {
    while (sender.turn() > 0) {
      if (!sender.settle(Duration.ofSeconds(60))) {
        throw new AssertionError("an attempt does not end");
      }
    }
  }

  void subscribe(String id, Medium medium, String address, Language language, String... services) {
    Wish wish = new Wish(language, List.of(services), NoticeKind.choices());
    book.save(
        new Subscriber(
            SITE.id(), id, medium, address, "", State.ACTIVE, wish, wish, Instant.EPOCH));
  }

  @Override
  public void close() {
    book.close();
  }

  /** What a channel was given. */
  record Given(Envelope envelope, Message message) {}

  /** A channel that remembers, and answers as its script says. */
  static final class Remembering implements Channel {
    final List<Given> given = new CopyOnWriteArrayList<>();
    private final Medium medium;
    private final Script script;

    interface Script {
      Result to(Envelope envelope, int number) throws IOException, InterruptedException;
    }

    Remembering(Medium medium, Script script) {
      this.medium = medium;
      this.script = script;
    }

    Remembering(Medium medium) {
      this(medium, (envelope, number) -> new Result.Sent("r-" + number));
    }

    @Override
    public Medium medium() {
      return medium;
    }

    @Override
    public Result send(Envelope envelope, Message message)
        throws IOException, InterruptedException {
      int number;
      synchronized (given) {
        given.add(new Given(envelope, message));
        number = given.size();
      }
      return script.to(envelope, number);
    }

    @Override
    public Preview preview(Envelope envelope, Message message) {
      return new Preview("text/plain", message.text());
    }
  }
}
