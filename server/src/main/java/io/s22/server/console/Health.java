package io.s22.server.console;

import io.s22.journal.Event;
import io.s22.server.Reception;
import io.s22.tell.Language;
import io.s22.tell.ServiceState;
import io.s22.tell.ServiceStatus;
import io.s22.tell.Status;
import io.s22.tell.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The health of every service, live. */
public final class Health {
  private final Reception front;
  private final Pulse pulse;

  Health(Reception front) {
    this.front = front;
    this.pulse = new Pulse(front.runs());
  }

  /** One service on the dashboard. */
  public record Card(ServiceStatus service, Language language, @Nullable Chart chart) {
    public String title() {
      return service.title().in(language.locale());
    }

    /** A sign and a word for its state: colour alone tells nothing. */
    public String state() {
      String sign =
          switch (service.state()) {
            case OPERATIONAL -> "✔ ";
            case UNDER_MAINTENANCE -> "🔧 ";
            case DEGRADED_PERFORMANCE -> "◐ ";
            case PARTIAL_OUTAGE -> "▲ ";
            case MAJOR_OUTAGE -> "✘ ";
          };
      return sign + Words.name(service.state()).in(language.locale());
    }

    public String kind() {
      return service.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean up() {
      return service.state() == ServiceState.OPERATIONAL;
    }

    public String uptime() {
      return String.format(Locale.ROOT, "%.3f %%", 100 * service.uptime().share());
    }

    public String answered() {
      ServiceStatus.Measure measured = service.measured();
      return measured == null
          ? "–"
          : String.format(Locale.ROOT, "%.3f %%", 100 * measured.availability());
    }

    public String slowest() {
      Chart drawn = chart;
      return drawn == null ? "–" : String.format(Locale.ROOT, "%.0f ms", drawn.worstMillis());
    }

    public List<Chart.Day> days() {
      return Chart.days(service);
    }
  }

  View page(Visit visit, String template) {
    Status status = front.desk().stand().status(visit.tenant());
    Map<String, List<Event.Measured>> slices = pulse.of(visit.tenant());
    List<Card> cards =
        status.services().stream().map(service -> card(visit, service, slices)).toList();
    return View.page(
        template,
        Map.of(
            "frame", visit.frame(visit.say("Health of the services", "服务健康")),
            "status", status,
            "cards", cards));
  }

  private static Card card(
      Visit visit, ServiceStatus service, Map<String, List<Event.Measured>> slices) {
    List<Event.Measured> own = slices.getOrDefault(service.name(), List.of());
    return new Card(service, visit.language(), own.isEmpty() ? null : Chart.of(own));
  }
}
