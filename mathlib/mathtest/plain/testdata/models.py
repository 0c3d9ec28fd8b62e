"""The functions of package plain once more, for oracle.py. A function here has
the values of its namesake in Go: from steps.go to geometry.go."""

import math

from mpmath import asin, atan2, cos, exp, expm1, floor, log, log1p, loggamma, mp, mpf, pi, sin, sqrt, tanh

SQRT2 = math.sqrt(2)
LOG_TWO_PI = 1.8378770664093453

# steps.go


def eulerDecay(x):
    v, t, h = x[0], 0.0, 0.0625
    for _ in range(32):
        v += h * (-x[1] * v + (1 - t * t))
        t += h
    return v


def pendulum(x):
    slope = lambda s: (s[1], -x[2] * sin(s[0]))
    plus = lambda s, h, d: (s[0] + h * d[0], s[1] + h * d[1])
    s, h = (x[0], x[1]), 0.125
    for _ in range(16):
        a = slope(s)
        b = slope(plus(s, h / 2, a))
        c = slope(plus(s, h / 2, b))
        d = slope(plus(s, h, c))
        s = plus(plus(plus(plus(s, h / 6, a), h / 3, b), h / 3, c), h / 6, d)
    return s[0]


def predators(x):
    slope = lambda u, v: (u * (x[2] - v), v * (x[3] * u - 1))
    u, v, h = x[0], x[1], 0.1
    for _ in range(15):
        du, dv = slope(u, v)
        du, dv = slope(u + h / 2 * du, v + h / 2 * dv)
        u, v = u + h * du, v + h * dv
    return x[3] * u - log(u) + v - x[2] * log(v)


def heat(x):
    now = list(x)
    for _ in range(10):
        wide = [now[0]] + now + [now[-1]]
        now = [(left + 2 * middle + right) / 4 for left, middle, right in zip(wide, now, wide[2:])]
    return sum((v - i) ** 2 for i, v in enumerate(now))


def orbit(x):
    px, py, vx, vy = x
    h = 0.125
    for _ in range(12):
        for kick in range(2):
            r3 = sqrt(px**2 + py**2) ** 3
            vx, vy = vx - h / 2 * px / r3, vy - h / 2 * py / r3
            if kick == 0:
                px, py = px + h * vx, py + h * vy
    return sqrt(px**2 + py**2)


def gradientSteps(x):
    p, m = x[0], mpf(0)
    for _ in range(10):
        m = x[2] * m + p**3 - 2 * p + 0.5
        p -= x[1] * m
    return p**4 / 4 - p**2 + p / 2


# matrices.go


def matrix(x, n):
    return mp.matrix([[x[i * n + j] for j in range(n)] for i in range(n)])


def cofactors(x):
    return mp.det(matrix(x, 3))


determinant = cofactors


def hilbertSolution(x):
    a = mp.matrix([[1 / (i + j + 1) for j in range(4)] for i in range(4)])
    for i, v in enumerate(x):
        a[i, i] += v * v * 1e-3
    return mp.lu_solve(a, mp.matrix(x))[3]


def choleskyLogarithm(x):
    lower = mp.matrix([[x[0], 0, 0], [x[1], x[2], 0], [x[3], x[4], x[5]]])
    return log(mp.det(lower * lower.T + mp.eye(3)))


def tridiagonal(x):
    n = len(x)
    a = mp.matrix(n, n)
    for i, v in enumerate(x):
        a[i, i] = v
        if i > 0:
            a[i, i - 1], a[i - 1, i] = -1, -1
    right = mp.matrix([1] * n)
    return mp.lu_solve(a, right)[n // 2]


def powerTrace(x):
    p = matrix(x, 2) ** 5
    return p[0, 0] + p[1, 1]


def rayleigh(x):
    above = sum(v * w / (i + j + 1) for i, v in enumerate(x) for j, w in enumerate(x))
    return above / sum(v * v for v in x)


def matrixExponential(x):
    a = mp.matrix([[0, x[0]], [x[1], x[2]]])
    total, term = mp.eye(2), mp.eye(2)
    for n in range(1, 19):
        term = term * a / n
        total += term
    return total[0, 1]


# networks.go


def perceptron(p):
    total = mpf(0)
    for (a, b), target in zip([(0, 0), (0, 1), (1, 0), (1, 1)], [0, 1, 1, 0]):
        out = p[12]
        for h in range(3):
            out += p[9 + h] * tanh(p[3 * h] * a + p[3 * h + 1] * b + p[3 * h + 2])
        total += (out - target) ** 2
    return total / 4


def logSumExp(x):
    return log(sum(exp(v) for v in x))


def softmax(x):
    total = sum(exp(v) for v in x)
    return [exp(v) / total for v in x]


def crossEntropy(x):
    return -sum(t * log(p) for t, p in zip([0.1, 0.2, 0.3, 0.4], softmax(x)))


def attention(x):
    scores = [(x[0] * a + x[1] * b) / SQRT2 for a, b in [(1, 0.5), (-0.5, 2), (0.25, -1)]]
    return sum(p * x[2 + i] ** 2 for i, p in enumerate(softmax(scores)))


def convolution(w):
    signal = [1, -2, 0.5, 3, -1, 2, 0.25, -0.75]
    total = mpf(0)
    for i in range(6):
        total += max(mpf(0), w[3] + sum(w[j] * signal[i + j] for j in range(3))) ** 2
    return total / 6


def normalised(x):
    n = len(x)
    mean = sum(x) / n
    variance = sum((v - mean) ** 2 for v in x) / n
    return ((x[0] - mean) / sqrt(variance + 1e-5)) ** 3


def gelu(x):
    return sum(v * (1 + tanh(0.7978845608028654 * (v + 0.044715 * v**3))) / 2 for v in x)


def recurrent(w):
    hidden = mpf(0)
    for i in [0.5, -1, 2, 0.25]:
        gate = 1 / (1 + exp(-w[0] * i - w[1] * hidden))
        hidden = gate * hidden + (1 - gate) * tanh(w[2] * i + w[3] * hidden)
    return hidden


# physics.go


def lennardJones(x):
    energy = mpf(0)
    for i in range(0, len(x), 2):
        for j in range(0, i, 2):
            s = 1 / ((x[i] - x[j]) ** 2 + (x[i + 1] - x[j + 1]) ** 2)
            energy += 4 * (s**6 - s**3)
    return energy


def morse(x):
    return x[1] * (1 - exp(-x[2] * (x[0] - x[3]))) ** 2


def ionChain(x):
    energy = sum(v * v / 2 for v in x)
    for i, v in enumerate(x):
        for w in x[:i]:
            energy += 1 / abs(v - w)
    return energy


def vanDerWaals(x):
    return 8.314462618 * x[1] / (x[0] - x[3]) - x[2] / x[0] ** 2


def planck(x):
    return x[0] ** 3 / expm1(x[0] / x[1])


def bend(x):
    ax, ay, bx, by = x[0] - x[2], x[1] - x[3], x[4] - x[2], x[5] - x[3]
    return 50 * (atan2(ax * by - ay * bx, ax * bx + ay * by) - 1.9106) ** 2


def doublePendulum(x):
    kinetic = x[2] ** 2 + x[3] ** 2 / 2 + x[2] * x[3] * cos(x[0] - x[1])
    return kinetic - 9.81 * (2 * cos(x[0]) + cos(x[1]))


def relativisticEnergy(x):
    return sqrt(1 + sum(v * v for v in x)) - 1


def haversine(x):
    a, b = sin((x[2] - x[0]) / 2), sin((x[3] - x[1]) / 2)
    return 2 * asin(sqrt(a * a + cos(x[0]) * cos(x[2]) * b * b))


def arrhenius(x):
    return x[0] * exp(-x[1] / (8.314462618 * x[2]))


def debyeHueckel(x):
    return -0.509 * sqrt(x[0]) / (1 + 3.28 * x[1] * sqrt(x[0]))


def lens(x):
    n = x[0]
    return 1 / ((n - 1) * (1 / x[1] - 1 / x[2] + (n - 1) * x[3] / (n * x[1] * x[2])))


# statistics.go


def normalLikelihood(p):
    total = mpf(0)
    for v in [1.2, 0.4, -0.3, 2.1, 1.7]:
        total -= ((v - p[0]) / p[1]) ** 2 / 2 + log(p[1])
    return total - 2.5 * LOG_TWO_PI


def logisticRegression(p):
    samples = [(1, 2, 1), (-1, 0.5, -1), (0.5, -1, 1), (-2, -0.3, -1), (0.1, 0.2, -1)]
    return sum(log1p(exp(-c * (p[0] * x + p[1] * y + p[2]))) for x, y, c in samples)


def poissonRegression(p):
    total = mpf(0)
    for t, n in enumerate([2, 3, 6, 7, 8, 9, 10, 12, 15]):
        eta = p[0] + p[1] * t
        total += n * eta - exp(eta)
    return total


def studentLikelihood(p):
    place, scale, nu = p
    total = mpf(0)
    for v in [0.1, -0.5, 3, 0.7]:
        z = (v - place) / scale
        total += (loggamma((nu + 1) / 2) - loggamma(nu / 2) - log(nu * math.pi) / 2 - log(scale)
                  - (nu + 1) / 2 * log1p(z * z / nu))
    return total


def weibullLikelihood(p):
    total = mpf(0)
    for t in [0.5, 1.2, 1.9, 2.4]:
        u = t / p[1]
        total += log(p[0] / p[1]) + (p[0] - 1) * log(u) - u ** p[0]
    return total


def gammaLikelihood(p):
    total = mpf(0)
    for t in [0.5, 1.2, 1.9, 2.4]:
        total += (p[0] - 1) * log(p[1] * t) + log(p[1]) - loggamma(p[0]) - p[1] * t
    return total


def gaussianProcess(p):
    diagonal, off = p[0] ** 2 + p[2] ** 2, p[0] ** 2 * exp(-0.5 / p[1] ** 2)
    det = diagonal**2 - off**2
    u, v = 1.5, -0.25
    return -((diagonal * (u * u + v * v) - 2 * off * u * v) / det + log(det)) / 2


def varianceOnePass(x):
    mean = sum(x) / len(x)
    return sum((v - mean) ** 2 for v in x) / (len(x) - 1)


def correlation(x):
    y = [1, 2, 4, 8]
    mx, my = sum(x) / 4, 3.75
    xx, yy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sqrt(xx * yy)


def huber(p):
    total = mpf(0)
    for t, v in enumerate([1, 2.9, 5.2, 20, 9.1]):
        a = abs(v - p[0] - p[1] * t)
        total += a * a / 2 if a <= 1 else a - 0.5
    return total


def mixture(p):
    w, deviation = 1 / (1 + exp(-p[0])), exp(p[3])
    density = lambda v, mean: exp(-((v - mean) / deviation) ** 2 / 2) / (deviation * math.sqrt(2 * math.pi))
    return -sum(log(w * density(v, p[1]) + (1 - w) * density(v, p[2])) for v in [-1.1, -0.8, 1.9, 2.2, 2.4])


# geometry.go


def heron(x):
    s = sum(x) / 2
    return sqrt(s * (s - x[0]) * (s - x[1]) * (s - x[2]))


def smallRoot(x):
    a, b, c = x
    return (-b + sqrt(b * b - 4 * a * c)) / (2 * a)


def polygonArea(x):
    corners = list(zip(x[::2], x[1::2]))
    return sum(p[0] * q[1] - q[0] * p[1] for p, q in zip(corners, corners[1:] + corners[:1])) / 2


def powerNorm(x):
    return sum(abs(v) ** 3 for v in x) ** (1 / 3)


def chainedHypot(x):
    return sqrt(sum(v * v for v in x))


def geometricMean(x):
    product = mpf(1)
    for v in x:
        product *= v
    return product ** (1 / len(x))


def triangleWave(x):
    return (abs(x[0] - 4 * floor(x[0] / 4) - 2) - floor(x[0] / 8)) ** 2


def spline(x):
    t = 4 - x[0] if x[0] > 2 else x[0]
    if t < 0:
        return mpf(0)
    return t**3 / 6 if t < 1 else (-3 * t**3 + 12 * t**2 - 12 * t + 4) / 6


def medianOfThree(x):
    return sorted(x)[1] ** 2 * (x[0] + x[1] * x[2])


def shiftedSquares(x):
    return sum(v * v for v in x)


def crossRatio(x):
    return (x[2] - x[0]) * (x[3] - x[1]) / ((x[2] - x[1]) * (x[3] - x[0]))
