package io.s22.cli;

import io.s22.journal.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Opens runs of one plan, and finds the one that has not ended. */
final class Openings {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Workshop workshop;
  private final Plans.Sound sound;

  Openings(Workshop workshop, Plans.Sound sound) {
    this.workshop = workshop;
    this.sound = sound;
  }

  /**
   * The run of this very plan that has not ended.
   *
   * @param fresh whether a new one is wanted all the same
   * @throws Refusal when one of another text of the plan has not ended
   */
  Optional<String> unfinished(boolean fresh) {
    if (fresh) {
      return Optional.empty();
    }
    String name = sound.plan().plan();
    for (String run : workshop.store().runs()) {
      RunLine line = workshop.line(run);
      if (line.plan().equals(name) && !line.state().ended()) {
        if (!opening(run).planHash().equals(hash(sound.loaded().text()))) {
          throw new Refusal(
              ExitCode.USAGE,
              "S22-9111",
              "Run " + run + " of another text of plan '" + name + "' has not ended.",
              "Go on with it: 's22 resume "
                  + run
                  + "'; end it: 's22 rollback' or 's22 abort';"
                  + " or open another beside it: --new.");
        }
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  private Event.RunOpened opening(String run) {
    return (Event.RunOpened) workshop.first(run).event();
  }

  /** Opens a run and returns its id: the plan's name and the moment. */
  String open(Instant now, String by, Event.RunOpened opened) {
    String run = sound.plan().plan() + "-" + STAMP.format(now);
    String free = run;
    List<String> taken = workshop.store().runs();
    for (int number = 2; taken.contains(free); number++) {
      free = run + "-" + number;
    }
    workshop.store().open(free, now, by, opened);
    return free;
  }

  /** SHA-256 of a plan's text, in hexadecimal. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
