package io.s22.cli;

import io.s22.journal.Event;
import io.s22.journal.Integrity;
import io.s22.journal.IntegrityText;
import io.s22.plan.Plan;
import io.s22.plan.yaml.PlanReader;
import java.util.Locale;
import java.util.Optional;

/** Whether all data of a run that has ended were proven whole, as a line a person reads. */
final class Integrities {
  private Integrities() {}

  /** A countdown, an alarm, or what was found; empty where there is nothing to prove. */
  static Optional<String> line(Workshop workshop, String run) {
    Event.RunOpened opened = (Event.RunOpened) workshop.first(run).event();
    Optional<Plan> plan = PlanReader.read(opened.planName(), opened.planText()).plan();
    return plan.flatMap(found -> {
      Integrity integrity = new Integrity(found);
      workshop.store().read(run, 1, integrity::accept);
      return integrity
          .at(Workshop.now())
          .map(stand -> IntegrityText.of(stand, found.zone()).in(Locale.ENGLISH))
          .map(text -> text + (text.startsWith("All ") ? "" : " s22 verify " + run));
    });
  }
}
