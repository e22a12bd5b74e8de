package io.s22.driver.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reads what {@code effect.sh} sends over one link, to its last word or to the link's end. */
final class Following {
  private static final int LONGEST_DIAGNOSIS = 1000;

  /** A follower speaks every second; after this long the link is taken for dead. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final String mark;
  private final Machine.Link link;
  private final OutputFeed feed;
  private final AtomicReference<@Nullable Report> last = new AtomicReference<>();
  private final StringBuffer noise = new StringBuffer();
  private volatile boolean heard;
  private volatile long lastHeard = System.nanoTime();

  Following(String mark, Machine.Link link, OutputFeed feed) {
    this.mark = mark;
    this.link = link;
    this.feed = feed;
  }

  /**
   * Waits for the end of the link and returns the last word; interrupted, it lets go of the link.
   */
  Report await(ThreadFactory readers) throws InterruptedException {
    Thread output = readers.newThread(this::readOutput);
    Thread states = readers.newThread(this::readStates);
    output.start();
    states.start();
    OptionalInt exitCode;
    try {
      while (!output.join(Duration.ofSeconds(1)) || !states.join(Duration.ofSeconds(1))) {
        if (System.nanoTime() - lastHeard > SILENCE.toNanos()) {
          noise.append("nothing was heard for ").append(SILENCE.toSeconds()).append(" s");
          link.close();
        }
      }
      exitCode = link.exitCode();
    } finally {
      link.close();
      output.join();
      states.join();
    }
    Report report = last.get();
    return report == null ? unfinished(exitCode) : report;
  }

  private Report unfinished(OptionalInt exitCode) {
    String said = noise.toString().strip();
    // The program's first act is to be heard: whatever ended before it was not the program.
    return exitCode.isPresent() && !heard
        ? new Report.Refused("sh did not run (exit code " + exitCode.getAsInt() + "): " + said)
        : new Report.Cut(heard, said);
  }

  private void readStates() {
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(link.errors(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastHeard = System.nanoTime();
        take(line);
      }
    } catch (IOException e) {
      note(String.valueOf(e.getMessage()));
    }
  }

  private void take(String line) {
    if (line.equals(mark)) {
      heard = true;
    } else if (line.startsWith(mark + " ")) {
      last.set(Report.of(line.substring(mark.length() + 1)));
    } else {
      note(line);
    }
  }

  private void note(String text) {
    if (noise.length() < LONGEST_DIAGNOSIS) {
      noise.append(text, 0, Math.min(text.length(), 300)).append(' ');
    }
  }

  private void readOutput() {
    byte[] buffer = new byte[16 << 10];
    try (InputStream output = link.output()) {
      if (!skipToMark(output)) {
        return;
      }
      long known = feed.taken();
      for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
        lastHeard = System.nanoTime();
        int skipped = (int) Math.min(known, n);
        known -= skipped;
        feed.accept(buffer, skipped, n - skipped);
      }
    } catch (IOException e) {
      note(String.valueOf(e.getMessage()));
    }
  }

  /** Login scripts may print anything before the program begins. */
  private boolean skipToMark(InputStream output) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = output.read(); c >= 0; c = output.read()) {
      if (c != '\n') {
        line.append((char) c);
      } else if (line.toString().endsWith(mark)) {
        return true;
      } else {
        note(line.toString());
        line.setLength(0);
      }
    }
    note(line.toString());
    return false;
  }
}
