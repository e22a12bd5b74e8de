/**
 * The rehearsal's own services: an API before the database, a file store, a real-time channel.
 * Small real processes that can be killed, restarted with a new version, made slow or wrong.
 */
@NullMarked
package io.s22.rehearsal.service;

import org.jspecify.annotations.NullMarked;
