"""The functions of package plain once more, for oracle.py. A function here has
the values of its namesake in Go: from polynomials.go to loops.go."""

import math

from mpmath import (acos, acosh, asin, asinh, atan, atan2, atanh, besselj, cbrt, cos, cosh, erf, erfc, erfinv, exp,
                    expm1, fac, gamma, log, loggamma, mpf, pi, sin, sinh, sqrt, tan, tanh)

SQRT2 = math.sqrt(2)
LOG_TWO_PI = 1.8378770664093453

# polynomials.go


def horner(x):
    p = mpf(0)
    for c in [2, -3, 0.5, 1, -7, 4, 1]:
        p = p * x[0] + c
    return p


def tripleRoot(x):
    return (x[0] - 1) ** 3


def wilkinson(x):
    p = mpf(1)
    for root in range(1, 9):
        p *= x[0] - root
    return p


def rootProduct(x):
    p = mpf(1)
    for i, v in enumerate(x):
        p *= (v - i) ** 2 + 1
    return p


def chebyshev(x):
    t = x[0]
    return 256 * t**9 - 576 * t**7 + 432 * t**5 - 120 * t**3 + 9 * t


def legendre(x):
    t = x[0]
    return (6435 * t**8 - 12012 * t**6 + 6930 * t**4 - 1260 * t**2 + 35) / 128


def powerSum(x):
    return sum(v ** (i + 1) / (i + 1) for i, v in enumerate(x))


def symmetricPolynomials(x):
    e = [mpf(1)] + [mpf(0)] * len(x)
    for i, v in enumerate(x):
        for j in range(i + 1, 0, -1):
            e[j] += v * e[j - 1]
    return sum(v * v for v in e[1:])


def himmelblau(x):
    return (x[0] ** 2 + x[1] - 11) ** 2 + (x[0] + x[1] ** 2 - 7) ** 2


def beale(x):
    return sum((c - x[0] * (1 - x[1] ** (i + 1))) ** 2 for i, c in enumerate([1.5, 2.25, 2.625]))


def wood(x):
    return (100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2 + 90 * (x[3] - x[2] ** 2) ** 2 + (1 - x[2]) ** 2
            + 10 * (x[1] + x[3] - 2) ** 2 + mpf(0.1) * (x[1] - x[3]) ** 2)


def powellSingular(x):
    return (x[0] + 10 * x[1]) ** 2 + 5 * (x[2] - x[3]) ** 2 + (x[1] - 2 * x[2]) ** 4 + 10 * (x[0] - x[3]) ** 4


# rational.go


def continuedFraction(x):
    f = mpf(0)
    for k in range(15, 0, -2):
        f = 1 / (k / x[0] + f)
    return f


def padeExponential(x):
    t = x[0]
    return (120 + 60 * t + 12 * t**2 + t**3) / (120 - 60 * t + 12 * t**2 - t**3)


def parallelResistance(x):
    return 1 / sum(1 / r for r in x)


def moebius(x):
    z = x[0]
    for _ in range(6):
        z = (x[1] * z + 1) / (z + x[2])
    return z


def barycentric(x):
    above, below = mpf(0), mpf(0)
    for i, w in enumerate([1, -4, 6, -4, 1]):
        q = w / (x[0] - i / 2)
        above += q / (1 + i / 2)
        below += q
    return above / below


def runge(x):
    return 1 / (1 + 25 * (x[0] ** 2 + x[1] ** 2))


def reciprocalDifference(x):
    return 1 / x[0] - 1 / (x[0] + 1e-8)


def michaelisMenten(x):
    s, i, vmax, km, ki = x
    return vmax * s / (km * (1 + i / ki) + s)


# elementary.go


def exponentialTower(x):
    return exp(sin(exp(cos(x[0]))))


def sinc(x):
    if abs(x[0]) < 1e-3:
        q = x[0] ** 2
        return 1 - q / 6 * (1 - q / 20 * (1 - q / 42))
    return sin(x[0]) / x[0]


def softplus(x):
    return sum(log(1 + exp(v)) for v in x)


def tanhNest(x):
    v = x[0]
    for _ in range(5):
        v = tanh(x[1] * v + x[2])
    return v


def hyperbolics(x):
    return asinh(x[0]) * acosh(1 + x[1] ** 2) + atanh(x[0] / (1 + x[0] ** 2)) + sinh(x[1]) / cosh(x[0])


def logTrigonometric(x):
    return log(sin(x[0]) ** 2 + cos(x[1]) ** 2 + 1) * tan(x[0] / 3)


def mutualPowers(x):
    return x[0] ** x[1] + x[1] ** x[0]


def versine(x):
    return (1 - cos(x[0])) / x[0] ** 2


def exponentialRatio(x):
    return expm1(x[0]) / x[0]


def inverseTrigonometric(x):
    a = asin(x[0]) * acos(x[1])
    b = atan(x[0] / x[1]) + cbrt(x[1])
    return a + b * log(2 + x[0], 2) - log(3 + x[1], 10) + mpf(2) ** (x[0] * x[1])


def ackley(x):
    n = len(x)
    squares = sum(v * v for v in x)
    cosines = sum(cos(2 * math.pi * v) for v in x)
    return -20 * exp(-0.2 * sqrt(squares / n)) - exp(cosines / n) + 20 + math.e


def griewank(x):
    product = mpf(1)
    for i, v in enumerate(x):
        product *= cos(v / math.sqrt(i + 1))
    return 1 + sum(v * v / 4000 for v in x) - product


def rastrigin(x):
    return 10 * len(x) + sum(v * v - 10 * cos(2 * math.pi * v) for v in x)


def wavelet(x):
    s, c = sin(x[2]), cos(x[2])
    u, v = c * x[0] + s * x[1], c * x[1] - s * x[0]
    return exp(-(u * u + 4 * v * v) / 2) * cos(5 * u)


# special.go


def normalProbability(x):
    return erfc(-x[0] / SQRT2) / 2


def blackScholes(x):
    share, strike, rate, volatility, time = x
    width = volatility * sqrt(time)
    d1 = (log(share / strike) + (rate + volatility**2 / 2) * time) / width
    probability = lambda d: (1 + erf(d / SQRT2)) / 2
    return share * probability(d1) - strike * exp(-rate * time) * probability(d1 - width)


def beta(x):
    return gamma(x[0]) * gamma(x[1]) / gamma(x[0] + x[1])


def logBinomial(x):
    return loggamma(x[0] + 1) - loggamma(x[1] + 1) - loggamma(x[0] - x[1] + 1)


def drum(x):
    return besselj(1, 3.8317 * sqrt(x[0] ** 2 + x[1] ** 2)) * cos(atan2(x[1], x[0])) * cos(3.8317 * x[2])


def besselWronskian(x):
    return 2 / (pi * x[0])


def diffraction(x):
    return sum((2 * besselj(1, v) / v) ** 2 for v in x)


def stirling(x):
    z = x[0]
    total, power = (z - 0.5) * log(z) - z + LOG_TWO_PI / 2, z
    for c in [12, -360, 1260, -1680, 1188]:
        total += 1 / (c * power)
        power *= z * z
    return total


def probit(x):
    return SQRT2 * erfinv(2 * x[0] - 1) - x[1] * erfinv(1 - 2 * x[0] * x[1])


# loops.go


def newtonRoot(x):
    root = mpf(1)
    for _ in range(7):
        root = (root + x[0] / root) / 2
    return root


def kepler(x):
    mean, e = x
    anomaly = mean
    for _ in range(6):
        anomaly -= (anomaly - e * sin(anomaly) - mean) / (1 - e * cos(anomaly))
    return anomaly


def arithmeticGeometric(x):
    a, g = x
    for _ in range(5):
        a, g = (a + g) / 2, sqrt(a * g)
    return a


def logisticMap(x):
    v = x[0]
    for _ in range(12):
        v = x[1] * v * (1 - v)
    return v


def fibonacci(x):
    a, b = x[0], x[1]
    for _ in range(14):
        a, b = b, x[2] * b + a
    return b


def simpson(x):
    f = lambda t: exp(-x[0] * t * t) * cos(x[1] * t)
    h = 0.1
    total = f(mpf(0)) + f(mpf(2))
    for i in range(1, 20):
        total += (4 if i % 2 else 2) * f(i * h)
    return total * h / 3


def compensated(x):
    return sum(v * v + 1 / v for v in x)


def halvings(x):
    v, count = x[0], 0
    while v >= 2 or v < 1:
        v, count = (v / 2, count + 1) if v >= 2 else (v * 2, count - 1)
    return count + log(v) * v


def pairs(x):
    total = mpf(0)
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[i] - x[j]
            if d > 10:
                break
            if d < -10:
                return total
            total += x[i] * x[j] / (1 + d * d)
    return total


def taylorExponential(x):
    return sum((-x[0]) ** n / fac(n) for n in range(41))


def zeta(x):
    return sum(mpf(n) ** -x[0] for n in range(1, 31))
