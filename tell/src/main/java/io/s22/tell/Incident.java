package io.s22.tell;

import io.s22.plan.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was not planned: a window overran, or its rollback failed.
 *
 * @param services those it touches
 * @param resolved null while it lasts
 */
public record Incident(
    String id,
    String run,
    Text name,
    Impact impact,
    Instant began,
    @Nullable Instant resolved,
    List<String> services,
    List<Update> updates) {
  public Incident {
    services = List.copyOf(services);
    updates = List.copyOf(updates);
  }

  /** How bad it is, as Statuspage counts. */
  public enum Impact {
    NONE,
    MINOR,
    MAJOR,
    CRITICAL;

    /** As Statuspage writes it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
