/** Load tests by the real JMeter engine, in a process of their own. */
@org.jspecify.annotations.NullMarked
package io.s22.load;
