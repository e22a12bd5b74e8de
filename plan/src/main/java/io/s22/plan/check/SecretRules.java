package io.s22.plan.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about secrets and variables in texts. No message ever quotes the text. */
final class SecretRules {
  static final String IN_CLEAR = "S22-2901";
  static final String NO_SOURCE = "S22-2902";

  static final List<Rule> ALL =
      List.of(
          Rule.error(
              "S22-2208",
              "An unknown variable",
              "The run would stop where the text is needed.",
              SecretRules::variables),
          Rule.error(
              "S22-2209",
              "An unknown secret",
              "The run would stop where the secret is needed.",
              SecretRules::secrets),
          Rule.error(
              IN_CLEAR,
              "A secret written in clear",
              "Everybody who can read the plan, its history or its backup has it.",
              SecretRules::inClear),
          Rule.error(
              NO_SOURCE,
              "A secret that does not say where it comes from",
              "It is either the secret itself, written in clear, or cannot be found.",
              SecretRules::sources));

  private static final Pattern SOURCE = Pattern.compile("(env|file):\\S.*");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(?:.*[-_.])?(?:password|passwd|passphrase|pwd|secret|token|api-?key|private-?key"
              + "|access-?key|credentials?)");
  private static final Pattern PEM = Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----");
  private static final Pattern URL =
      Pattern.compile("[a-z][a-z0-9+.-]{1,20}://[^/\\s:@]{0,200}:(?!\\$\\{)[^/\\s:@]{1,200}@");
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key)"
              + "[\"']?(?:\\s?[=:]\\s?|\\s)[\"']?(?![$<{%])[^\\s\"'$&|;<>]{6,}");
  private static final Pattern ASSIGN_SIGN = Pattern.compile("[=:]|\\s[^\\s]*\\d");
  private static final Pattern MYSQL =
      Pattern.compile(
          "\\b(?:mysql|mariadb)[a-z-]{0,20}\\s[^|;&]{0,200}?(?<=\\s)-p(?![$\\s])\\S{3,}");
  private static final Pattern BEARER =
      Pattern.compile("(?i)authorization:\\s?(?:bearer|basic)\\s(?!\\$)[A-Za-z0-9+/_.=-]{8,}");
  private static final Pattern KNOWN =
      Pattern.compile(
          "\\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}"
              + "|glpat-[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+_=]{24,200}");
  private static final int LOOKED_AT = 20_000;
  private static final double RANDOM_BITS = 4.2;

  private SecretRules() {}

  private static void variables(Facts facts, Rule.Out out) {
    references(facts, false, facts.plan().variables().keySet(), "variable", "variables", out);
  }

  private static void secrets(Facts facts, Rule.Out out) {
    references(facts, true, facts.plan().secrets().keySet(), "secret", "secrets", out);
  }

  private static void references(
      Facts facts, boolean secret, Set<String> known, String word, String key, Rule.Out out) {
    for (Writings.Writing writing : facts.writings().all()) {
      for (Writings.Reference reference : writing.references()) {
        if (reference.secret() == secret && !known.contains(reference.name())) {
          String form =
              secret ? "${secret:" + reference.name() + "}" : "${" + reference.name() + "}";
          out.add(
              writing.at(),
              capital(writing.owner()) + " names " + form + ", which is no " + word + ".",
              facts
                  .guess()
                  .mend(
                      reference.name(),
                      known,
                      "declare it under " + key + (secret ? "." : ", or write $${...}.")));
        }
      }
    }
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static void inClear(Facts facts, Rule.Out out) {
    for (Writings.Writing writing : facts.writings().all()) {
      secret(writing)
          .ifPresent(kind ->
              out.add(
                  writing.at(),
                  capital(writing.owner())
                      + " holds "
                      + kind
                      + " in clear, under "
                      + Say.name(writing.key())
                      + ".",
                  "Declare it: secrets: {name: env:NAME} (or file:/path), write ${secret:name}"
                      + " here, and change it: it has been seen."));
    }
  }

  /** What kind of secret stands in a text, in words. */
  private static Optional<String> secret(Writings.Writing writing) {
    String whole = writing.text().substring(0, Math.min(LOOKED_AT, writing.text().length()));
    String text = Writings.REFERENCE.matcher(whole).replaceAll("\\$");
    if (isSecretKey(writing.key()) && text.length() >= 3 && !text.contains("$")) {
      return Optional.of("what its name calls a secret");
    }
    if (PEM.matcher(text).find()) {
      return Optional.of("a private key");
    }
    if (URL.matcher(text).find()) {
      return Optional.of("an address with a password");
    }
    if (MYSQL.matcher(text).find() || assigned(text)) {
      return Optional.of("a password or token");
    }
    if (BEARER.matcher(text).find() || KNOWN.matcher(text).find()) {
      return Optional.of("an access token");
    }
    return random(text) ? Optional.of("what looks like a key or token") : Optional.empty();
  }

  private static boolean isSecretKey(String key) {
    return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
  }

  /** {@code password=...}; after a mere space only a word with a digit, so that prose passes. */
  private static boolean assigned(String text) {
    Matcher matcher = ASSIGNED.matcher(text);
    while (matcher.find()) {
      if (ASSIGN_SIGN.matcher(matcher.group()).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean random(String text) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      String word = matcher.group();
      boolean mixed =
          word.chars().anyMatch(Character::isDigit)
              && word.chars().anyMatch(Character::isUpperCase)
              && word.chars().anyMatch(Character::isLowerCase);
      if (mixed && bits(word) >= RANDOM_BITS) {
        return true;
      }
    }
    return false;
  }

  /** Shannon entropy in bits a character. */
  private static double bits(String word) {
    int[] counts = new int[128];
    word.chars().forEach(c -> counts[c]++);
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = count / (double) word.length();
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }

  private static void sources(Facts facts, Rule.Out out) {
    for (Map.Entry<String, String> secret : facts.plan().secrets().entrySet()) {
      if (!SOURCE.matcher(secret.getValue()).matches()) {
        out.add(
            Say.member(facts.plan().at(), "secrets", secret.getKey()),
            "Secret " + Say.name(secret.getKey()) + " does not say where it comes from.",
            "Write env:NAME for a variable of the environment, or file:/path for a file; if the"
                + " secret itself stands here, change it.");
      }
    }
  }
}
