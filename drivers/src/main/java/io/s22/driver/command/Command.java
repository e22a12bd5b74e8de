package io.s22.driver.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command ready to be carried out; secrets are in {@code values} and {@code input} alone.
 *
 * @param script the text the shell reads
 * @param arguments its positional parameters
 * @param shell the program that reads it
 * @param folder where it runs; {@code ""} for where it would by itself
 * @param values its environment, beside what the machine gives
 * @param input its standard input
 * @param timeout after which all its processes are stopped; null for none
 */
record Command(
    String script,
    List<String> arguments,
    String shell,
    String folder,
    Map<String, String> values,
    String input,
    @Nullable Duration timeout) {
  Command {
    arguments = List.copyOf(arguments);
    values = Map.copyOf(values);
  }

  /** The same surroundings for another script: the check of a dry run. */
  Command asCheck(String check, Duration limit) {
    return new Command(check, List.of(), shell, folder, values, "", limit);
  }
}
