package io.s22.rehearsal.users;

import java.net.http.HttpResponse;

/** Tells a refusal that was announced from a failure. */
final class Refusals {
  private Refusals() {}

  /** With the gateway's message, and when to come back. */
  static boolean announced(HttpResponse<String> answer) {
    return answer.statusCode() == 503
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer.body().contains("Closed for maintenance");
  }
}
