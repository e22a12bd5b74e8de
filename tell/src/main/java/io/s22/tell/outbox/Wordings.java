package io.s22.tell.outbox;

import io.s22.plan.Text;
import io.s22.tell.Words;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.notice.Templates;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tenants' own words, in a book. */
final class Wordings {
  private Wordings() {}

  static Templates of(Session s, String tenant) throws SQLException {
    Map<NoticeKind, Text> own = new EnumMap<>(NoticeKind.class);
    s.list(
            row -> new String[] {row.getString(1), row.getString(2), row.getString(3)},
            "select kind, en, zh from template where tenant = ?",
            tenant)
        .forEach(each ->
            NoticeKind.of(each[0]).ifPresent(kind -> own.put(kind, Words.both(each[1], each[2]))));
    return new Templates(own);
  }

  static int put(Session s, String tenant, NoticeKind kind, @Nullable Text words)
      throws SQLException {
    s.update("delete from template where tenant = ? and kind = ?", tenant, kind.word());
    return words == null
        ? 0
        : s.update(
            "insert into template (tenant, kind, en, zh) values (?, ?, ?, ?)",
            tenant,
            kind.word(),
            words.in(Locale.ENGLISH),
            words.in(Locale.CHINESE));
  }
}
