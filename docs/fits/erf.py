# Coefficients of erf and erfc (Erf.cs, Erfc.cs, ErfParts.cs): run as "python3 erf.py"; needs mpmath.
#
# erf(t) = 1 - exp(L), L = log(erfc(t)) = y + y u(y) with y = -t: u is fitted so that the error is least relative to erf(t).
# exp(f) = 1 + f + f^2 g(f) for f in [-0.48, 0.36]: reduced, -0.47 to log(2) - 0.47 for erf and -log(2) / 2 to log(2) / 2 for erfc; weighted so that the
# error is relative to erf = 1 - 2^n exp(f), n = 0 or -1.
# erfc(x) = exp(-x^2) P(v) / (x + a), v = (x - a) / (x + a): P is fitted to (x + a) exp(x^2) erfc(x), relative.
#
# Method: weighted least squares at Chebyshev points, reweighted by the error (Lawson) until nearly minimax; then the coefficients are rounded to
# the type one after another from the lowest, the others fitted anew to what the rounding left. Two numbers for the lowest coefficient of P are its high and
# low parts. The lowest of u in double, 2/sqrt(pi) - 1, is given: the neighbour below the nearest double rounds the results at the smallest normal numbers right.
# The code has u and g with the signs of positive t and -f.
from mpmath import mp, mpf, cos, pi, erf, erfc, exp, log, expm1, matrix, lu_solve, sqrt, nstr
import struct, sys

mp.dps = 90


def rounded(v, bits):
    if bits == 53:
        return mpf(float(v))
    return mpf(struct.unpack('f', struct.pack('f', float(v)))[0])


def fit(f, weight, low, high, degree, bits, pair=False, given=(), points=200, rounds=12):
    x = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * i + 1) / (2 * points)) for i in range(points)]
    w = [weight(t) for t in x]
    y = [f(t) for t in x]
    scale = max(abs(low), abs(high))
    powers = [[(t / scale) ** k for k in range(degree + 1)] for t in x]
    lawson = [mpf(1)] * points

    def solve(fixed):
        first = len(fixed)
        n = degree + 1 - first
        rest = [y[i] - sum(c * x[i] ** k for k, c in enumerate(fixed)) for i in range(points)]
        ww = [lawson[i] * w[i] ** 2 for i in range(points)]
        a, b = matrix(n, n), matrix(n, 1)
        moments = [sum(ww[i] * powers[i][first] ** 2 * (powers[i][k] if k <= degree else powers[i][degree] * powers[i][k - degree]) for i in range(points)) for k in range(2 * n - 1)]
        for r in range(n):
            b[r] = sum(ww[i] * powers[i][first + r] * rest[i] for i in range(points))
            for c in range(n):
                a[r, c] = moments[r + c]
        s = lu_solve(a, b)
        return fixed + [s[k] / scale ** (first + k) for k in range(n)]

    def errors(c):
        return [abs(w[i] * (sum(ck * x[i] ** k for k, ck in enumerate(c)) - y[i])) for i in range(points)]

    c = solve([])
    for _ in range(rounds):
        e = errors(c)
        total = sum(lawson[i] * e[i] for i in range(points))
        lawson = [lawson[i] * e[i] / total * points for i in range(points)]
        c = solve([])
    before = max(errors(c))
    fixed = list(given)
    for k in range(len(fixed), degree + 1):
        v = solve(fixed)[k]
        head = rounded(v, bits)
        fixed.append(head + rounded(v - head, bits) if pair and k == 0 else head)
    return fixed, before, max(errors(fixed))


def show(name, result, bits):
    c, before, after = result
    print(f'{name}: error 2^{nstr(log(before, 2), 4)}, with rounded coefficients 2^{nstr(log(after, 2), 4)}')
    for v in reversed(c):
        head = rounded(v, bits)
        for part in [head, v - head] if v != head else [head]:
            print('   ', repr(float(part)) if bits == 53 else nstr(part, 9))
    sys.stdout.flush()


def u(y):
    return log(erfc(-y)) / y - 1


def u_weight(y):
    return erfc(-y) * -y / erf(-y)


def g(f):
    return (exp(f) - 1 - f) / f ** 2


def g_weight(f):
    return f ** 2 / (-expm1(f) if f < 0 else 2 - exp(f))


def p(a):
    def value(v):
        x = a * (1 + v) / (1 - v)
        return (x + a) * exp(x * x) * erfc(x)
    return value


def erfc_fit(a, high, degree, bits):
    f = p(mpf(a))
    return fit(f, lambda v: 1 / f(v), mpf(-1), (mpf(high) - a) / (mpf(high) + a), degree, bits, pair=True)


tiny = mpf(2) ** -30
jobs = {
    'uf': lambda: show('u, float', fit(u, u_weight, mpf('-3.95'), -tiny, 9, 24), 24),
    'u': lambda: show('u, double', fit(u, u_weight, mpf('-5.95'), -tiny, 25, 53, given=[mpf(0.12837916709551256)]), 53),
    'gf': lambda: show('g, float', fit(g, g_weight, mpf('-0.48'), mpf('0.36'), 5, 24), 24),
    'g': lambda: show('g, double', fit(g, g_weight, mpf('-0.48'), mpf('0.36'), 10, 53), 53),
    'pf': lambda: show('P, float', erfc_fit(2, 10.1, 11, 24), 24),
    'p': lambda: show('P, double', erfc_fit(2, 27.3, 26, 53), 53),
}
for name in sys.argv[1:] or jobs:
    jobs[name]()
