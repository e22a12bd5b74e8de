package io.s22.plan;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc(
    value =
        "What a window must keep to, and what makes one dearer, when S22 looks for the best one."
            + " Blackouts count here too.",
    examples =
        "{notice: 7d, by: 2024-03-31 24:00, staff-hours: [\"Sat 00:00-08:00\"], holidays: CN}")
public record Choosing(
    At at,
    @Doc(value = "No window opens before.", examples = "2024-03-10 00:00")
        @Nullable LocalDateTime from,
    @Doc(
            value = "Every window has closed by then: the plan's deadline.",
            examples = "2024-03-31 00:00")
        @Nullable LocalDateTime by,
    @Doc("No window opens sooner than this after the choice: users are told in time.")
        @Nullable Duration notice,
    @Doc("Times in which nothing at all is changed.") Map<String, Freeze> freezes,
    @Doc(
            value = "A window lies wholly inside these hours; at any hour where none is given.",
            examples = "[\"Sat 00:00-08:00\", \"Sun 00:00-08:00\"]")
        List<WeeklyRange> staffHours,
    @Doc(value = "What each hour of a window costs, whenever it is.", examples = "1200 CNY")
        @Nullable Money costPerHour,
    @Doc("Hours that cost more because people work at night.") @Nullable NightWork nightWork,
    @Doc("Days near which a window is unwelcome because bills are made.") @Nullable Billing billing,
    @Doc(
            value =
                "What one minute of interruption costs for each user it hits; the compensation's"
                    + " per-minute where left out.",
            examples = "0.1 CNY")
        @Nullable Money perUserMinute,
    @Doc(
            value = "The country, or country and region, whose holidays users keep.",
            examples = {"CN", "US", "DE-BY"})
        @Nullable String holidays,
    @Doc(
            value =
                "The route groups of the traffic summaries that are each service's; where left out"
                    + " the group of the service's own name, and all traffic where there is none.",
            examples = "{payments: [pay, checkout]}")
        Map<String, List<String>> routes) {

  public Choosing {
    freezes = Ordered.copy(freezes);
    staffHours = List.copyOf(staffHours);
    routes = Ordered.copy(routes);
  }

  @Doc(
      value = "A span in which nothing is changed.",
      examples = "{from: 2024-02-09 00:00, to: 2024-02-18 00:00, because: Spring Festival}")
  public record Freeze(
      At at,
      @Doc("Its beginning.") LocalDateTime from,
      @Doc("Its end.") LocalDateTime to,
      @Doc("Why, in words for the report.") @Nullable Text because) {}

  @Doc(value = "Dearer hours.", examples = "{hours: \"22:00-06:00\", costs: 800 CNY}")
  public record NightWork(
      At at,
      @Doc("The hours, every day.") TimeRange hours,
      @Doc("What each of them costs on top.") Money costs) {}

  @Doc(
      value = "Days on which bills are made.",
      examples = "{days: [1, -1], within: 2d, costs: 5000 CNY}")
  public record Billing(
      At at,
      @Doc("Days of the month; -1 is the last, -2 the one before.") List<Integer> days,
      @Doc(
              "How near is unwelcome: full cost on the day itself, falling in a straight line to zero.")
          @Nullable Duration within,
      @Doc("What a window on the day itself costs.") Money costs) {

    public Billing {
      days = List.copyOf(days);
    }
  }
}
