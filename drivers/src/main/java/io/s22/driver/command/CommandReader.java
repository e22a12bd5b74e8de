package io.s22.driver.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.s22.driver.common.Params;
import io.s22.driver.common.Redaction;
import io.s22.journal.Effect;
import io.s22.plan.S22Exception;
import io.s22.plan.check.DriverSpec.Kind;
import io.s22.plan.check.DriverSpec.Param;
import io.s22.run.Task;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Command} of a task's parameters. */
final class CommandReader {
  /** What every driver of commands takes. */
  static final List<Param> PARAMS =
      List.of(
          new Param("command", Kind.TEXT, false, "The command, as for a shell; or 'script'."),
          new Param("script", Kind.TEXT, false, "A file on S22's machine that holds the command."),
          new Param("args", Kind.LIST, false, "Passed exactly as they are: $1, $2 and so on."),
          new Param("shell", Kind.TEXT, false, "The program that reads it; sh where left out."),
          new Param("cwd", Kind.TEXT, false, "The folder it runs in."),
          new Param("env", Kind.MAP, false, "Environment variables; the place for secrets."),
          new Param("stdin", Kind.TEXT, false, "What it reads; may hold secrets."),
          new Param(
              "check",
              Kind.TEXT,
              false,
              "For dry runs: exit code 0 if nothing would change, 1 if something would."));

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "yash", "posh");

  /** Linux passes no single variable or argument longer than this to a program. */
  private static final int LONGEST = 128 * 1024 - 100;

  private static final long LONGEST_SCRIPT = 1 << 20;

  private final Task task;
  private final Params params;
  private final Redaction redaction;

  CommandReader(Task task, Params params, Redaction redaction) {
    this.task = task;
    this.params = params;
    this.redaction = redaction;
  }

  /**
   * The command of the task.
   *
   * @throws S22Exception {@code S22-5001} to {@code S22-5004}
   */
  Command read() {
    return of(params.text("script").isPresent() ? null : params.required("command"));
  }

  /** The command that a dry run asks; null where the task has none. */
  @Nullable Command readCheck(Duration limit) {
    return params
        .text("check")
        .map(check -> of(check).asCheck(of(check).script(), limit))
        .orElse(null);
  }

  private Command of(@Nullable String written) {
    String shell = open("shell", params.text("shell").orElse("sh"));
    Map<String, String> values = new LinkedHashMap<>(ownValues(task));
    params.map("env").forEach((name, value) -> values.put(name(name), redaction.resolve(value)));
    String script = written == null ? scriptFile() : withoutSecrets(written, shell, values);
    List<String> arguments = params.list("args").stream().map(a -> open("args", a)).toList();
    String input = params.text("stdin").map(redaction::resolve).orElse("");
    String folder = open("cwd", params.text("cwd").orElse(""));
    values.forEach((name, value) -> passable("env", name + "=" + value));
    arguments.forEach(argument -> passable("args", argument));
    noZero("command", script);
    noZero("stdin", input);
    return new Command(script, arguments, shell, folder, values, input, task.timeout());
  }

  /** Replaces secrets in the command by variables and adds these to {@code values}. */
  private String withoutSecrets(String written, String shell, Map<String, String> values) {
    ShellSecrets.Rewritten rewritten = ShellSecrets.rewrite(written);
    String program = shell.substring(shell.lastIndexOf('/') + 1);
    if (!rewritten.variables().isEmpty() && !SHELLS.contains(program)) {
      throw new S22Exception(
          "S22-5002",
          "The command for '" + shell + "' has a secret in it.",
          "Put it under env and let the program read its environment.");
    }
    rewritten.variables().forEach((name, ref) -> values.put(name, redaction.resolve(ref)));
    return rewritten.script();
  }

  private String scriptFile() {
    String name = params.required("script");
    if (params.text("command").isPresent()) {
      throw params.wrong("script", "stands beside 'command'", "Keep one of the two.");
    }
    try {
      Path file = Path.of(name);
      if (Files.size(file) > LONGEST_SCRIPT) {
        throw params.wrong("script", "names a file of more than 1 MiB: " + name, "Copy it there.");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw params.wrong("script", "names a file that is no UTF-8 text: " + name, "Mend it.");
    } catch (IOException | InvalidPathException e) {
      throw params.wrong("script", "cannot be read: " + name, "Write a file S22 may read.");
    }
  }

  /** A text that others on the machine may see: no place for a secret. */
  private String open(String name, String text) {
    if (Redaction.refersToSecret(text)) {
      throw new S22Exception(
          "S22-5002",
          "'" + name + "' has a secret in it, and everybody on the machine could read it there.",
          "Put it under env and use the variable in the command.");
    }
    noZero(name, text);
    return text;
  }

  private String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw params.wrong(
          "env", "has a variable named '" + name + "'", "Use letters, digits and _.");
    }
    return name;
  }

  private static void passable(String where, String text) {
    noZero(where, text);
    if (text.getBytes(UTF_8).length > LONGEST) {
      throw new S22Exception(
          "S22-5004",
          "'" + where + "' has a value longer than 128 KiB, which Linux passes to no program.",
          "Pass it through stdin.");
    }
  }

  private static void noZero(String where, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new S22Exception(
          "S22-5004",
          "'" + where + "' holds a zero byte, which cannot be passed to a program.",
          "Encode it, for example in base64.");
    }
  }

  private static Map<String, String> ownValues(Task task) {
    Effect effect = task.effect();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("S22_RUN", task.run());
    values.put("S22_STEP", effect.step());
    values.put("S22_HOST", effect.host());
    values.put("S22_PHASE", effect.phase().name().toLowerCase(Locale.ROOT));
    values.put("S22_ROUND", Integer.toString(effect.round()));
    values.put("S22_ATTEMPT", Integer.toString(effect.attempt()));
    values.put("S22_KEY", task.key());
    return values;
  }

  /** The names of everything a command may take, with {@code more} of one driver. */
  static List<Param> paramsWith(Param... more) {
    List<Param> all = new ArrayList<>(PARAMS);
    all.addAll(List.of(more));
    return List.copyOf(all);
  }
}
