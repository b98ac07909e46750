# Coefficients of InverseNormal.cs. Run: python3 inverse_normal.py (mpmath). The error printed is log2 of the error relative to the result.
# Centre, |x| <= 0.8: erf_inv(x) / x = sqrt(pi) / 2 + z R(s), z = x^2, s = 0.64 - z.
# Tail, erfc(y) = 2 q, r = sqrt(-log q): y = r + g + S(s), g = -0.45, s = r - r0, in two pieces (q below exp(-36) is the far one).
import mpmath as mp
from rational import minimax, show

G = mp.mpf(-0.45)


def inverse(r):
    y = r * mp.mpf('.9')
    for _ in range(80):
        c = mp.erfc(y)
        d = (mp.log(c / 2) + r * r) * c / (-(2 / mp.sqrt(mp.pi)) * mp.exp(-y * y))
        y -= d
        if abs(d) < mp.mpf(2) ** -220:
            break
    return y


def centre(s):
    z = mp.mpf('.64') - s
    x = mp.sqrt(z)
    return (mp.erfinv(x) / x - mp.sqrt(mp.pi) / 2) / z


def centre_weight(s):
    z = mp.mpf('.64') - s
    x = mp.sqrt(z)
    return mp.erfinv(x) / x / z


def fit(title, g, w, a, b, n, m, names, variable):
    N, D, e = minimax(g, w, a, b, n, m)
    print(f'// {title}: {n}/{m}, {e:.2f}', all(c > 0 for c in D), all(c > 0 for c in N))
    show(names[0], N, variable)
    show(names[1], D, variable)


def tail(title, lo, hi, n, m, names):
    fit(title, lambda s: inverse(s + lo) - (s + lo) - G, lambda s: inverse(s + lo), 0, mp.mpf(hi) - lo, n, m, names, 's')


top = mp.mpf('.64') - mp.mpf(10) ** -12
fit('double, centre', centre, centre_weight, 0, top, 7, 6, 'nd', 's')
tail('double, tail', mp.mpf(1.5), 6.13, 8, 8, 'nd')
tail('double, far tail', mp.mpf(6), 27.31, 7, 7, 'nd')
fit('float, centre', centre, centre_weight, 0, top, 3, 3, 'nd', 's')
tail('float, tail', mp.mpf(1.5), 10.2, 4, 4, 'nd')

# For floats, log(m), m in [0.75, 1.5): f - (f^2/2 - s (f^2/2 + z p(z))), s = f / (2 + f), z = s^2.
for degree in (3,):
    p = lambda z: (mp.atanh(mp.sqrt(z)) / mp.sqrt(z) - 1) * 2 / z
    N, D, e = minimax(p, lambda z: mp.mpf(1), mp.mpf(10) ** -9, mp.mpf('.04'), degree, 0)
    print(f'// log, degree {degree}: {e:.2f}')
    show('p', N, 'z')
