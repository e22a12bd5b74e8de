package io.s22.rehearsal.users;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Users of an API: one in {@code writes} writes an order, the others read one. */
final class OrderUsers implements OpenLoop.Visit {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client;
  private final URI place;
  private final int writes;

  /**
   * @param place of the API, behind the gateway
   */
  OrderUsers(HttpClient client, URI place, int writes) {
    this.client = client;
    this.place = place;
    this.writes = writes;
  }

  @Override
  public Answer make(long number) throws IOException, InterruptedException {
    boolean write = number % writes == 0;
    String id = place.getPath().substring(1) + "-" + (number - number % writes);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(place + "/orders/" + id)).timeout(PATIENCE);
    if (write) {
      request.PUT(BodyPublishers.ofString("{}"));
    }
    return judge(client.send(request.build(), BodyHandlers.ofString()), id);
  }

  private static Answer judge(HttpResponse<String> answer, String id) {
    if (Refusals.announced(answer)) {
      return Answer.ANNOUNCED;
    }
    boolean right = answer.statusCode() / 100 == 2 && answer.body().contains(id);
    return right ? Answer.RIGHT : Answer.WRONG;
  }
}
