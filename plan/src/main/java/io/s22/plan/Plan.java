package io.s22.plan;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Doc("One maintenance of one cluster, from announcement to compensation.")
public record Plan(
    At at,
    @Doc(value = "The plan's name: letters, digits and hyphens.", examples = "s22-2024-03-16") @Name
        String plan,
    @Doc("What users and colleagues call it.") Text title,
    @Doc(value = "The time zone of every time in this file.", examples = "Asia/Shanghai")
        ZoneId zone,
    @Doc("When it happens.") Window window,
    @Doc("Times in which named services must not be touched.") @Name
        Map<String, Blackout> blackouts,
    @Doc("What a window must keep to when S22 looks for the best one.") @Nullable Choosing choosing,
    @Doc("Why it is done: measured symptoms against their thresholds.") List<Symptom> why,
    @Doc("The hosts and services, and what was promised for them.") Cluster cluster,
    @Doc("Who may approve: a role and the people who hold it.") @Name
        Map<String, List<String>> people,
    @Doc(
            value = "What can serve only so many steps at once: a crew, a console, a lock.",
            examples = "{dba: 1, hands-on-site: 2}")
        @Name
        @Span(from = 1, to = 100_000)
        Map<String, Integer> crews,
    @Doc(
            value =
                "How strongly durations of steps of one kind go together, by driver and action: a slow"
                    + " night is slow for all. For the forecast; 0 % where left out.",
            examples = "{mariadb.upgrade: 50%}")
        Map<String, Probability> alike,
    @Doc("Values used in several places, written ${name}.") @Name Map<String, String> variables,
    @Doc(
            value = "Where secrets come from, never what they are; written ${secret:name}.",
            examples = "{db-password: env:DB_PASSWORD, token: file:/run/secrets/token}")
        @Name
        Map<String, String> secrets,
    @Doc("What users of each service are told to do.") Map<String, Guidance> tellUsers,
    @Doc("Messages sent at their time.") List<Announcement> announcements,
    @Doc("What is paid for interruptions.") @Nullable Compensation compensation,
    @Doc("Who decides, and what happens by default, when turning back becomes impossible.")
        @Nullable TurningBack turningBack,
    @Doc("The work, in order.") List<Stage> stages) {

  public Plan {
    blackouts = Ordered.copy(blackouts);
    why = List.copyOf(why);
    people = Ordered.copy(people);
    crews = Ordered.copy(crews);
    alike = Ordered.copy(alike);
    variables = Ordered.copy(variables);
    secrets = Ordered.copy(secrets);
    tellUsers = Ordered.copy(tellUsers);
    announcements = List.copyOf(announcements);
    stages = List.copyOf(stages);
  }
}
