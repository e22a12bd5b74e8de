package io.s22.rehearsal.users;

import io.s22.rehearsal.cluster.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Users of a file store: each keeps a file and reads it again; one in twelve a large one. */
final class FileUsers implements OpenLoop.Visit {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int LARGE_EVERY = 12;
  private static final int FILES = 200;

  private final HttpClient client;
  private final URI place;

  FileUsers(HttpClient client, URI place) {
    this.client = client;
    this.place = place;
  }

  @Override
  public Answer make(long number) throws IOException, InterruptedException {
    URI file = URI.create(place + "/file-" + number % FILES);
    String body = "file " + number + " ";
    if (number % LARGE_EVERY == 0) {
      body = body.repeat(2 * Routes.LARGE / body.length());
    }
    HttpResponse<String> kept =
        send(HttpRequest.newBuilder(file).PUT(BodyPublishers.ofString(body)));
    if (Refusals.announced(kept)) {
      return Answer.ANNOUNCED;
    }
    HttpResponse<String> read = send(HttpRequest.newBuilder(file));
    boolean right =
        kept.statusCode() == 201 && read.statusCode() == 200 && read.body().equals(body);
    return right ? Answer.RIGHT : Answer.WRONG;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
  }
}
