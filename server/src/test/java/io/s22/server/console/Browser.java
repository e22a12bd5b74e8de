package io.s22.server.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen or scripts: keeps cookies, follows redirects, sends forms. */
final class Browser implements AutoCloseable {
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String base;
  private String html = "";

  Browser(String base) {
    this.base = base;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(path.startsWith("http") ? path : base + path);
    return shown(client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
  }

  /**
   * Sends a form of the page that is shown, with its hidden fields, and {@code fields} filled in.
   */
  HttpResponse<String> send(String action, String... fields)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    Matcher hidden = HIDDEN.matcher(html);
    while (hidden.find()) {
      form.put(hidden.group(1), hidden.group(2));
    }
    for (int i = 0; i + 1 < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return post(action, form, "same-origin");
  }

  /** Sends just these fields. */
  HttpResponse<String> post(String action, Map<String, String> fields, String site)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(each ->
                URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + action))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", site)
            .POST(BodyPublishers.ofString(body))
            .build();
    return shown(client.send(request, BodyHandlers.ofString()));
  }

  /** Listens to a stream of events until the server ends it; hands each line on. */
  void stream(String path, Consumer<String> lines) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", "text/event-stream")
            .build();
    try {
      client.send(request, BodyHandlers.ofLines()).body().forEach(lines);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> shown(HttpResponse<String> answer) {
    html = answer.body();
    return answer;
  }

  /** The value of a hidden field of the page that is shown. */
  String hidden(String name) {
    Matcher hidden = HIDDEN.matcher(html);
    while (hidden.find()) {
      if (hidden.group(1).equals(name)) {
        return hidden.group(2);
      }
    }
    throw new IllegalStateException("the page has no hidden field " + name + ": " + html);
  }

  String html() {
    return html;
  }

  /** Forgets who is signed in. */
  void forget() {
    cookies.getCookieStore().removeAll();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
