package io.s22.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says what a word of the plan language means: the source of the schema and of the guide. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Doc {
  /** One or two sentences a colleague from customer care understands. */
  String value();

  /** How it may be written, as YAML; shown in the guide and offered by editors. */
  String[] examples() default {};
}
