package io.s22.settle.pay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token of a link by which one user sees what he is due, and nothing of others: {@code
 * RUN.USER.EXPIRY.SIGNATURE}, run, user and signature in base64url, the expiry in seconds since
 * 1970. Whoever has the link may look until it expires.
 */
public final class OwnLink {
  private static final String PURPOSE = "s22 own settlement";
  private static final int LONGEST = 2_000;
  private static final Pattern FORM =
      Pattern.compile("([\\w-]{1,700})\\.([\\w-]{1,1100})\\.([0-9]{1,12})\\.([\\w-]{43})");

  private final Secret secret;

  public OwnLink(Secret secret) {
    this.secret = secret;
  }

  /** Whose settlement of which run may be seen. */
  public record Own(String run, String user, Instant until) {}

  /** The token; {@code until} is cut to the second. */
  public String token(String run, String user, Instant until) {
    String claim = encode(run) + "." + encode(user) + "." + until.getEpochSecond();
    return claim + "." + base64(secret.sign(PURPOSE, claim));
  }

  /** What a token allows; empty where it is no token, was changed, or has expired. */
  public Optional<Own> verify(String token, Instant now) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String claim = token.substring(0, token.lastIndexOf('.'));
    byte[] given = parts.group(4).getBytes(StandardCharsets.US_ASCII);
    byte[] right = base64(secret.sign(PURPOSE, claim)).getBytes(StandardCharsets.US_ASCII);
    // In constant time: how much of a forged signature was right must not show.
    if (!MessageDigest.isEqual(given, right)) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochSecond(Long.parseLong(parts.group(3)));
    return until.isAfter(now)
        ? Optional.of(new Own(decode(parts.group(1)), decode(parts.group(2)), until))
        : Optional.empty();
  }

  private static String encode(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Only of what was signed, which this encoded itself. */
  private static String decode(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
