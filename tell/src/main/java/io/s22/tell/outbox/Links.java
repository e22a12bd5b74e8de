package io.s22.tell.outbox;

import io.s22.tell.Status.Site;
import io.s22.tell.notice.NoticeKind;
import io.s22.tell.subscribe.SignUps;
import io.s22.tell.subscribe.Subscriber;
import io.s22.tell.subscribe.Tokens;
import io.s22.tell.subscribe.Tokens.Claim;
import io.s22.tell.subscribe.Tokens.Purpose;
import java.time.Instant;

/** The one link that is each subscriber's own: in, or out. Made when it is sent, kept nowhere. */
public record Links(Site site, Tokens tokens) {
  String of(Subscriber to, NoticeKind kind, Instant now) {
    if (kind == NoticeKind.CONFIRM) {
      Claim claim = new Claim(Purpose.CONFIRM, to.tenant(), to.id(), SignUps.about(to));
      return site.url() + "/confirm?t=" + tokens.sign(claim, now.plus(Tokens.CONFIRM));
    }
    Claim claim = new Claim(Purpose.LEAVE, to.tenant(), to.id(), "");
    return site.url() + "/unsubscribe?t=" + tokens.sign(claim, now.plus(Tokens.LEAVE));
  }
}
