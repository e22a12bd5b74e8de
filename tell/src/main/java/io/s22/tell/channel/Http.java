package io.s22.tell.channel;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Posts to addresses of the web: the port, so that tests and proxies can stand in. */
public interface Http {
  /**
   * An answer.
   *
   * @param headers in lower case
   * @param body its beginning
   */
  record Answer(int status, Map<String, String> headers, String body) {
    public Answer {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Posts {@code body}; never follows a redirection.
   *
   * @throws IOException when there is no answer
   * @throws Forbidden when the address is one that strangers must not make S22 post to
   */
  Answer post(URI address, Map<String, String> headers, byte[] body)
      throws IOException, InterruptedException;

  /** An address within this network, or none at all. */
  final class Forbidden extends IOException {
    private static final long serialVersionUID = 1L;

    public Forbidden(String why) {
      super(why);
    }
  }
}
