package io.s22.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component that names something, or a map whose keys do: letters, digits, hyphens, dots and
 * underscores, so that the name is safe in addresses, file names and keys of effects.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Name {
  /** The form of a name. */
  String PATTERN = "[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}";
}
