/** The ways to people: mail, SMS, push, webhooks and chat, each in its own protocol. */
@NullMarked
package io.s22.tell.channel;

import org.jspecify.annotations.NullMarked;
