package io.s22.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.s22.plan.Doc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;

/** What the guide and the schema show as an example can be read. */
class ExamplesTest {
  private static final Path GUIDE = Generated.ROOT.resolve("docs/plan-language.md");

  record Example(String key, String yaml, Form<?> form) {
    @Override
    public String toString() {
      return key + ": " + yaml;
    }
  }

  static Stream<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Form<?> form : new Forms().all()) {
      if (form instanceof RecordForm record) {
        add(examples, record.type().getSimpleName(), record.type().getAnnotation(Doc.class), form);
        record.parts().forEach(part -> add(examples, part.key(), part.doc(), part.form()));
      } else if (form instanceof DistributionForm) {
        Doc doc = io.s22.plan.Distribution.class.getAnnotation(Doc.class);
        add(examples, "takes", doc, form);
      }
    }
    return examples.stream();
  }

  private static void add(List<Example> examples, String key, @Nullable Doc doc, Form<?> form) {
    if (doc != null) {
      for (String example : doc.examples()) {
        examples.add(new Example(key, example, form));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleOfADocCanBeRead(Example example) {
    // Plain words in place of an invocation are written out by the step around them.
    if (example.form() instanceof RecordForm form
        && form.type() == io.s22.plan.Invocation.class
        && (!example.yaml().startsWith("{") || example.yaml().startsWith("{run"))) {
      String step = "{step: a, uses: x.y, verify: " + example.yaml() + "}";
      assertThat(problems(step, new Forms().step())).isEmpty();
      return;
    }
    assertThat(problems(example.yaml(), example.form())).isEmpty();
  }

  private static List<?> problems(String yaml, Form<?> form) {
    Reading reading = new Reading();
    Node node =
        new Composer(reading).compose(new Parse(LoadSettings.builder().build()).parseString(yaml));
    assertThat(node).isNotNull();
    if (node != null) {
      form.read(node, "example", reading);
    }
    return reading.problems();
  }

  @Test
  void everyKeyOfTheLanguageIsDescribed() {
    for (Form<?> form : new Forms().all()) {
      if (form instanceof RecordForm record) {
        assertThat(record.parts()).allSatisfy(part -> assertThat(part.doc().value()).isNotBlank());
      }
    }
  }

  @Test
  void theTablesOfTheGuideAreUpToDate() throws IOException {
    Generated.isUpToDate(GUIDE, PlanGuide.fill(Files.readString(GUIDE)));
  }

  @Test
  void everyPlanInTheGuideCanBeRead() throws IOException {
    String guide = Files.readString(GUIDE);
    Set<Loaded> plans = new java.util.LinkedHashSet<>();
    for (String block : guide.split("```yaml\n", -1)) {
      if (block.startsWith("plan:")) {
        plans.add(PlanReader.read("guide", block.substring(0, block.indexOf("```"))));
      }
    }
    assertThat(plans).isNotEmpty();
    assertThat(plans).allSatisfy(loaded -> assertThat(loaded.problems()).isEmpty());
  }
}
