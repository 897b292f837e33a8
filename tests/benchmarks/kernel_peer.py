# SPDX-License-Identifier: GPL-3.0-or-later
"""The step kernels of core/sgd as well as NumPy can do them: one line "name steps-per-second" each.

Arrays of 4096 walkers stay in the cache, every operation writes in place, and the generator is NumPy's fastest.
"""
import time

import numpy as np

WALKERS = 4096
STEP_SIZE = 1e-3

rng = np.random.Generator(np.random.SFC64(1))
w = np.zeros(WALKERS)
xi, g, h = np.empty(WALKERS), np.empty(WALKERS), np.empty(WALKERS)
cell = np.empty(WALKERS, dtype=np.intp)


def uniform():
    rng.random(out=xi)
    np.multiply(xi, 2.0, out=xi)
    np.subtract(xi, 1.0, out=xi)


def gaussian():
    rng.standard_normal(out=xi)


def polynomial():
    """Styblinski-Tang: f' = 2w^3 - 16w + 2.5."""
    np.multiply(w, w, out=g)
    np.multiply(g, 2.0, out=g)
    np.subtract(g, 16.0, out=g)
    np.multiply(g, w, out=g)
    np.add(g, 2.5, out=g)


def sines():
    """Spiky parabola: f' = w + b kappa sin(kappa w)."""
    np.multiply(w, 20.0, out=g)
    np.sin(g, out=g)
    np.multiply(g, 2.0, out=g)
    np.add(g, w, out=g)


KNOTS = 61
knots = np.linspace(-3.0, 3.0, KNOTS)
values = 0.5 * knots**2
c1, c2, c3 = (np.ascontiguousarray(np.gradient(values, knots)), np.full(KNOTS, 1.0), np.full(KNOTS, 0.1))


def horner():
    """The slope of a cubic in each walker's cell, at h beyond its knot: c1 + h (c2 + h c3)."""
    np.take(c3, cell, out=g, mode="clip")
    np.multiply(g, h, out=g)
    np.add(g, np.take(c2, cell, mode="clip"), out=g)
    np.multiply(g, h, out=g)
    np.add(g, np.take(c1, cell, mode="clip"), out=g)


def spline():
    """A cubic spline with 60 equal pieces."""
    np.subtract(w, -3.0, out=h)
    np.multiply(h, (KNOTS - 1) / 6.0, out=h)
    np.clip(h, 0.0, KNOTS - 2.0, out=h)
    np.copyto(cell, h, casting="unsafe")
    np.subtract(h, cell, out=h)
    horner()


uneven = np.sort(np.concatenate([[-3.0, 3.0], np.random.Generator(np.random.SFC64(2)).uniform(-3.0, 3.0, KNOTS - 2)]))


def table():
    """A cubic spline through points at uneven distances."""
    np.subtract(np.searchsorted(uneven, w), 1, out=cell)
    np.subtract(w, np.take(uneven, cell, mode="clip"), out=h)
    horner()


def step(noise, slope):
    noise()
    slope()
    np.add(g, xi, out=g)
    np.multiply(g, STEP_SIZE, out=g)
    np.subtract(w, g, out=w)


# In the plane the two coordinates of a walker lie in two rows; Styblinski-Tang is a polynomial of each.
plane = {"w": np.zeros((2, WALKERS)), "xi": np.empty((2, WALKERS)), "g": np.empty((2, WALKERS))}

for name, noise, slope in (
    ("uniform-polynomial", uniform, polynomial),
    ("gaussian-polynomial", gaussian, polynomial),
    ("uniform-sines", uniform, sines),
    ("uniform-spline", uniform, spline),
    ("uniform-table", uniform, table),
    ("plane-polynomial", uniform, polynomial),
):
    if name.startswith("plane"):
        w, xi, g = plane["w"], plane["xi"], plane["g"]
    w[:] = 0.0
    best = np.inf
    for _ in range(150):
        begin = time.perf_counter()
        for _ in range(20):
            step(noise, slope)
        best = min(best, time.perf_counter() - begin)
    print(name, 20 * WALKERS / best, flush=True)
