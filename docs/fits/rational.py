# Rational minimax approximation for the fits in this folder, by moving the points of interpolation until the errors between them are equal
# (C. Hofreither, "An algorithm for best rational approximation based on barycentric rational interpolation", 2021). Needs mpmath.
import mpmath as mp

mp.mp.prec = 240


def value(c, x):
    return mp.polyval(c[::-1], x)


def interpolate(g, xs, n, m):
    """N, D (constant 1) of degrees n, m with N/D = g at n + m + 1 points."""
    a, b = mp.matrix(len(xs), len(xs)), mp.matrix(len(xs), 1)
    for i, x in enumerate(xs):
        b[i] = g(x)
        for j in range(n + 1):
            a[i, j] = x ** j
        for j in range(1, m + 1):
            a[i, n + j] = -b[i] * x ** j
    v = mp.lu_solve(a, b)
    return [v[j] for j in range(n + 1)], [mp.mpf(1)] + [v[n + j] for j in range(1, m + 1)]


def minimax(g, weight, a, b, n, m, rounds=200, samples=7):
    """N/D of degrees n, m near the best for g on [a, b] in |error| / weight. Returns N, D (constant first) and log2 of the largest weighted error."""
    a, b, k = mp.mpf(a), mp.mpf(b), n + m + 1
    edges = [-mp.cos(mp.pi * i / (k + 1)) for i in range(k + 2)]
    lengths = [q - p for p, q in zip(edges, edges[1:])]
    best = None
    for _ in range(rounds):
        total = mp.fsum(lengths)
        lengths = [v * (b - a) / total for v in lengths]
        edges = [a]
        for v in lengths:
            edges.append(edges[-1] + v)
        edges[-1] = b
        N, D = interpolate(g, edges[1:-1], n, m)
        peaks = []
        for i, (p, q) in enumerate(zip(edges, edges[1:])):
            at = [p + (q - p) * j / (samples + 1) for j in range(samples + 2)]
            peaks.append(max(abs((value(N, x) / value(D, x) - g(x)) / weight(x)) for x in at))
        worst = max(peaks)
        if best is None or worst < best[2]:
            best = (N, D, worst)
        if worst < min(peaks) * mp.mpf('1.2'):
            break
        mean = mp.exp(mp.fsum(mp.log(v) for v in peaks) / len(peaks))
        lengths = [v * min(mp.mpf(1.5), max(mp.mpf('.67'), (mean / e) ** mp.mpf('.12'))) for v, e in zip(lengths, peaks)]
    return best[0], best[1], float(mp.log(best[2], 2))


def show(name, c, variable):
    """The Horner string in C#."""
    c = [float(v) for v in c]
    print(f'        V {name} = V.Constant({c[-1]!r});')
    for v in c[-2::-1]:
        print(f'        {name} = V.Fma({name}, {variable}, {v!r});')
