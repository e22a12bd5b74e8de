package io.s22.plan;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names of hosts, in which a range in brackets stands for several: {@code api-[1-3]}. The reader
 * expands them, so that a {@link Plan} holds plain names only.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Ranges {}
