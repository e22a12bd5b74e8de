package io.s22.settle.pay;

import io.s22.settle.ledger.Ledger;
import io.s22.settle.ledger.Payments;
import io.s22.settle.ledger.Payments.End;
import io.s22.settle.ledger.Payments.Payment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Pays what a run owes. Each payment is in the ledger before it is sent; killed at any instant, the
 * next call sends what has no answer under the keys it had.
 */
public final class Payer {
  private static final int AT_ONCE = 16;
  private static final int BATCH = 256;

  private final Payments payments;
  private final Webhook webhook;
  private final Supplier<Instant> now;
  private final String by;

  /**
   * @param by who pays, for the record
   */
  public Payer(Ledger ledger, Webhook webhook, Supplier<Instant> now, String by) {
    this.payments = ledger.payments();
    this.webhook = webhook;
    this.now = now;
    this.by = by;
  }

  /**
   * What came of it.
   *
   * @param paid how many payments were accepted
   * @param refused how many will never be
   * @param unknown how many are to be sent again
   * @param troubles what the other side said, at most ten
   */
  public record Result(long paid, long refused, long unknown, List<String> troubles) {
    public Result {
      troubles = List.copyOf(troubles);
    }
  }

  /** Sends everything that is open. */
  public Result pay(String run, int digits) throws InterruptedException {
    long[] count = new long[3];
    List<String> troubles = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      String after = "";
      for (List<Payment> open = payments.open(run, after, BATCH);
          !open.isEmpty();
          open = payments.open(run, after, BATCH)) {
        after = open.getLast().key();
        payments.end(run, send(workers, open, digits, count, troubles), now.get(), by);
      }
    }
    return new Result(count[0], count[1], count[2], troubles);
  }

  private List<End> send(
      ExecutorService workers, List<Payment> open, int digits, long[] count, List<String> troubles)
      throws InterruptedException {
    List<Callable<Webhook.Answer>> calls = new ArrayList<>();
    open.forEach(payment -> calls.add(() -> webhook.send(payment, digits)));
    List<Future<Webhook.Answer>> answers = workers.invokeAll(calls);
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Webhook.Answer answer = answer(answers.get(i));
      switch (answer) {
        case Webhook.Answer.Accepted ok -> {
          count[0]++;
          ends.add(new End(open.get(i), true, ok.said()));
        }
        case Webhook.Answer.Refused no -> {
          count[1]++;
          ends.add(new End(open.get(i), false, no.said()));
        }
        case Webhook.Answer.Unknown lost -> count[2]++;
      }
      if (!(answer instanceof Webhook.Answer.Accepted) && troubles.size() < 10) {
        troubles.add(open.get(i).customer() + ": " + answer.said());
      }
    }
    return ends;
  }

  private static Webhook.Answer answer(Future<Webhook.Answer> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a payment could not be sent", e.getCause());
    }
  }
}
