/**
 * The plan language as YAML: the reader, the JSON Schema and the guide's tables, all three derived
 * by reflection from the records of {@link io.s22.plan}. One {@link io.s22.plan.yaml.Form} a type
 * says how a value is written.
 */
@NullMarked
package io.s22.plan.yaml;

import org.jspecify.annotations.NullMarked;
