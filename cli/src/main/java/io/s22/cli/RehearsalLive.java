package io.s22.cli;

import io.s22.cli.rehearse.Account;
import io.s22.cli.show.Picture;
import io.s22.cli.show.Picture.ServiceRow;
import io.s22.cli.show.Picture.Standing;
import io.s22.cli.show.Picture.StepRow;
import io.s22.cli.show.Picture.Stretch;
import io.s22.plan.Plan;
import io.s22.plan.Service;
import io.s22.rehearsal.binding.Binding;
import io.s22.rehearsal.users.Tally;
import io.s22.run.engine.RunFold;
import io.s22.store.JdbcRunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A rehearsal as a picture that moves: the timeline, and below it how users find the services. */
final class RehearsalLive extends RehearsalView {
  private static final int LONGEST_TITLE = 24;

  private final Plan plan;
  private final Map<String, List<Stretch>> stretches = new LinkedHashMap<>();
  private final Map<String, Tally.Cut> last = new LinkedHashMap<>();
  private Map<String, Binding> bindings = Map.of();

  RehearsalLive(Screen screen, Plan plan) {
    super(screen, false);
    this.plan = plan;
  }

  @Override
  public RunReport begin(RehearsalMachine machine, JdbcRunStore store, String run) {
    bindings = machine.bound().steps();
    say("");
    RunFold fold = RunFold.read(store, run, machine::compile);
    return new LiveReport(screen, fold, fold.seq(), machine.clock()::now, this::complete);
  }

  @Override
  public synchronized void measured(List<Tally.Cut> cuts) {
    for (Tally.Cut cut : cuts) {
      String service = cut.measured().service();
      last.put(service, cut);
      List<Stretch> mine = stretches.computeIfAbsent(service, any -> new ArrayList<>());
      Standing standing = Standing.valueOf(cut.standing().name());
      if (mine.isEmpty() || mine.getLast().standing() != standing) {
        mine.add(new Stretch(cut.measured().from(), standing));
      }
    }
  }

  private synchronized Picture complete(Picture picture) {
    List<ServiceRow> services =
        stretches.entrySet().stream()
            .map(each ->
                new ServiceRow(title(each.getKey()), detail(each.getKey()), each.getValue()))
            .toList();
    return picture
        .with(
            picture.stages().stream()
                .map(stage -> stage.with(stage.steps().stream().map(this::backed).toList()))
                .toList())
        .serving(services, pretended());
  }

  private List<String> pretended() {
    long simulated = bindings.values().stream().filter(b -> !b.isReal()).count();
    return simulated == 0
        ? List.of()
        : List.of(simulated + " of " + bindings.size() + " steps, each marked so");
  }

  private StepRow backed(StepRow step) {
    Binding binding = bindings.get(step.name());
    return binding == null ? step : step.backedBy(binding.kind().word());
  }

  private String detail(String service) {
    Tally.Cut cut = last.get(service);
    if (cut == null) {
      return "";
    }
    String word = word(cut.standing());
    return cut.measured().requests() == 0
        ? word
        : String.format(Locale.ROOT, "%s %.0f ms", word, cut.measured().p99Millis());
  }

  private String title(String service) {
    Service known = plan.cluster().services().get(service);
    String title =
        known == null || known.title() == null ? service : known.title().in(Locale.getDefault());
    return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE - 1) + "…";
  }

  @Override
  void end(Account account, Path record) {
    say("");
    bindings.forEach((step, binding) -> say("  %-26s %s".formatted(step, binding)));
    super.end(account, record);
  }
}
