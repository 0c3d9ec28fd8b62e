"""Writes functions.txt and taylor.txt: values and derivatives of the functions
that a tape records, to 30 digits.

    python3 functions.py

The derivatives are central differences, in arithmetic of 160 digits: no rule of
differentiation is used. Every function is evaluated at 20 random points, and at
those of POINTS besides: integers, halves, zeros and places near the ends of its
domain, or far out.
"""

import random

import mpmath
from mpmath import mp, mpf, sign

mp.dps = 160
SMALL = mpf(10) ** -40

REAL = [0, 0.5, -0.5, 1, -1, 2, 1e-10]  # points of functions that are defined everywhere
POSITIVE = [0.5, 1, 2]
INSIDE = [0, 0.5, -0.5, 1e-10, 1 - 2**-40, -1 + 2**-40]  # points between -1 and 1


def nearest(x):
    """x rounded to an integer, halves away from 0."""
    return sign(x) * mpmath.floor(abs(x) + 0.5)


def even(x):
    """x rounded to an integer; no point is a half."""
    return mpmath.floor(x + 0.5)


def truncated(x):
    return sign(x) * mpmath.floor(abs(x))


def exponent(x):
    """The e of x = m·2**e with 1 <= |m| < 2."""
    return mpmath.floor(mpmath.log(abs(x), 2))


# name: function, the range of random points, other points. A range in strings
# is one of decimal logarithms.
ONE = {
    "Sqrt": (mpmath.sqrt, ("-5", "4.5"), POSITIVE + [1e-100, 1e100, 0.25]),
    "Cbrt": (lambda x: sign(x) * mpmath.cbrt(abs(x)), (-700, 90), [0.5, -0.5, 1, -1, -8, 1e-30, 1e30]),
    "Exp": (mpmath.exp, (-20, 20), REAL + [700, -700, 1e-20]),
    "Exp2": (lambda x: mpf(2) ** x, (-20, 20), REAL + [1000, -1000]),
    "Expm1": (mpmath.expm1, (-15, 16), REAL + [1e-20, -1e-8, 40, -40]),
    "Log": (mpmath.log, ("-4", "3.5"), POSITIVE + [1 + 2**-52, 1e-100, 1e100]),
    "Log2": (lambda x: mpmath.log(x, 2), ("-3", "4"), POSITIVE + [0.9999999, 1e100]),
    "Log10": (lambda x: mpmath.log(x, 10), ("-4", "4"), POSITIVE + [10, 0.1, 1e-100]),
    "Log1p": (mpmath.log1p, ("-5", "3"), [0, 0.5, -0.5, 1, 1e-20, -1 + 2**-40, 1e100]),
    "Sin": (mpmath.sin, (-20, 20), REAL + [3.141592653589793, 1.5707963267948966, 1e5, 1e10]),
    "Cos": (mpmath.cos, (-20, 20), REAL + [3.141592653589793, 1.5707963267948966, 1e5, 1e10]),
    "Tan": (mpmath.tan, (-7, 7), REAL + [3.141592653589793, 1.5, 1e5]),
    "Asin": (mpmath.asin, (-1, 1), INSIDE),
    "Acos": (mpmath.acos, (-1, 1), INSIDE),
    "Atan": (mpmath.atan, (-100, 300), REAL + [1e10, -1e-10]),
    "Sinh": (mpmath.sinh, (-8, 8), REAL + [30, -300]),
    "Cosh": (mpmath.cosh, (-8, 8), REAL + [30, -300]),
    "Tanh": (mpmath.tanh, (-9, 9), REAL + [20, -30]),
    "Asinh": (mpmath.asinh, (-1500, 4000), REAL + [1e10]),
    "Acosh": (mpmath.acosh, (1, 40), [1 + 2**-40, 1.5, 2, 1e10]),
    "Atanh": (mpmath.atanh, (-1, 1), INSIDE),
    "Erf": (mpmath.erf, (-4, 4), REAL + [5, -5]),
    "Erfc": (mpmath.erfc, (-4, 6), REAL + [-5, 10, 26]),
    "Erfinv": (mpmath.erfinv, (-1, 1), [0, 0.5, -0.5, 1e-10, 1 - 2**-30]),
    "Erfcinv": (lambda x: mpmath.erfinv(1 - x), (0, 2), [1, 0.5, 1.5, 1e-10, 2 - 2**-30]),
    "Gamma": (mpmath.gamma, (-5, 20), POSITIVE + [-0.5, -1.5, 3, 100, 170, 1e-5, -2.0001]),
    "Lgamma": (lambda x: mpmath.log(abs(mpmath.gamma(x))), ("-1", "3.8"), POSITIVE + [-0.5, -1.5, 3, 1e-5, -2.0001]),
    "J0": (lambda x: mpmath.besselj(0, x), (-20, 20), REAL + [2.404825557695773, 50, 1000]),
    "J1": (lambda x: mpmath.besselj(1, x), (-20, 20), REAL + [-1e-10, 3.8317059702075125, 50, 1000]),
    "Jn": (lambda x: mpmath.besselj(3, x), (-20, 20), REAL + [6.380161895923984, 50, 1000]),
    "Y0": (lambda x: mpmath.bessely(0, x), (0.1, 20), POSITIVE + [0.01, 0.8935769662791675, 50, 1000]),
    "Y1": (lambda x: mpmath.bessely(1, x), (0.1, 20), POSITIVE + [0.01, 2.197141326031017, 50, 1000]),
    "Yn": (lambda x: mpmath.bessely(2, x), (0.1, 20), POSITIVE + [0.01, 3.384241767149593, 50, 1000]),
    "Neg": (lambda x: -x, (-9, 9), REAL),
    "Abs": (abs, (-9, 9), [0.5, -0.5, 1, -1, -1e-300]),
    "Floor": (mpmath.floor, (-9, 9), [0.5, -0.5, 1e-10, -1e-10]),
    "Ceil": (mpmath.ceil, (-9, 9), [0.5, -0.5, 1e-10, -1e-10]),
    "Trunc": (truncated, (-9, 9), [0, 0.5, -0.5, -1e-10]),
    "Round": (nearest, (-9, 9), [0, 1, -1, 0.49999999999999994]),
    "RoundToEven": (even, (-9, 9), [0, 1, -1, 0.49999999999999994]),
    "Modf": (lambda x: x - truncated(x), (-9, 9), [0, 0.5, -0.5, 1e-10]),
    "Frexp": (lambda x: x / mpf(2) ** (exponent(x) + 1), (-9, 9), [3, -5, 0.003]),
    "Ldexp": (lambda x: 8 * x, (-9, 9), REAL),
    "Logb": (exponent, (-9, 9), [3, -5, 0.003]),
    "Nextafter": (lambda x: x, (-9, 9), REAL),
    "Float32": (lambda x: x, (-9, 9), REAL),
}

# The same for functions of several numbers, whose random points lie in a cube.
SEVERAL = {
    "Atan2": (2, lambda y, x: mpmath.atan2(y, x), (-60, 60), [(1, 2), (-1, 2), (1, -2), (-1, -2), (0, 3), (2, 0), (1e-9, -1)]),
    "Hypot": (2, lambda x, y: mpmath.sqrt(x * x + y * y), (-60, 60), [(3, 4), (0, 2), (-5, 0), (1e-10, 1)]),
    "Pow": (2, lambda x, y: x**y, (0.1, 6), [(2, 3), (0.5, -2), (1, 5), (1, 0), (1e-5, 2.5), (2, 100), (0.999999, 1e5)]),
    "Add": (2, lambda x, y: x + y, (-60, 60), [(1, -1), (1, 1e-20)]),
    "Sub": (2, lambda x, y: x - y, (-60, 60), [(1, 1), (1, 1e-20)]),
    "Mul": (2, lambda x, y: x * y, (-60, 60), [(0, 3), (1e-100, 1e100)]),
    "Div": (2, lambda x, y: x / y, (-60, 60), [(0, 3), (1, 3), (1e-50, 1e50)]),
    "Max": (2, lambda x, y: max(x, y), (-9, 9), [(0, 1), (1, -1)]),
    "Min": (2, lambda x, y: min(x, y), (-9, 9), [(0, 1), (1, -1)]),
    "Dim": (2, lambda x, y: max(x - y, mpf(0)), (-9, 9), [(0, 1), (1, -1)]),
    "Copysign": (2, lambda x, y: abs(x) * sign(y), (-9, 9), [(-1, 2), (1, -2), (-1, -2)]),
    "Mod": (2, lambda x, y: x - y * truncated(x / y), (-9, 9), [(7.5, 2), (-7.5, 2), (7.5, -2), (1e6, 0.3)]),
    "Remainder": (2, lambda x, y: x - y * even(x / y), (-9, 9), [(7.5, 2), (-7.5, 2), (7.5, -2), (1e6, 0.3)]),
    "FMA": (3, lambda x, y, z: x * y + z, (-9, 9), [(0, 1, 2), (3, 0.1, -0.3)]),
}


def derivatives(f, x):
    """Value, gradient and upper triangle of the Hessian."""
    steps = [SMALL * (abs(v) or 1) for v in x]

    def at(*moves):
        y = list(x)
        for i, side in moves:
            y[i] = y[i] + side * steps[i]
        return mpf(f(*y))

    n, middle = len(x), at()
    up, down = [at((i, 1)) for i in range(n)], [at((i, -1)) for i in range(n)]
    numbers = [middle] + [(up[i] - down[i]) / (2 * steps[i]) for i in range(n)]
    for i in range(n):
        numbers.append((up[i] - 2 * middle + down[i]) / steps[i] ** 2)
        for j in range(i + 1, n):
            mixed = at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))
            numbers.append(mixed / (4 * steps[i] * steps[j]))
    return numbers


def coefficients(f, x):
    """The Taylor coefficients of order 0 to 8 along (1, -1/2, 1/4)."""
    with mpmath.workdps(60):
        return mpmath.taylor(lambda t: f(*[v + t * d for v, d in zip(x, (1, mpf(-1) / 2, mpf(1) / 4))]), 0, 8)


def text(v, scale):
    """The number to 30 digits; what is only an error of the differences is 0."""
    return "0" if abs(v) <= mpf(10) ** -50 * scale else mpmath.nstr(v, 30)


def number(r, bounds):
    if isinstance(bounds[0], str):
        return 10 ** r.uniform(float(bounds[0]), float(bounds[1]))
    return r.uniform(*bounds)


def main():
    table = {name: (1, f, bounds, [(v,) for v in others]) for name, (f, bounds, others) in ONE.items()} | SEVERAL
    with open("functions.txt", "w") as functions, open("taylor.txt", "w") as taylor:
        print("# function, argument(s), value, gradient, upper triangle of the Hessian: functions.py, 30 digits.", file=functions)
        print("# function, argument(s), Taylor coefficients of order 0 to 8 along (1, -1/2, 1/4): functions.py, 30 digits.", file=taylor)
        for name, (n, f, bounds, others) in table.items():
            r = random.Random(name)
            points = [tuple(number(r, bounds) for _ in range(n)) for _ in range(20)]
            for i, point in enumerate(points + others):
                x = [mpf(v) for v in point]
                hexadecimal = [float(v).hex() for v in point]
                numbers = derivatives(f, x)
                print(name, *hexadecimal, *[text(v, 1e-300) for v in numbers], file=functions)
                if i % 5 == 0 and i < 20:
                    print(name, *hexadecimal, *[text(v, 1) for v in coefficients(f, x)], file=taylor)


main()
