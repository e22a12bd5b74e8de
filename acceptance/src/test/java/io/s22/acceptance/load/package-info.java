@org.jspecify.annotations.NullMarked
package io.s22.acceptance.load;
