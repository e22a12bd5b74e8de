/**
 * The plan language: what will be done to a cluster, when, at whose cost, and how to undo it.
 *
 * <p>The records of this package <em>are</em> the language. Each component is a key of the YAML
 * file (camelCase here, kebab-case there); {@link Doc} is its one description, from which the JSON
 * Schema and the guide are generated. A component marked {@code @Nullable} and a collection may be
 * left out.
 */
@NullMarked
package io.s22.plan;

import org.jspecify.annotations.NullMarked;
