package io.s22.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.journal.JournalVerifier;
import io.s22.journal.Verdict;
import io.s22.store.JdbcRunStore;
import io.s22.tell.Post;
import io.s22.tell.Words;
import io.s22.testkit.WithPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is posted on a page that several nodes show. */
@ExtendWith(WithPostgres.class)
final class SharedPostsTest {
  private static final Instant AT = Instant.parse("2024-03-16T00:00:00Z");

  private static JdbcRunStore node(String url) {
    return JdbcRunStore.open(Path.of("unused"), Map.of(JdbcRunStore.DATABASE, url));
  }

  private static PostBook book(JdbcRunStore store, String tenant) {
    return new PostBook(new TableLines(store.tables(), tenant));
  }

  private static List<String> words(PostBook book) {
    return book.posts().stream().map(Post::body).map(text -> text.in(Locale.ENGLISH)).toList();
  }

  @Test
  void two_nodes_post_into_one_chain_and_each_sees_what_the_other_said(
      WithPostgres.Shared postgres) {
    String url = postgres.fresh();
    try (JdbcRunStore one = node(url);
        JdbcRunStore two = node(url)) {
      PostBook here = book(one, "main");
      PostBook there = book(two, "main");
      here.post("run-1", AT, "ann", Words.both("One.", "一。"), Map.of());
      there.post("run-1", AT.plusSeconds(1), "watchdog", Words.both("Two.", "二。"), Map.of());
      here.post("run-1", AT.plusSeconds(2), "ann", Words.both("Three.", "三。"), Map.of());

      assertThat(words(here)).containsExactly("One.", "Two.", "Three.");
      assertThat(words(there)).containsExactly("One.", "Two.", "Three.");
      assertThat(words(book(two, "another"))).isEmpty();
      JournalVerifier verifier = new JournalVerifier();
      new TableLines(two.tables(), "main").after(0).forEach(verifier::accept);
      assertThat(verifier.verdict()).isInstanceOf(Verdict.Whole.class);
    }
  }

  @Test
  void of_two_watchdogs_that_both_saw_silence_one_speaks(WithPostgres.Shared postgres) {
    String url = postgres.fresh();
    try (JdbcRunStore one = node(url);
        JdbcRunStore two = node(url)) {
      PostBook here = book(one, "main");
      PostBook there = book(two, "main");
      assertThat(here.postIfSilent("run-1", AT, Post.WATCHDOG, Words.both("Here.", "这里。")))
          .isPresent();
      assertThat(there.postIfSilent("run-1", AT, Post.WATCHDOG, Words.both("There.", "那里。")))
          .as("it had not seen the other's word when it spoke")
          .isEmpty();
      assertThat(there.postIfSilent("run-2", AT, Post.WATCHDOG, Words.both("Other.", "另一。")))
          .isPresent();
      assertThat(here.postIfSilent("run-3", AT, Post.WATCHDOG, Words.both("Third.", "第三。")))
          .as("what was said meanwhile was of another run")
          .isPresent();
      assertThat(words(here)).containsExactly("Here.", "Other.", "Third.");
      assertThat(words(there)).containsExactly("Here.", "Other.", "Third.");
    }
  }
}
