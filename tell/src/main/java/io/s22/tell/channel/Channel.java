package io.s22.tell.channel;

import io.s22.tell.notice.Medium;
import io.s22.tell.notice.Message;
import java.io.IOException;

/** One way to people. For use by any number of threads. */
public interface Channel extends AutoCloseable {
  Medium medium();

  /**
   * Tries once. Whoever calls limits the time by an interrupt.
   *
   * @throws IOException when the other side was not reached or the connection broke: whether it
   *     took the message is then unknown
   */
  Result send(Envelope envelope, Message message) throws IOException, InterruptedException;

  /** What would be sent, for a person to read before anything is. */
  Preview preview(Envelope envelope, Message message);

  /**
   * A message in the form of its channel.
   *
   * @param type of the media: {@code text/html}, {@code application/json}
   */
  record Preview(String type, String body) {}

  @Override
  default void close() {}
}
