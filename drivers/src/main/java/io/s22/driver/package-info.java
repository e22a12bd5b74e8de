/** The drivers S22 comes with, one package a technology. */
@NullMarked
package io.s22.driver;

import org.jspecify.annotations.NullMarked;
