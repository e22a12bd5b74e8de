/** The API: operations as data, from which come the routes, the rights and the OpenAPI document. */
@NullMarked
package io.s22.server.api;

import org.jspecify.annotations.NullMarked;
