package io.s22.tell.setup;

import io.s22.plan.S22Exception;
import io.s22.tell.Language;
import io.s22.tell.channel.AddressGuard;
import io.s22.tell.notice.Medium;
import io.s22.tell.subscribe.Addresses;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Somebody of the operators whom alarms go to: {@code operator.NAME = mail ops@example.org}.
 *
 * @param name in the settings
 * @param address never shown, never written to a journal
 * @param secret what the channel signs with; empty where nothing
 */
public record Operator(
    String name, Medium medium, String address, String secret, Language language) {
  private static final String PREFIX = "operator.";
  private static final String LANGUAGE = ".language";
  private static final String SECRET = ".secret";

  /** Those that are written down. */
  static List<Operator> of(Sheet sheet, Predicate<Medium> there) {
    Map<String, String> written = new TreeMap<>(sheet.all(PREFIX));
    List<Operator> all = new ArrayList<>();
    for (String name : written.keySet().stream().filter(each -> !each.contains(".")).toList()) {
      String[] words = written.getOrDefault(name, "").split("\\s+", 2);
      String secret = Optional.ofNullable(written.remove(name + SECRET)).orElse("");
      String language = Optional.ofNullable(written.remove(name + LANGUAGE)).orElse("en");
      Optional<Medium> medium = Medium.of(words[0]).filter(there);
      if (medium.isEmpty() || words.length < 2) {
        sheet.problem(PREFIX + name + " must be a channel that is set up, and an address");
      } else {
        read(sheet, name, medium.get(), words[1], secret, language).ifPresent(all::add);
      }
      written.remove(name);
    }
    written.keySet().forEach(left -> sheet.problem(PREFIX + left + " belongs to no operator"));
    return List.copyOf(all);
  }

  private static Optional<Operator> read(
      Sheet sheet, String name, Medium medium, String address, String secret, String language) {
    Addresses addresses = new Addresses(new AddressGuard(true), true);
    try {
      String key = addresses.secret(medium, secret, "");
      boolean signed = medium == Medium.WEBHOOK || medium == Medium.CLOUDEVENTS;
      if (signed && key.isEmpty()) {
        sheet.problem(PREFIX + name + SECRET + " is missing: what is sent there is signed");
      }
      Optional<Language> said =
          Arrays.stream(Language.values()).filter(each -> each.code().equals(language)).findFirst();
      if (said.isEmpty()) {
        sheet.problem(PREFIX + name + LANGUAGE + " must be en or zh");
      }
      return said.map(
          it -> new Operator(name, medium, addresses.address(medium, address), key, it));
    } catch (S22Exception wrong) {
      sheet.problem(PREFIX + name + ": " + wrong.getMessage() + " " + wrong.mend());
      return Optional.empty();
    }
  }

  /** Never says where to. */
  @Override
  public String toString() {
    return medium.word() + " of operator " + name;
  }
}
