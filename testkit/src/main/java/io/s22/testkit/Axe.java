package io.s22.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** axe-core, which finds what keeps people from using a page. */
public final class Axe {
  private static final String FILE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private final String source;

  public Axe() throws IOException {
    try (InputStream in = Axe.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("axe-core is not on the class path");
      }
      source = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * What is wrong with the page that a browser shows.
   *
   * @throws IllegalStateException when it looked at nothing
   */
  public List<String> wrong(Chromium browser) {
    browser.evaluate(source + ";true");
    JsonNode found =
        browser.evaluate(
            """
            axe.run().then((found) => ({passes: found.passes.length, wrong: found.violations.map(
              (v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' '))}))
            """);
    if (found.path("passes").asInt() == 0) {
      throw new IllegalStateException("axe looked at nothing");
    }
    List<String> wrong = new ArrayList<>();
    found.path("wrong").forEach(each -> wrong.add(each.asString()));
    return wrong;
  }
}
