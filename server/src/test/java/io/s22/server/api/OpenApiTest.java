package io.s22.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.s22.server.Running;
import io.s22.server.Running.Answer;
import io.s22.server.people.Role;
import io.s22.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document is one of OpenAPI 3.1, by the schema the OpenAPI Initiative publishes
 * (spec.openapis.org/oas/3.1/schema) and a validator that is not ours; and what the server answers
 * is what the document says.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class OpenApiTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Running server;
  private String admin;
  private JsonNode document;
  private final Map<String, String> known = new LinkedHashMap<>();

  @SuppressWarnings("NullAway.Init")
  OpenApiTest() {}

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    server = new Running(home);
    admin = server.token("main", "ada", Role.ADMIN);
    document = server.get("/api/v1/openapi.json", "").json();
    server.send("PUT", "/api/v1/plans/small", admin, Running.PLAN);
    String order = "{\"plan\":\"small\",\"now\":true,\"reason\":\"trying\"}";
    String run = server.send("POST", "/api/v1/runs", admin, order).json().get("run").asString();
    Await.until(
        "it asks, and is foretold",
        () ->
            !server.front().runs().fold("main", run).questions().isEmpty()
                && server.front().runs().fold("main", run).expected() != null);
    String titles = "{\"en\":\"The shop\",\"zh\":\"商店\"}";
    server.send("PUT", "/api/v1/components/shop", admin, titles);
    String words = "{\"run\":\"" + run + "\",\"en\":\"On.\",\"zh\":\"继续。\"}";
    String post = server.send("POST", "/api/v1/posts", admin, words).json().get("id").asString();
    known.putAll(Map.of("plan", "small", "version", "1", "run", run, "seq", "1", "post", post));
    known.putAll(
        Map.of(
            "component",
            "shop",
            "service",
            "shop",
            "user",
            "ada",
            "tenant",
            "main",
            "announcement",
            post,
            "code",
            "S22-9303"));
    String tokens = server.get("/api/v1/tokens", admin).body();
    JsonNode first = JsonMapper.shared().readTree(tokens).get("items").get(0);
    known.put("token", first.get("id").asString());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String schema() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi-3.1.schema.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_document_is_one_of_openapi_3_1() throws Exception {
    Schema openApi = REGISTRY.getSchema(schema());
    List<Error> errors = openApi.validate(document.toString(), InputFormat.JSON);
    assertThat(errors).isEmpty();
    ObjectNode broken = (ObjectNode) document.deepCopy();
    broken.remove("info");
    assertThat(openApi.validate(broken.toString(), InputFormat.JSON))
        .as("the validator sees what is wrong")
        .isNotEmpty();
  }

  @Test
  void every_reference_leads_somewhere() {
    JsonNode schemas = document.get("components").get("schemas");
    for (JsonNode each : document.findValues("$ref")) {
      String to = each.asString();
      assertThat(schemas.has(to.substring(to.lastIndexOf('/') + 1))).as(to).isTrue();
    }
  }

  /** The schema of one answer, with what it points to. */
  private Schema answers(JsonNode wanted) {
    ObjectNode whole = (ObjectNode) wanted.deepCopy();
    ObjectNode components = JsonMapper.shared().createObjectNode();
    components.set("schemas", document.get("components").get("schemas"));
    whole.set("components", components);
    return REGISTRY.getSchema(whole.toString());
  }

  @Test
  void what_is_answered_is_what_the_document_says() throws Exception {
    int looked = 0;
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      JsonNode operation = path.getValue().get("get");
      String filled = filled(path.getKey());
      if (operation == null || filled.contains("{")) {
        continue;
      }
      Answer answer = server.get("/api/v1" + filled, admin);
      JsonNode content = operation.get("responses").path("2XX").path("content");
      JsonNode json = content.path("application/json").path("schema");
      if (answer.status() == 200 && json.isObject() && !json.isEmpty()) {
        assertThat(answers(json).validate(answer.body(), InputFormat.JSON))
            .as(path.getKey() + " " + answer.body())
            .isEmpty();
        looked++;
      } else if (answer.status() != 200) {
        JsonNode problem =
            operation
                .get("responses")
                .get("default")
                .get("content")
                .get("application/problem+json");
        assertThat(answers(problem.get("schema")).validate(answer.body(), InputFormat.JSON))
            .as(path.getKey() + " " + answer.body())
            .isEmpty();
      }
    }
    assertThat(looked).isGreaterThan(30);
  }

  /** The table of docs/api.md: what the command does, and with which operations. */
  @Test
  void each_operation_that_the_documentation_names_is_one() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "api.md"));
    List<String> ids =
        Fields.operations(document).stream()
            .map(each -> each.operation().get("operationId").asString())
            .toList();
    int named = 0;
    for (String line : lines) {
      if (line.startsWith("| `s22 ")) {
        Matcher word = Pattern.compile("`([a-zA-Z]+)`").matcher(line.split("\\|", -1)[2]);
        while (word.find()) {
          assertThat(ids).as(line).contains(word.group(1));
          named++;
        }
      }
    }
    assertThat(named).isGreaterThan(30);
  }

  private String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> each : known.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }
}
