package io.s22.tell;

import io.s22.plan.Stage;
import io.s22.plan.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the public is told of a run as it goes, newest first: the journal's moments, in words. */
final class Updates {
  private final RunStory story;

  Updates(RunStory story) {
    this.story = story;
  }

  /** Together with what was posted about it. */
  List<Update> with(List<Post> posts) {
    List<Update> all = new ArrayList<>();
    int move = 0;
    for (RunStory.Moment moment : story.moments()) {
      Text body =
          moment.kind() == RunStory.Moment.Kind.MOVED
              ? moved(story.moves().get(move++))
              : body(moment);
      all.add(new Update(story.run() + "-" + moment.seq(), moment.at(), status(moment), body));
    }
    for (Post post : posts) {
      if (post.run().equals(story.run())) {
        all.add(new Update(post.id(), post.at(), statusAt(all, post), post.body()));
      }
    }
    // what happened in one instant stays in its order: the last of it comes first
    List<Update> newestFirst = new ArrayList<>(all.reversed());
    newestFirst.sort(Comparator.comparing(Update::at).reversed());
    return newestFirst;
  }

  private static String statusAt(List<Update> before, Post post) {
    return before.stream()
        .filter(update -> !update.at().isAfter(post.at()))
        .max(Comparator.comparing(Update::at))
        .map(Update::status)
        .orElse("scheduled");
  }

  private String status(RunStory.Moment moment) {
    var started = story.started();
    return switch (moment.kind()) {
      case OPENED -> "scheduled";
      case ENDED -> "completed";
      case MOVED, STARTED, STAGE_BEGAN, STAGE_ENDED, PAUSED, ASKING, WENT_ON, ROLLING_BACK ->
          started == null || moment.at().isBefore(started) ? "scheduled" : "in_progress";
    };
  }

  private Text body(RunStory.Moment moment) {
    return switch (moment.kind()) {
      case OPENED -> announced();
      case STARTED -> Words.both("Maintenance has begun.", "维护已开始。");
      case STAGE_BEGAN ->
          Words.each(l ->
              l == Language.ZH
                  ? "阶段“" + title(moment, l) + "”已开始。"
                  : "Stage “" + title(moment, l) + "” has begun.");
      case STAGE_ENDED -> stageEnded(moment);
      case PAUSED -> Words.both("Work is paused at a safe point.", "工作已在安全点暂停。");
      case ASKING -> Words.both("Work waits for a decision.", "工作正在等待决定。");
      case WENT_ON -> Words.both("Work goes on.", "工作继续。");
      case ROLLING_BACK -> Words.both("The changes are being rolled back.", "正在回退变更。");
      case ENDED -> Words.each(l -> Words.name(Maintenances.phase(story)).in(l.locale()) + stop(l));
      case MOVED -> throw new IllegalArgumentException("a move has its own words");
    };
  }

  private static String stop(Language language) {
    return language == Language.ZH ? "。" : ".";
  }

  private Text announced() {
    var first = story.opened();
    return Words.each(l -> {
      String span = Words.span(first.opens(), first.closes(), story.plan().zone(), l);
      return l == Language.ZH ? "已公告维护：" + span + "。" : "Maintenance is announced: " + span + ".";
    });
  }

  private Text moved(WindowMove move) {
    return Words.each(l -> {
      String old = Words.span(move.oldOpens(), move.oldCloses(), story.plan().zone(), l);
      String now = Words.span(move.opens(), move.closes(), story.plan().zone(), l);
      return l == Language.ZH
          ? "维护时间已变更：原为 " + old + "，现为 " + now + "。"
          : "The window has moved. It was " + old + "; it is now " + now + ".";
    });
  }

  private Text stageEnded(RunStory.Moment moment) {
    return Words.each(l -> {
      String how = Words.name(moment.progress()).in(l.locale());
      return l == Language.ZH
          ? "阶段“" + title(moment, l) + "”：" + how + "。"
          : "Stage “" + title(moment, l) + "”: " + how + ".";
    });
  }

  private String title(RunStory.Moment moment, Language language) {
    return story.plan().stages().stream()
        .filter(stage -> stage.stage().equals(moment.subject()))
        .findFirst()
        .map(Stage::title)
        .map(text -> text.in(language.locale()))
        .orElse(moment.subject());
  }
}
