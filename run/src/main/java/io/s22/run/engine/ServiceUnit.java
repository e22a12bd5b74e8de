package io.s22.run.engine;

import java.util.Set;

/**
 * A service whose capacity is a budget.
 *
 * @param index its place in the plan
 * @param hosts all of its hosts
 * @param floor how many of them must remain in
 */
record ServiceUnit(int index, String name, Set<String> hosts, int floor) {}
