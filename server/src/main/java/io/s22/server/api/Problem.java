package io.s22.server.api;

import io.s22.plan.S22Exception;
import io.s22.server.Denied;

/**
 * A refusal as RFC 9457 has it, with our code and the mend beside it.
 *
 * @param type the page of the code
 */
record Problem(String type, String title, int status, String detail, String code, String mend) {
  static Problem of(int status, S22Exception refused) {
    return new Problem(
        "/docs/errors/" + refused.code() + ".md",
        title(status),
        status,
        String.valueOf(refused.getMessage()),
        refused.code(),
        refused.mend());
  }

  /** The status that an error of the rest of S22 means to who asks. */
  static int status(S22Exception refused) {
    if (refused instanceof Denied denied) {
      return denied.status();
    }
    return switch (refused.code()) {
      case "S22-3108" -> 409;
      case "S22-3109" -> 404;
      case "S22-3112" -> 422;
      default ->
          refused.code().startsWith("S22-31") || refused.code().startsWith("S22-96") ? 503 : 422;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad request";
      case 401 -> "Not signed in";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 408 -> "Too slow";
      case 409 -> "Conflict";
      case 412 -> "Changed since";
      case 413 -> "Too large";
      case 415 -> "Wrong media type";
      case 429 -> "Too many requests";
      case 503 -> "Not to be had now";
      default -> status < 500 ? "Not to be done" : "A defect in S22 itself";
    };
  }
}
