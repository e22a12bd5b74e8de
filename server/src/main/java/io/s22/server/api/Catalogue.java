package io.s22.server.api;

import io.s22.server.Reception;
import io.s22.server.api.Operation.Method;
import io.s22.server.api.Operation.Trait;
import io.s22.server.office.Newsstand;
import io.s22.store.JdbcRunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Every operation of the API. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * All of them.
   *
   * @param version of the API's document
   */
  public static List<Operation> of(Reception front, String version) {
    Supplier<Newsstand> stand = front.desk()::stand;
    List<Operation> all = new ArrayList<>();
    all.addAll(new PlanOperations(front.shelf(), front.foresight(), front.audit()).all());
    all.addAll(new RunOperations(front.runs(), front.desk().log()).all());
    all.addAll(new JournalOperations(front.runs(), front.audit()).all());
    all.addAll(new PageOperations(stand, front.components(), front.runs(), front.audit()).all());
    all.addAll(
        new PeopleOperations(
                new PeopleOperations.Parts(
                    front.people(), front.tokens(), front.sessions(), front.links(), front.audit()))
            .all());
    all.addAll(
        new AnnouncementOperations(
                new AnnouncementOperations.Parts(
                    front.press(), front.shelf(), stand, front.clock()))
            .all());
    all.addAll(new ForetellOperations(front.foresight(), front.runs()).all());
    all.addAll(new TrafficOperations(front.traffic(), front.audit()).all());
    all.addAll(
        new ReportOperations(
                new ReportOperations.Parts(
                    front.reports(),
                    front.scores(),
                    front.evidence(),
                    front.verify(),
                    front.audit()))
            .all());
    all.addAll(
        new SettleOperations(
                new SettleOperations.Parts(
                    front.settle(),
                    front.pay(),
                    front.runs(),
                    front.audit(),
                    front.clock(),
                    front.linkKey(),
                    () -> stand.get().status(JdbcRunStore.MAIN).site().url()))
            .all());
    all.addAll(new TemplateOperations(front.phrases()).all());
    all.addAll(new NoticeOperations(front.notices(), front.audit(), front.clock()).all());
    all.addAll(new TenantOperations(front.tenants(), front.links(), stand, front.audit()).all());
    all.addAll(open(all, version));
    return List.copyOf(all);
  }

  /** What anybody may ask. */
  private static List<Operation> open(List<Operation> others, String version) {
    List<Operation> open = new ArrayList<>();
    open.add(
        Operation.of(
                Method.GET,
                "/health",
                null,
                "getHealth",
                "Whether it lives.",
                ask -> Reply.of(Map.of("status", "up")))
            .gives(Object.class)
            .trait(Trait.PUBLIC));
    List<Operation> known = new ArrayList<>(others);
    Supplier<String> document = new Once(() -> OpenApi.of(known, version));
    Operation itself =
        Operation.of(
                Method.GET,
                "/openapi.json",
                null,
                "getOpenApi",
                "This document.",
                ask -> Reply.text(Reply.JSON, document.get()))
            .gives(Object.class)
            .trait(Trait.PUBLIC);
    open.add(itself);
    known.addAll(open);
    return open;
  }

  /** Computes once, when it is first asked: nobody waits for it when the server starts. */
  private static final class Once implements Supplier<String> {
    private final Supplier<String> work;
    private String known = "";

    Once(Supplier<String> work) {
      this.work = work;
    }

    @Override
    public synchronized String get() {
      if (known.isEmpty()) {
        known = work.get();
      }
      return known;
    }
  }
}
