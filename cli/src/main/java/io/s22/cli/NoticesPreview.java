package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.plan.Plan;
import io.s22.plan.S22Exception;
import io.s22.tell.Language;
import io.s22.tell.RunStory;
import io.s22.tell.Status.Site;
import io.s22.tell.Words;
import io.s22.tell.channel.Channel;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.Messages;
import io.s22.tell.notice.Notice;
import io.s22.tell.notice.Notices;
import io.s22.tell.notice.Supposed;
import io.s22.tell.setup.Previews;
import io.s22.tell.subscribe.Subscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code s22 notices preview}: every message, before anything is sent. */
@Command(
    name = "preview",
    description = {
      "Show every message of a plan or a run, in both languages; nothing is sent.",
      "",
      "Of a plan: all that a run of it can call for, as planned, early, too long, moved, cancelled. Of"
          + " a run: what was told, and the reminders to come. With it, how many subscribers of this"
          + " machine would get each."
    },
    footer = {
      "",
      "Examples:",
      "  s22 notices preview plans/s22.yaml",
      "  s22 notices preview plans/s22.yaml --channel sms --lang zh",
      "  s22 notices preview plans/s22.yaml --out messages/",
      "  s22 notices preview RUN --json"
    })
final class NoticesPreview implements Callable<Integer> {
  private final Screen screen;

  @Mixin private final Common common = new Common();

  @Parameters(index = "0", paramLabel = "PLAN|RUN", description = "A plan's file, or a run.")
  private String subject = "";

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      description =
          "In the form of one channel: mail, sms, push, webhook, cloudevents, slack, dingtalk, feishu,"
              + " wecom.")
  private @Nullable String channel;

  @Option(names = "--lang", paramLabel = "LANG", description = "In one language: en or zh.")
  private @Nullable String lang;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Also write each message in the form of each channel into a file there.")
  private @Nullable Path out;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the page is (${DEFAULT-VALUE}).",
      defaultValue = "http://127.0.0.1:8022")
  private String url = "http://127.0.0.1:8022";

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What stands on top of the page (${DEFAULT-VALUE}).",
      defaultValue = "S22 status")
  private String name = "S22 status";

  /** What the server that was named says of its own subscribers. */
  private Map<String, Map<String, Long>> there = Map.of();

  NoticesPreview(Screen screen) {
    this.screen = screen;
  }

  /** A message as JSON has it. */
  record Shown(
      String event,
      String kind,
      String severity,
      Instant at,
      List<String> services,
      List<String> over,
      long told,
      Map<String, Long> toldBy,
      Map<String, Wording> messages) {}

  /** A message's words. */
  record Wording(String title, String text) {}

  @Override
  public Integer call() {
    Site site = new Site(NoticesCommand.TENANT, name, url);
    List<Supposed.Told> all = told();
    List<Subscriber> people = people();
    List<Shown> shown = all.stream().map(told -> shown(told, site, people)).toList();
    if (out != null) {
      write(all, site, out);
    }
    if (common.json) {
      screen.out().println(Json.write(shown));
    } else {
      for (int i = 0; i < all.size(); i++) {
        print(all.get(i), shown.get(i), site);
      }
      screen.out().printf("%d notices; nothing was sent%n", all.size());
    }
    return ExitCode.OK;
  }

  private List<Supposed.Told> told() {
    Path file = Path.of(subject);
    if (Files.isRegularFile(file) || subject.endsWith(".yaml") || subject.endsWith(".yml")) {
      Plan plan = Plans.readable(file).plan();
      return new Supposed(plan, Workshop.now()).all();
    }
    try (Workshop workshop = Workshop.open(screen, common);
        Machine machine = new Machine(screen.environment())) {
      String run = workshop.find(subject);
      RemoteArchive server = workshop.server();
      if (server != null) {
        there = server.told(run);
      }
      List<Entry> entries = new ArrayList<>();
      workshop.store().read(run, 1, entries::add);
      var opened = (io.s22.journal.Event.RunOpened) entries.getFirst().event();
      RunStory story = new RunStory(machine.compile(opened).plan(), entries.getFirst());
      entries.stream().skip(1).forEach(story);
      return Notices.all(story, Workshop.now()).stream()
          .map(notice -> new Supposed.Told(notice, story))
          .toList();
    }
  }

  private List<Subscriber> people() {
    if (common.server != null) {
      return List.of();
    }
    OpenBook found = OpenBook.find(screen, common.home).orElse(null);
    if (found == null) {
      return List.of();
    }
    try (OpenBook open = found) {
      return open.book().subscribers(NoticesCommand.TENANT);
    }
  }

  private Shown shown(Supposed.Told told, Site site, List<Subscriber> people) {
    Notice notice = told.notice();
    Map<String, Long> by = new TreeMap<>(there.getOrDefault(notice.event(), Map.of()));
    for (Subscriber each : people) {
      if (each.concerned(notice)) {
        by.merge(each.medium().word() + " " + each.held().language().code(), 1L, Long::sum);
      }
    }
    Map<String, Wording> messages = new LinkedHashMap<>();
    for (Language language : languages()) {
      Message message = Messages.of(notice, told.story(), site, language);
      messages.put(language.code(), new Wording(message.title(), message.text()));
    }
    return new Shown(
        notice.event(),
        notice.kind().word(),
        notice.kind().severity().name().toLowerCase(Locale.ROOT),
        notice.at(),
        notice.services(),
        notice.over().stream().sorted().map(Medium::word).toList(),
        by.values().stream().mapToLong(Long::longValue).sum(),
        by,
        messages);
  }

  private List<Language> languages() {
    String wanted = lang;
    if (wanted == null) {
      return List.of(Language.values());
    }
    for (Language language : Language.values()) {
      if (language.code().equals(wanted)) {
        return List.of(language);
      }
    }
    throw new Refusal(
        ExitCode.USAGE, "S22-9615", "'" + wanted + "' is no language here.", "Give en or zh.");
  }

  private void print(Supposed.Told told, Shown shown, Site site) {
    Plan plan = told.story().plan();
    String over =
        shown.over().size() == Medium.values().length ? "all" : String.join(", ", shown.over());
    screen
        .out()
        .printf(
            "=== %s  %s  %s  services: %s  over: %s  told: %d%s%n",
            Words.moment(shown.at(), plan.zone(), Language.EN),
            shown.kind(),
            shown.severity(),
            shown.services().isEmpty() ? "none" : String.join(", ", shown.services()),
            over,
            shown.told(),
            shown.toldBy().isEmpty() ? "" : " " + shown.toldBy());
    for (Language language : languages()) {
      Message message = Messages.of(told.notice(), told.story(), site, language);
      String body =
          channel == null
              ? message.title() + "\n\n" + message.text()
              : new Previews().of(medium(), message).body();
      screen.out().println("--- " + language.tag());
      body.lines().forEach(line -> screen.out().println(line.replaceAll("\\p{Cntrl}", " ")));
    }
    screen.out().println();
  }

  private Medium medium() {
    String wanted = String.valueOf(channel);
    return Medium.of(wanted)
        .orElseThrow(() ->
            new Refusal(
                ExitCode.USAGE,
                "S22-9615",
                "'" + wanted + "' is no channel.",
                "Give one of those that --help names."));
  }

  private void write(List<Supposed.Told> all, Site site, Path folder) {
    Previews previews = new Previews();
    try {
      Files.createDirectories(folder);
      int number = 0;
      for (Supposed.Told told : all) {
        number++;
        for (Language language : languages()) {
          Message message = Messages.of(told.notice(), told.story(), site, language);
          String begin =
              "%02d-%s.%s.".formatted(number, told.notice().kind().word(), language.code());
          for (Medium medium : told.notice().over()) {
            Channel.Preview preview = previews.of(medium, message);
            Path file = folder.resolve(begin + medium.word() + "." + ending(preview.type()));
            Files.writeString(file, preview.body());
          }
          if (told.notice().over().contains(Medium.EMAIL)) {
            Files.writeString(folder.resolve(begin + "mail.html"), previews.html(message));
          }
        }
      }
    } catch (IOException e) {
      throw new S22Exception(
          "S22-9616",
          "Messages cannot be written to '" + folder + "': " + e.getMessage() + ".",
          "Name a folder that can be written to.",
          e);
    }
  }

  private static String ending(String type) {
    return switch (type) {
      case "message/rfc822" -> "eml";
      case "text/plain" -> "txt";
      default -> "json";
    };
  }
}
