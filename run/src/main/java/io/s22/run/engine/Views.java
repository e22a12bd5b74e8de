package io.s22.run.engine;

import io.s22.run.RunView.HostView;
import io.s22.run.RunView.Progress;
import io.s22.run.RunView.StepView;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What screens see of the fold's state. */
final class Views {
  private Views() {}

  static Map<String, StepView> steps(List<StepState> steps) {
    Map<String, StepView> views = new LinkedHashMap<>();
    steps.forEach(step -> views.put(step.unit.name(), view(step)));
    return Collections.unmodifiableMap(views);
  }

  private static StepView view(StepState step) {
    Map<String, HostView> hosts = new LinkedHashMap<>();
    for (int i = 0; i < step.unit.hosts.size(); i++) {
      String name = step.unit.hosts.get(i);
      hosts.put(name, step.hosts.isEmpty() ? untouched(name, step) : view(step.hosts.get(i)));
    }
    return new StepView(
        step.unit.name(), step.progress, instant(step.started), instant(step.ended), hosts);
  }

  private static HostView untouched(String name, StepState step) {
    boolean skipped = step.progress == Progress.SKIPPED;
    return new HostView(name, skipped ? Progress.SKIPPED : Progress.WAITING, null, null);
  }

  private static HostView view(HostState host) {
    Instant since = host.current == null ? null : Instant.ofEpochMilli(host.since);
    return new HostView(host.host(), host.progress, host.current, since);
  }

  private static @Nullable Instant instant(long millis) {
    return millis == StepState.NEVER ? null : Instant.ofEpochMilli(millis);
  }
}
