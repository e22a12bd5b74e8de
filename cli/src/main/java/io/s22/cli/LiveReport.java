package io.s22.cli;

import io.s22.cli.show.Drawing;
import io.s22.cli.show.Picture;
import io.s22.journal.Effect;
import io.s22.journal.Entry;
import io.s22.plan.S22Exception;
import io.s22.run.engine.RunFold;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A run as a picture that is drawn again and again on the same place of the terminal. */
final class LiveReport implements RunReport {
  private static final long REDRAW_MILLIS = 250;
  private static final int OUTPUT_LINES = 6;

  private final Screen screen;
  private final RunFold fold;
  private final long seen;
  private final Supplier<Instant> clock;
  private final UnaryOperator<Picture> finish;
  private final Deque<String> output = new ArrayDeque<>();
  private int drawn;

  /**
   * @param fold of the run as it stands; kept up to date from what is written
   * @param seen the number of its newest entry
   */
  LiveReport(Screen screen, RunFold fold, long seen) {
    this(screen, fold, seen, Workshop::now, picture -> picture);
  }

  /**
   * @param fold of the run as it stands; kept up to date from what is written
   * @param seen the number of its newest entry
   * @param clock the time the run lives in
   * @param finish adds to each picture what the run's journal does not hold
   */
  LiveReport(
      Screen screen,
      RunFold fold,
      long seen,
      Supplier<Instant> clock,
      UnaryOperator<Picture> finish) {
    this.screen = screen;
    this.fold = fold;
    this.seen = seen;
    this.clock = clock;
    this.finish = finish;
  }

  @Override
  public long seen() {
    return seen;
  }

  @Override
  public synchronized void written(List<Entry> entries) {
    entries.forEach(fold::apply);
  }

  @Override
  public synchronized void printed(Effect effect, String line) {
    remember(effect + ": " + line);
  }

  @Override
  public synchronized void trouble(S22Exception trouble) {
    remember(trouble.code() + ": " + trouble.getMessage());
  }

  private void remember(String line) {
    output.addLast(line);
    while (output.size() > OUTPUT_LINES) {
      output.removeFirst();
    }
  }

  @Override
  public void follow(CountDownLatch ended) throws InterruptedException {
    boolean over;
    do {
      over = ended.await(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
      draw();
    } while (!over);
  }

  private synchronized void draw() {
    Picture picture = finish.apply(Pictures.of(fold, clock.get()));
    int rows = Math.max(8, screen.height() - output.size() - 3);
    List<String> lines =
        new ArrayList<>(Drawing.fitting(picture, screen.width(), screen.colours(), rows));
    lines.add("");
    output.forEach(line -> lines.add("| " + Terminal.plain(line, screen.width() - 2)));
    // A line that is too long is cut by the terminal, not wrapped: else it would take two.
    StringBuilder frame = new StringBuilder("\u001b[?7l");
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append("A\r");
    }
    lines.forEach(line -> frame.append(line).append("\u001b[K\n"));
    frame.append("\u001b[J\u001b[?7h");
    drawn = lines.size();
    screen.out().print(frame);
    screen.out().flush();
  }
}
