# Times JAX on the problems of package bench: jit, CPU, float64. It writes JAX's
# version and then, for each problem and operator, the shortest time of one call.
import math
import time

import jax

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import jax.numpy as jnp


def surface(w):
    return (1 - w[0] * w[1]) ** 2


def chain(x):
    a = x[1:] - x[:-1] ** 2
    b = 1 - x[:-1]
    return jnp.sum(100 * a * a + b * b)


INPUTS = jnp.array([[math.sin(1.3 * i), math.cos(0.7 * i)] for i in range(32)])
TARGETS = INPUTS[:, 0] * INPUTS[:, 1]


def network(p):
    hidden = jnp.tanh(INPUTS @ p[:6].reshape(3, 2).T + p[6:9])
    e = hidden @ p[9:12] + p[12] - TARGETS
    return jnp.mean(e * e)


def point(n):
    return jnp.array([-1.2 + 0.3 * (i % 7) for i in range(n)])


def best(f, *args):
    for _ in range(3):
        f(*args).block_until_ready()
    shortest = math.inf
    for _ in range(15):
        start = time.perf_counter()
        for _ in range(50):
            f(*args).block_until_ready()
        shortest = min(shortest, (time.perf_counter() - start) / 50)
    return shortest


def main():
    print("JAX", jax.__version__)
    for name, f, n in [
        ("Surface", surface, 2),
        ("Network", network, 13),
        ("Chain", chain, 100),
        ("Chain", chain, 1000),
    ]:
        x = point(n)
        product = jax.jit(lambda x, v, f=f: jax.jvp(jax.grad(f), (x,), (v,))[1])
        for operator, seconds in [
            ("value", best(jax.jit(f), x)),
            ("gradient", best(jax.jit(jax.grad(f)), x)),
            ("Hessian-vector product", best(product, x, x)),
            ("Hessian", best(jax.jit(jax.hessian(f)), x)),
        ]:
            print(name, n, operator, repr(seconds), sep="\t")


main()
