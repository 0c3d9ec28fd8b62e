"""Writes digits.txt: the numbers of the worked examples that have endless
digits, by name, to 30 digits.

    python3 digits.py > digits.txt

Everything is computed from closed forms, or by iterations in 60 digits.
"""

import mpmath
from mpmath import cos, log, matrix, mp, mpf, sin, sqrt

mp.dps = 60


def eigenvalues(a, b, d):
    """Those of the symmetric matrix [[a, b], [b, d]], ascending."""
    middle, half = mpf(a + d) / 2, sqrt(mpf(a - d) ** 2 / 4 + mpf(b) ** 2)
    return middle - half, middle + half


def quadratic():
    yield "conjugate-gradient-step", mpf(17) / 83
    yield "conjugate-gradient-x", -2 * mpf(17) / 83
    yield "conjugate-gradient-y", 8 * mpf(17) / 83
    yield "conjugate-gradient-value", mpf(252) / 83


def line():
    low, high = eigenvalues(15, 5, 2)
    yield "line-eigenvalue-1", low
    yield "line-eigenvalue-2", high
    yield "line-condition", high / low
    yield "line-largest-rate", 2 / high
    targets = [3, 5, 7, 9]
    w, b = mpf(0), mpf(0)
    for epoch in range(1, 101):
        for x, y in enumerate(targets, 1):
            e = w * x + b - y
            w, b = w - mpf("0.02") * e * x, b - mpf("0.02") * e
        if epoch == 1:
            yield "line-loss-after-an-epoch", sum((w * x + b - y) ** 2 for x, y in enumerate(targets, 1)) / 4
        if epoch in (1, 10, 100):
            yield f"line-epoch-{epoch}-w", w
            yield f"line-epoch-{epoch}-b", b
    w, b = mpf(0), mpf(0)
    for step in range(1, 101):
        w, b = (w - mpf("0.05") * (15 * w + 5 * b - 35), b - mpf("0.05") * (5 * w + 2 * b - 12))
        if step in (10, 100):
            yield f"line-step-{step}-w", w
            yield f"line-step-{step}-b", b


def calculus():
    yield "sine-of-square", 2 * cos(mpf(1))
    yield "logarithm-of-sine", 6 * cos(mpf(1)) / sin(mpf(1))
    yield "sine-of-sum", 3 * cos(mpf(2))
    yield "sine-of-three", 3 * cos(mpf(6))
    w, b = matrix([mpf("0.9"), -2 - mpf(1) / 30]), mpf("0.5") - mpf(1) / 30
    samples = [(3, 1, 1), (1, 2, 0), (-1, 1, 2)]
    yield "neuron-after-step", sum((y - max(mpf(0), w[0] * p + w[1] * q + b)) ** 2 for p, q, y in samples) / 3


def field():
    low, high = eigenvalues(5, 3, 2)  # JᵀJ at (1, 1)
    yield "singular-value-1", sqrt(high)
    yield "singular-value-2", sqrt(low)
    yield "root-ten", sqrt(mpf(10))


def surface():
    h = lambda u, v: (2 * v * v, -2 + 4 * u * v, 2 * u * u)
    for name, u, v in [("axis", mpf(1), mpf(0)), ("inside", mpf(0.5), mpf(0.3)), ("third", mpf(3), mpf(1) / 3)]:
        low, high = eigenvalues(*h(u, v))
        yield f"surface-{name}-1", low
        yield f"surface-{name}-2", high
    t = mpf(0.1)
    yield "surface-newton", t - 2 * (t * t - 1) * t / (6 * t * t - 2)
    for step in range(1, 8):  # along (1, 1) the curvature is 6t² - 2
        t = t - 2 * (t * t - 1) * t / abs(6 * t * t - 2)
        yield f"surface-saddle-free-{step}", t


def rule():
    yield "sine-of-pi-quarter", sin(mpf(0.7853981633974483))
    yield "cosine-of-pi-quarter", cos(mpf(0.7853981633974483))


def main():
    print("# name, value: digits.py, 30 digits.")
    for section in [quadratic, line, calculus, field, surface, rule]:
        for name, value in section():
            print(name, mpmath.nstr(value, 30) if value else 0)


main()
