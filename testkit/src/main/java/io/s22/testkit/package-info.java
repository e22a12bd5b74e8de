/** Fakes, contract suites and generators for the tests of every module; never shipped. */
@NullMarked
package io.s22.testkit;

import org.jspecify.annotations.NullMarked;
