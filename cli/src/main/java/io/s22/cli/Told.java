package io.s22.cli;

import io.s22.journal.Entry;
import io.s22.journal.EntryCodec;
import io.s22.journal.Event;
import io.s22.journal.JournalFile;
import io.s22.plan.Text;
import io.s22.report.Handed;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Post;
import io.s22.wiring.ReportSources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the other capabilities have to say for the report of a run, here or on a server. */
final class Told {
  private Told() {}

  /**
   * Asks all of them.
   *
   * @param workshop where past runs and posts are; null where there are none
   */
  static Handed all(@Nullable Workshop workshop, Record record, Instant now) {
    return new ReportSources(
            workshop == null ? null : workshop.store(), record.journal(), () -> posted(workshop))
        .all(now);
  }

  /** What people and the watchdog posted on the page of this machine, or of the server. */
  private static List<Post> posted(@Nullable Workshop workshop) {
    List<Post> posts = new ArrayList<>();
    if (workshop == null) {
      return posts;
    }
    RemoteArchive server = workshop.server();
    if (server != null) {
      return server.posts();
    }
    Path book = workshop.home().resolve("page.jsonl");
    if (Files.isRegularFile(book)) {
      try (InputStream in = Files.newInputStream(book)) {
        JournalFile.read(in, entry -> post(entry, posts));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException("cannot read " + book, e);
      }
    }
    if (workshop.store() instanceof JdbcRunStore store && store.shared().isPresent()) {
      posted(store).forEach(line -> post(EntryCodec.decode(line), posts));
    }
    return posts;
  }

  private static void post(Entry entry, List<Post> posts) {
    if (entry.event() instanceof Event.Noted note) {
      Map<String, String> words = new java.util.HashMap<>(note.facts());
      words.keySet().retainAll(List.of("en", "zh"));
      posts.add(new Post("page-" + entry.seq(), note.subject(), entry.at(), new Text(words)));
    }
  }

  /** The language that is meant. */
  static Locale locale(String lang) {
    return switch (lang) {
      case "en" -> Locale.ENGLISH;
      case "zh" -> Locale.CHINESE;
      default ->
          throw new Refusal(
              ExitCode.USAGE, "S22-9706", "There is no report in '" + lang + "'.", "Use en or zh.");
    };
  }

  private static List<String> posted(JdbcRunStore store) {
    return store
        .tables()
        .read(session ->
            session.list(
                row -> row.getString(1),
                "select line from posts where tenant = ? order by seq",
                JdbcRunStore.MAIN));
  }
}
