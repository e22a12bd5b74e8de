/** The way out: signed messages to the payment system, and links by which users see their own. */
@NullMarked
package io.s22.settle.pay;

import org.jspecify.annotations.NullMarked;
