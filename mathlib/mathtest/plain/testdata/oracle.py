"""Writes oracle.txt: values, gradients and Hessians of the functions of
package plain, to 30 digits.

    python3 oracle.py > oracle.txt

Each function of functions.py and models.py computes in arithmetic of 150 digits
what its namesake does in Go. Derivatives are central differences with steps of 1e-40,
whose errors are some 1e-70: no rule of differentiation is used. Numbers that
Go has as constants are floats here too, so that both round them the same way.
"""

import mpmath
from mpmath import mp, mpf

import functions
import models
from points import POINTS

mp.dps = 150
STEP = mpf(10) ** -40


def derivatives(f, x):
    """The value, the gradient and the upper triangle of the Hessian."""

    def at(*moves):
        y = list(x)
        for i, sign in moves:
            y[i] = y[i] + sign * STEP
        return mpf(f(y))

    n, middle = len(x), at()
    up, down = [at((i, 1)) for i in range(n)], [at((i, -1)) for i in range(n)]
    numbers = [middle] + [(u - d) / (2 * STEP) for u, d in zip(up, down)]
    for i in range(n):
        numbers.append((up[i] - 2 * middle + down[i]) / STEP**2)
        for j in range(i + 1, n):
            mixed = at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))
            numbers.append(mixed / (4 * STEP**2))
    return numbers


def text(v):
    """The number to 30 digits; what is only an error of the differences is 0."""
    return "0" if abs(v) < mpf(10) ** -55 else mpmath.nstr(v, 30)


def main():
    print("# function, n, point, value, gradient, upper triangle of the Hessian by rows: oracle.py, 30 digits.")
    for name, points in POINTS.items():
        f = getattr(functions, name, None) or getattr(models, name)
        for point in points:
            numbers = derivatives(f, [mpf(v) for v in point])
            print(name, len(point), *map(repr, point), *map(text, numbers))


main()
