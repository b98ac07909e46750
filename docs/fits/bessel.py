# Coefficients of BesselI0e.cs and BesselI1e.cs. Run: python3 bessel.py (mpmath, some minutes). The error printed is log2 of the error relative to the result.
# Pieces of the argument for double: [0, 1] (I1: divided by x), [1, 3], [3, 8] in t = x - centre; beyond, times sqrt(x), in t = 1 / x - 1 / 16. For floats: [0, 6] and beyond.
# The constant comes as a double and the rest of it, so that what is added to it last is small.
import mpmath as mp
from rational import minimax

mp.mp.prec = 220


def scaled(order, x):
    """exp(-x) I(x), beyond 100 by the asymptotic series."""
    if x < 100:
        return mp.exp(-x) * mp.besseli(order, x)
    term = total = mp.mpf(1)
    for j in range(1, 200):
        following = -term * (4 * order * order - (2 * j - 1) ** 2) / (8 * j * x)
        if abs(following) >= abs(term) or abs(following) < mp.mpf(2) ** -200:
            break
        term = following
        total += term
    return total / mp.sqrt(2 * mp.pi * x)


def over_x(x):
    return scaled(1, x) / x if x > 0 else mp.mpf('.5')


def far(order):
    return lambda y: scaled(order, 1 / y) / mp.sqrt(y) if y > mp.mpf(10) ** -15 else 1 / mp.sqrt(2 * mp.pi) * (1 - (4 * order * order - 1) * y / 8)


def piece(title, f, a, b, centre, degree, bits):
    a, b, centre = mp.mpf(a), mp.mpf(b), mp.mpf(centre)
    cache = {}

    def shifted(t):
        if t not in cache:
            cache[t] = f(t + centre)
        return cache[t]

    while True:
        c, _, e = minimax(shifted, shifted, a - centre, b - centre, degree, 0, 25)
        if e < -bits:
            break
        degree += 1
    print(f'# {title}: [{mp.nstr(a, 4)}, {mp.nstr(b, 4)}], centre {mp.nstr(centre, 4)}, degree {degree}, {e:.2f}')
    v = [float(x) for x in c]
    print('\n'.join(repr(x) for x in v[::-1]), repr(float(c[0] - v[0])), flush=True)


for order in (0, 1):
    f = lambda x: scaled(order, x)
    piece(f'I{order} double', f if order == 0 else over_x, 0, 1, .5, 14, 57)
    piece(f'I{order} double', f, 1, 3, 2, 17, 57)
    piece(f'I{order} double', f, 3, 8, 5.5, 22, 57)
    piece(f'I{order} double, 1 / x', far(order), 0, .125, .0625, 22, 57)
    piece(f'I{order} float', f if order == 0 else over_x, 0, 6, 3, 17, 31)
    piece(f'I{order} float, 1 / x', far(order), 0, mp.mpf(1) / 6, .0625, 9, 31)
