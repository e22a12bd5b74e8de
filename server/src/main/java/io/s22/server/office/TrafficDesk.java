package io.s22.server.office;

import io.s22.window.traffic.SummaryFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counted traffic of tenants: summaries of days, counted where the logs lie and sent here. Logs
 * themselves, with the addresses of users, stay where they are.
 */
public final class TrafficDesk {
  private final Folders folders;

  public TrafficDesk(Folders folders) {
    this.folders = folders;
  }

  /**
   * What is here.
   *
   * @param days of how many days there is something
   * @param first the first of them, in UTC; null where there is none
   */
  public record Stand(int days, @Nullable String first, @Nullable String last) {}

  /** Where the tenant's summaries lie; windows are chosen by them. */
  public Path folder(String tenant) {
    return folders.of(tenant).resolve("traffic");
  }

  public Stand stand(String tenant) {
    List<LocalDate> days = new SummaryFolder(folder(tenant)).days();
    return days.isEmpty()
        ? new Stand(0, null, null)
        : new Stand(days.size(), days.getFirst().toString(), days.getLast().toString());
  }

  /**
   * Takes the file of one day's summary in.
   *
   * @return its day; empty where all of it is here already
   * @throws io.s22.plan.S22Exception S22-7010 to S22-7012 where it is damaged or does not fit
   */
  public synchronized Optional<LocalDate> take(String tenant, byte[] file) {
    return new SummaryFolder(folder(tenant)).take(file);
  }
}
