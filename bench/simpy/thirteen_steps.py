"""The network of 13 steps in SimPy itself (Debian: python3-simpy3); prints samples a second.

Arguments: trials.
"""

import random
import sys
import time

import simpy

MEANS = [13.0, 5.5, 7.0, 5.2, 16.5, 14.7, 10.3, 6.0, 4.0, 20.0, 3.2, 3.2, 16.5]
NORMAL = {0, 1, 3, 10, 11}
AFTER = [[], [], [0], [0], [0], [1, 2], [3], [3], [7], [7], [4, 5, 9], [6], [8, 11]]


def takes(k):
    if k in NORMAL:
        return max(0.0, random.gauss(MEANS[k], MEANS[k] / 4))
    return random.expovariate(1 / MEANS[k])


def step(env, k, done):
    yield env.all_of([done[p] for p in AFTER[k]])
    yield env.timeout(takes(k))
    done[k].succeed()


def night():
    env = simpy.Environment()
    done = [env.event() for _ in MEANS]
    for k in range(len(MEANS)):
        env.process(step(env, k, done))
    env.run()
    return env.now


def main():
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    random.seed(1)
    begun = time.process_time()
    total = sum(night() for _ in range(trials))
    spent = time.process_time() - begun
    rate = trials * len(MEANS) / spent / 1e6
    print(f"SimPy {simpy.__version__}: mean {total / trials:.2f}, {rate:.3f} million step-samples a second and core")


main()
