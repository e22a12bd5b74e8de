/** What people are told, and in which words: a pure fold of plan and journal. */
@NullMarked
package io.s22.tell.notice;

import org.jspecify.annotations.NullMarked;
