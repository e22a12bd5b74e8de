package io.s22.plan.yaml;

import io.s22.plan.Mark;
import io.s22.plan.Plan;
import io.s22.plan.Problem;
import io.s22.plan.S22Exception;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads plans: YAML 1.2 with the place of every value, all problems at once. Never throws for
 * anything a file may hold.
 */
public final class PlanReader {
  private static final Forms FORMS = new Forms();

  private PlanReader() {}

  /** Reads a file. One that cannot be read at all is a {@link Loaded} with one problem. */
  public static Loaded read(Path path) {
    String name = path.toString();
    try {
      return read(name, TextFile.read(path));
    } catch (S22Exception e) {
      return broken(name, "", Mark.NOWHERE, e);
    }
  }

  /**
   * Reads a text.
   *
   * @param name what messages call it: the file's path
   */
  public static Loaded read(String name, String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    Reading reading = new Reading();
    try {
      if (plain.length() > TextFile.LARGEST) {
        throw TextFile.tooLarge(name);
      }
      Lines.check(plain);
      Node root = compose(plain, reading);
      Plan plan = plan(root, reading);
      return new Loaded(name, text, Optional.ofNullable(plan), reading.problems());
    } catch (Composer.Broken e) {
      return broken(name, text, e.at(), e);
    } catch (S22Exception e) {
      return broken(name, text, Mark.NOWHERE, e);
    }
  }

  private static @Nullable Node compose(String text, Reading reading) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    try {
      return new Composer(reading).compose(new Parse(settings).parseString(text));
    } catch (YamlEngineException e) {
      throw Syntax.explain(e, text);
    }
  }

  private static @Nullable Plan plan(@Nullable Node root, Reading reading) {
    if (root instanceof Node.Entries entries) {
      return (Plan) FORMS.plan().read(entries, "the plan", reading);
    }
    Mark at = root == null ? Mark.NOWHERE : root.at();
    String holds = root == null || root.isNothing() ? "nothing" : "no mapping";
    reading.error(
        "S22-1005",
        at,
        "The file holds " + holds + ".",
        "Begin with 'plan:' and a name; docs/plan-language.md shows the rest.");
    return null;
  }

  private static Loaded broken(String name, String text, Mark at, S22Exception e) {
    Problem problem = Problem.error(e.code(), at, String.valueOf(e.getMessage()), e.mend());
    return new Loaded(name, text, Optional.empty(), List.of(problem));
  }
}
