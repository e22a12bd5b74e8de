package io.s22.tell.page;

import io.s22.tell.Language;

/**
 * Where a page points to. All addresses are relative, so that a snapshot works wherever it lies.
 *
 * @param live whether the server behind it sends changes
 * @param notices whether one can sign up for notices
 */
public record Links(boolean live, boolean notices) {
  /** This page in another language. */
  public String inLanguage(Language language) {
    if (live) {
      return "?lang=" + language.code();
    }
    return language == Language.EN ? "index.html" : "index." + language.code() + ".html";
  }

  /** Where one signs up for notices: at the server, also for who reads a snapshot elsewhere. */
  public String subscribe(String site) {
    return live ? "subscribe" : site + "/subscribe";
  }

  public String calendar() {
    return "calendar.ics";
  }

  public String atom() {
    return "history.atom";
  }

  public String rss() {
    return "history.rss";
  }

  public String summary() {
    return "api/v2/summary.json";
  }
}
