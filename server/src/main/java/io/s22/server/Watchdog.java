package io.s22.server;

import io.s22.plan.Text;
import io.s22.tell.Language;
import io.s22.tell.Maintenance;
import io.s22.tell.Progress;
import io.s22.tell.ServiceState;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.Update;
import io.s22.tell.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says what is known of an open window when nobody has for as long as was promised. */
final class Watchdog {
  /** Posts this long before the promise runs out: it is to be kept, not just missed. */
  private static final Duration AHEAD = Duration.ofSeconds(20);

  private Watchdog() {}

  /** Whether a window needs a word now. */
  static boolean due(Status status, Maintenance window) {
    Update last = window.updates().getFirst();
    Instant from = last.at().isAfter(window.opens()) ? last.at() : window.opens();
    return !status.now().isBefore(from.plus(Status.PROMISE).minus(AHEAD));
  }

  /** What is known. */
  static Text words(Status status, Maintenance window) {
    return Words.each(l -> sentence(status, window, l));
  }

  private static String sentence(Status status, Maintenance window, Language language) {
    boolean zh = language == Language.ZH;
    Locale locale = language.locale();
    StringBuilder text = new StringBuilder();
    long steps = window.stages().stream().mapToLong(s -> s.steps().size()).sum();
    long over =
        window.stages().stream()
            .flatMap(s -> s.steps().stream())
            .filter(s -> s.progress().over())
            .count();
    text.append(Words.name(window.phase()).in(locale));
    text.append(zh ? "：" + over + " / " + steps + " 步" : ": " + over + " of " + steps + " steps");
    List<String> running =
        window.stages().stream()
            .filter(s -> s.progress() == Progress.RUNNING || s.progress() == Progress.UNDOING)
            .map(s -> s.title().in(locale))
            .limit(3)
            .toList();
    if (!running.isEmpty()) {
      text.append(zh ? "；当前：" : "; now: ").append(String.join(", ", running));
    }
    List<String> hit =
        status.services().stream()
            .filter(s -> s.state() != ServiceState.OPERATIONAL)
            .map(s -> service(s, locale))
            .limit(5)
            .toList();
    text.append(zh ? "；" : "; ");
    text.append(hit.isEmpty() ? zh ? "所有服务可用" : "all services usable" : String.join(", ", hit));
    finish(status, window, language, text);
    return text.append(zh ? "。" : ".").toString();
  }

  private static String service(ServiceStatus service, Locale locale) {
    return service.title().in(locale) + " (" + Words.name(service.state()).in(locale) + ")";
  }

  private static void finish(
      Status status, Maintenance window, Language language, StringBuilder text) {
    boolean zh = language == Language.ZH;
    Duration late = window.overrun(status.now());
    if (!late.isZero()) {
      text.append(zh ? "；已超时 " : "; overrunning by ").append(Words.length(late, language));
    }
    Maintenance.Outlook expected = window.expected();
    if (expected != null) {
      text.append(zh ? "；预计 " : "; finish expected ");
      text.append(Words.minute(expected.p50(), window.zone()));
      text.append(zh ? " 至 " : " to ").append(Words.minute(expected.p90(), window.zone()));
    }
  }
}
