package io.s22.plan.yaml;

import java.time.DateTimeException;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value written as one word or number.
 *
 * @param code of the problem when the text cannot be read
 * @param words what it is: {@code a duration}
 * @param mend how to write it
 * @param near words one of which may have been meant
 * @param parse throws {@link IllegalArgumentException} or {@link DateTimeException} for other texts
 */
record ScalarForm<T>(
    String code,
    String words,
    String mend,
    Set<String> near,
    Map<String, Object> schema,
    T placeholder,
    Function<String, T> parse)
    implements Form<T> {
  @Override
  public @Nullable T read(Node node, String key, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || node.isNothing()) {
      return wrongKind(node, key, reading);
    }
    try {
      return parse.apply(scalar.text());
    } catch (IllegalArgumentException | DateTimeException e) {
      reading.error(
          code,
          scalar.at(),
          "'%s' under '%s' is not %s.".formatted(Quoted.cut(scalar.text()), key, words),
          Suggest.nearest(scalar.text(), near)
              .map(word -> "Did you mean '" + word + "'?")
              .orElse(mend));
      return null;
    }
  }
}
