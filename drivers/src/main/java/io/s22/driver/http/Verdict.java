package io.s22.driver.http;

import io.s22.driver.common.Redaction;
import io.s22.driver.http.Exchange.Reply;
import io.s22.journal.Outcome;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a reply means. */
sealed interface Verdict {
  String LOST = "S22-5032: It is not known whether the request was carried out: ";
  int SHOWN = 2_000;

  /** The probe found the request's work. */
  record Arrived() implements Verdict {}

  /** The probe found nothing of it. */
  record Absent() implements Verdict {}

  /** The probe says neither. */
  record Unclear(String why) implements Verdict {}

  /** What a probe's answer means: 2xx that it is done, 404 and 410 that it is not. */
  static Verdict ofProbe(Reply reply) {
    return switch (reply) {
      case Reply.Answer a when a.status() / 100 == 2 -> new Arrived();
      case Reply.Answer a when a.status() == 404 || a.status() == 410 -> new Absent();
      case Reply.Answer a -> new Unclear("the probe answered " + a.status());
      case Reply.NotSent n -> new Unclear("the probe cannot be reached: " + n.why());
      case Reply.Lost l -> new Unclear("the probe did not answer: " + l.why());
      case Reply.Elsewhere e -> new Unclear("the probe redirects to " + e.where());
    };
  }

  /** The outcome of a call that got {@code reply}. */
  static Outcome of(Call call, Reply reply, Redaction redaction) {
    return switch (reply) {
      case Reply.Answer a -> answered(call, a, redaction);
      case Reply.NotSent n ->
          new Outcome.Failed("S22-5030: nothing was sent: " + redaction.clean(n.why()));
      case Reply.Lost l when call.changesNothing() ->
          new Outcome.Failed("S22-5030: no answer: " + redaction.clean(l.why()));
      case Reply.Lost l -> new Outcome.Unknown(LOST + redaction.clean(l.why()));
      case Reply.Elsewhere e ->
          new Outcome.Failed(
              redaction.clean(
                  "S22-5031: answered "
                      + e.status()
                      + ", redirecting to "
                      + e.where()
                      + "; name that address if it is meant"));
    };
  }

  private static Outcome answered(Call call, Reply.Answer answer, Redaction redaction) {
    String said = answer.status() + shown(answer, redaction);
    if (!call.accepts(answer.status())) {
      // A proxy that lost its server does not know either.
      boolean unclear = answer.status() == 502 || answer.status() == 504;
      return unclear && !call.changesNothing()
          ? new Outcome.Unknown(LOST + "answered " + said)
          : new Outcome.Failed("S22-5031: answered " + said);
    }
    for (Map.Entry<String, String> value : call.values().entrySet()) {
      String found = at(answer, value.getKey());
      if (!found.equals(value.getValue())) {
        return new Outcome.Failed(
            redaction.clean(
                    "S22-5031: "
                        + value.getKey()
                        + " is '"
                        + found
                        + "', not '"
                        + value.getValue()
                        + "'; answered ")
                + said);
      }
    }
    return new Outcome.Done(said);
  }

  private static String at(Reply.Answer answer, String pointer) {
    try {
      JsonNode node = JsonMapper.shared().readTree(answer.body()).at(pointer);
      return node.isMissingNode()
          ? "(nothing)"
          : node.isValueNode() ? node.asString() : node.toString();
    } catch (JacksonException e) {
      return "(no JSON)";
    } catch (IllegalArgumentException e) {
      return "(no JSON pointer: write /name/0/name)";
    }
  }

  private static String shown(Reply.Answer answer, Redaction redaction) {
    String clean = redaction.clean(answer.body()).replaceAll("[\\p{Cc}&&[^\\t\\n]]", "").strip();
    boolean splits = clean.length() > SHOWN && Character.isHighSurrogate(clean.charAt(SHOWN - 1));
    String shown =
        clean.length() > SHOWN ? clean.substring(0, splits ? SHOWN - 1 : SHOWN) + " ..." : clean;
    return shown.isEmpty() ? "" : ": " + shown;
  }
}
