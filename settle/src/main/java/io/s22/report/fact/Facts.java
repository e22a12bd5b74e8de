package io.s22.report.fact;

import io.s22.journal.Entry;
import io.s22.journal.Event;
import io.s22.plan.S22Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a journal says of a run: several folds, each of a part, fed in one pass over the entries.
 * Memory grows with the plan and with what people decided, not with the number of entries.
 */
public final class Facts {
  private final Course course = new Course();
  private final StepFacts steps = new StepFacts();
  private final People people = new People();
  private final ServiceFacts services = new ServiceFacts();
  private final Expectations expectations = new Expectations();
  private final Notes notes = new Notes();
  private final List<Part> parts = List.of(course, steps, people, services, expectations, notes);

  /** One fold. */
  interface Part extends Consumer<Entry> {}

  /** Entries in the journal's order, handed on one by one; may be read more than once. */
  @FunctionalInterface
  public interface Journal {
    void read(Consumer<Entry> reader);

    /** The entries with these numbers, in order. */
    default List<Entry> entries(Set<Long> numbers) {
      List<Entry> found = new ArrayList<>();
      read(entry -> {
        if (numbers.contains(entry.seq())) {
          found.add(entry);
        }
      });
      return found;
    }
  }

  private Facts() {}

  /**
   * Reads a journal once.
   *
   * @throws S22Exception S22-9704 where it is not the journal of a run
   */
  public static Facts of(Journal journal) {
    Facts facts = new Facts();
    journal.read(entry -> facts.parts.forEach(part -> part.accept(entry)));
    if (facts.course.kinds().get("run-opened") == null) {
      throw new S22Exception(
          "S22-9704",
          "This is not the journal of a run: no entry opens one.",
          "Give a run ('s22 runs' lists them) or a file that 's22 journal export' wrote.");
    }
    return facts;
  }

  /** Whether the driver behind {@code uses} was the simulated one in this run. */
  public boolean simulated(String uses) {
    List<String> bound = course.opened().simulated();
    int dot = uses.indexOf('.');
    String driver = dot < 0 ? uses : uses.substring(0, dot);
    return bound.contains("*") || bound.contains(driver) || driver.equals("simulated");
  }

  public Course course() {
    return course;
  }

  public StepFacts steps() {
    return steps;
  }

  public People people() {
    return people;
  }

  public ServiceFacts services() {
    return services;
  }

  public Expectations expectations() {
    return expectations;
  }

  public Notes notes() {
    return notes;
  }

  /** The event of an entry, which is known to be of this kind. */
  static <T extends Event> T as(Entry entry, Class<T> kind) {
    return kind.cast(entry.event());
  }
}
