"""Constants of Runtime/Simd/TrigReduction.cs: parts of pi/2, bytes of 2/pi, and 2/pi 2^(16 k - 11) modulo 4 in parts of 29 bits. Needs mpmath."""
import mpmath as m

m.mp.prec = 1500


def rounded(value, bits):
    """The value to so many significant bits."""
    scale = m.mpf(2) ** (bits - 1 - m.floor(m.log(abs(value), 2)))
    return m.nint(value * scale) / scale


def parts(value, *sizes):
    for bits in sizes:
        part = rounded(value, bits)
        yield m.nstr(part, 20)
        value -= part


# The second part of the usual reduction is short, so that its product with n is exact.
print("float, usual ", *parts(m.pi / 2, 24, 14, 24))
print("float, medium", *parts(m.pi / 2, 24, 24, 24))
print("double, usual ", *parts(m.pi / 2, 53, 33, 53))
print("double, medium", *parts(m.pi / 2, 53, 53, 53))

fraction, digits = 2 / m.pi, [0] * 8
for _ in range(152):
    fraction *= 256
    digits.append(int(m.floor(fraction)))
    fraction -= digits[-1]
print("bytes of 2/pi, the last first:", ", ".join(f"0x{b:02X}" for b in reversed(digits)))

for name, index in ("FirstBits", 0), ("SecondBits", 1), ("OtherBits", 2):
    row = []
    for k in range(8):
        turns = (2 / m.pi) * m.mpf(2) ** (16 * k - 11)
        turns -= 4 * m.floor(turns / 4)
        first = m.nint(turns * 2**27) / 2**27
        second = m.nint((turns - first) * m.mpf(2) ** 56) / m.mpf(2) ** 56
        row.append(repr(float((first, second, turns - first - second)[index])))
    print(name, ", ".join(row))
