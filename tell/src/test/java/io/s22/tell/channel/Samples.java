package io.s22.tell.channel;

import io.s22.tell.Language;
import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Severity;
import java.time.Instant;
import java.util.List;

/** A message and its envelope, for tests. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2024-03-15T10:00:00Z");
  public static final String KEY = "0123456789abcdef0123456789abcdef";
  public static final String WAY = "https://status.example/unsubscribe?t=abc.def";

  private Samples() {}

  public static Message message(Language language) {
    boolean zh = language == Language.ZH;
    return new Message(
        "run-1",
        "moved-1",
        NoticeKind.MOVED,
        language,
        "S22 status",
        zh ? "时间变更：集群升级" : "Moved: cluster upgrade",
        zh ? "集群升级时间已变更。" : "The cluster upgrade has moved <to> [Sunday] @all & *more*.",
        List.of(new Message.Row(zh ? "维护时间" : "Window", "Sun 17 Mar 2024 14:00 to 18:00")),
        List.of(zh ? "日历会更新。" : "Calendars follow."),
        List.of(
            new Message.Advice("shop", zh ? "商店" : "Shop", zh ? "请提前下单。" : "Order early."),
            new Message.Advice("api", "API", zh ? "请重试。" : "Retry with growing waits.")),
        List.of(new Message.Named("shop", zh ? "商店" : "Shop"), new Message.Named("api", "API")),
        NOW,
        NOW.plusSeconds(7200),
        NOW.plusSeconds(14400),
        "https://status.example/",
        new Message.Calendar(
            "PUBLISH", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"));
  }

  public static Envelope envelope(Medium medium, String address, String secret) {
    return new Envelope("s22", KEY, medium, Severity.WARNING, address, secret, WAY, NOW);
  }
}
