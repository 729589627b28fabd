"""Rows `operation operand... -> result` for the decimals and the calendar, worked out by the decimal
and datetime modules of Python. `none` is an operation without a result.

    python3 oracle.py arithmetic|rounding|powers|text|calendar|durations [seed]
"""

import datetime
import decimal
import random
import sys
from decimal import Decimal

DECIMAL128 = decimal.Context(
    prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144, clamp=1, traps=[]
)
# Wide enough to hold any exact sum or remainder of two decimal128 numbers.
EXACT = decimal.Context(
    prec=13_000,
    rounding=decimal.ROUND_HALF_EVEN,
    Emin=decimal.MIN_EMIN,
    Emax=decimal.MAX_EMAX,
    traps=[],
)
WIDE = EXACT.copy()
WIDE.prec = 150
EXPONENTS = (-6176, -6175, -6150, -3088, 3055, 6100, 6111)
MODES = {
    "half_even": decimal.ROUND_HALF_EVEN,
    "half_up": decimal.ROUND_HALF_UP,
    "half_down": decimal.ROUND_HALF_DOWN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
}


def show(value):
    return str(value) if value.is_finite() else "none"


def row(operation, *operands, result):
    print(operation, *operands, "->", result)


# --- numbers --------------------------------------------------------------------------------------


def build(coefficient, exponent, negative):
    digits = tuple(int(digit) for digit in str(coefficient))
    return Decimal((int(negative), digits, exponent))


def coefficient(rng):
    """Short and long, and the shapes that carry: 999.., 100..01, ..5, ..4999.."""
    length = rng.choice((1, 2, 3, 5, 9, 15, 18, 19, 20, 21, 30, 33, 34))
    shape = rng.randrange(8)
    if shape == 0:
        return 10**length - 1
    if shape == 1:
        return 10 ** (length - 1) + rng.randrange(2)
    if shape == 2:
        return rng.randrange(10 ** (length - 1)) * 10 + 5
    if shape == 3:
        zeros = rng.randrange(length)
        return rng.randrange(1, 10 ** (length - zeros)) * 10**zeros
    return rng.randrange(10**length)


def number(rng):
    kind = rng.randrange(12)
    negative = rng.randrange(2)
    if kind == 0:
        return build(rng.randrange(200), 0, negative)
    if kind <= 3:
        return build(rng.randrange(10_000_000), -2, negative)
    if kind <= 8:
        return build(coefficient(rng), rng.randrange(-40, 12), negative)
    if kind == 9:
        return build(coefficient(rng), rng.randrange(-90, 90), negative)
    if kind == 10:
        return build(coefficient(rng), rng.choice(EXPONENTS), negative)
    edge = rng.choice((2**63, 2**63 - 1, 2**64 - 1, 2**64, 10**19))
    return build(edge, rng.randrange(-20, 3), negative)


def neighbour(rng, value):
    """A number close to the value, so that differences cancel and comparisons are tight."""
    kind = rng.randrange(4)
    if kind == 0:
        return DECIMAL128.copy_negate(value)
    if kind == 1:
        return DECIMAL128.next_plus(value)
    if kind == 2:
        shift = rng.choice((-35, -34, -33, -1, 0, 1, 34))
        return DECIMAL128.multiply(value, Decimal(1).scaleb(shift))
    return DECIMAL128.plus(DECIMAL128.normalize(value))


def pairs(rng, count):
    made = 0
    while made < count:
        a = number(rng)
        b = neighbour(rng, a) if rng.randrange(4) == 0 else number(rng)
        if b.is_finite():
            yield a, b
            made += 1


def modulo(a, b):
    if b == 0:
        return "none"
    rest = EXACT.remainder(a, b)
    if rest != 0 and rest.is_signed() != b.is_signed():
        rest = EXACT.add(rest, b)
    return show(DECIMAL128.plus(rest))


def arithmetic(rng):
    for a, b in pairs(rng, 1500):
        row("add", a, b, result=show(DECIMAL128.add(a, b)))
        row("subtract", a, b, result=show(DECIMAL128.subtract(a, b)))
        row("multiply", a, b, result=show(DECIMAL128.multiply(a, b)))
        row("divide", a, b, result="none" if b == 0 else show(DECIMAL128.divide(a, b)))
        row("modulo", a, b, result=modulo(a, b))
        row("compare", a, b, result=int(a.compare(b)))


def rounded(value, scale, mode):
    if value.as_tuple().exponent >= -scale:
        return value
    return value.quantize(Decimal((0, (1,), -scale)), rounding=MODES[mode], context=EXACT)


def rounding(rng):
    for _ in range(700):
        value = number(rng)
        places = -value.as_tuple().exponent
        near = places - rng.choice((1, 2, rng.randrange(40)))
        scale = max(-6111, min(6176, rng.choice((0, 2, 1, -1, -3, near, near, near, 6176, -6111))))
        for mode in MODES:
            row("round", value, scale, mode, result=rounded(value, scale, mode))
    ties = ("0.5", "1.5", "2.5", "0.25", "0.35", "0.05", "0.049", "0.051", "9.5", "99.95", "0.95")
    for text in ties + tuple("-" + tie for tie in ties):
        for scale in (-1, 0, 1, 2):
            for mode in MODES:
                row("round", text, scale, mode, result=rounded(Decimal(text), scale, mode))
    for scale in (6177, -6112, 10**18, -(10**18)):
        row("round", "1.5", scale, "half_even", result="none")


def exponential(value):
    if abs(value) > 20_000:
        return "0" if value < 0 else "none"
    return show(DECIMAL128.plus(WIDE.exp(value)))


def natural_logarithm(value):
    return "none" if value == 0 else show(DECIMAL128.plus(WIDE.ln(value)))


def powers(rng):
    for _ in range(700):
        base = build(coefficient(rng), rng.randrange(-36, 3), rng.randrange(2))
        exponent = rng.choice((0, 1, 2, 3, 4, 5, 7, 10, 12, 20, 33, 50, 100, 360, 1000))
        exponent *= rng.choice((1, -1))
        if base == 0:
            result = Decimal(1 if exponent == 0 else 0 if exponent > 0 else "NaN")
        else:
            result = WIDE.power(base, exponent)
        row("power", base, exponent, result=show(DECIMAL128.plus(result)))
    # Ties: 35 digits that end in 5, and half steps just beside them.
    ties = (("2", -50), ("5", 50), ("0.5", 50), ("1.5", 34), ("15", 29), ("35", 22), ("-45", 21))
    for base, exponent in ties:
        result = DECIMAL128.plus(WIDE.power(Decimal(base), exponent))
        row("power", base, exponent, result=show(result))
    for _ in range(500):
        base = build(rng.randrange(1, 10 ** rng.randrange(1, 18)), rng.randrange(-9, 1), 0)
        exponent = build(coefficient(rng), rng.randrange(-36, -20), rng.randrange(2))
        row("power", base, exponent, result=show(DECIMAL128.plus(WIDE.power(base, exponent))))
    for base, exponent in (
        ("1.000000000000000000000000000000001", "1E+36"),
        ("0.999999999999999999999999999999999", "1234567890123456789012345678901234E+2"),
        ("1.0000000001", "4294967297"),
        ("-1.0000000001", "4294967297"),
        ("1.000000000000000000000000000000001", "-123456789012345678901234567890123.5"),
        ("10", "6144"),
        ("10", "6145"),
        ("10", "-6176"),
        ("10", "-6177"),
        ("1", "9E+6000"),
        ("-1", "9999999999"),
        ("2", "20412"),
        ("2", "-20517"),
        ("9E+6144", "0.001"),
        ("1E-6176", "0.001"),
        ("7", "1E-6176"),
    ):
        result = DECIMAL128.plus(WIDE.power(Decimal(base), Decimal(exponent)))
        row("power", base, exponent, result=show(result))
    for _ in range(500):
        value = number(rng).copy_abs()
        row("square_root", value, result=show(DECIMAL128.sqrt(value)))
        root = build(rng.randrange(10**17), rng.randrange(-30, 30), 0)
        row("square_root", DECIMAL128.multiply(root, root), result=root)
    for _ in range(400):
        value = build(coefficient(rng), rng.randrange(-44, 2), rng.randrange(2))
        row("exponential", value, result=exponential(value))
    edges = ("14149.38", "14149.39", "-14220.76", "-14149", "1E-34", "5E-34", "-5E-35", "-14300")
    for text in edges:
        row("exponential", text, result=exponential(Decimal(text)))
    for _ in range(400):
        value = number(rng).copy_abs()
        row("natural_logarithm", value, result=natural_logarithm(value))
        near_one = EXACT.add(Decimal(1), Decimal(rng.choice((1, -1))).scaleb(-rng.randrange(1, 34)))
        row("natural_logarithm", near_one, result=natural_logarithm(near_one))


# --- text -----------------------------------------------------------------------------------------


def plain_or_scientific(value):
    if value == 0:
        return "0"
    sign, digits, exponent = value.as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    while text.endswith("0"):
        text, exponent = text[:-1], exponent + 1
    if exponent >= 0:
        plain = text + "0" * exponent
    else:
        padded = text.rjust(1 - exponent, "0")
        plain = padded[:exponent] + "." + padded[exponent:]
    if len(plain) > 40:
        fraction = "." + text[1:] if len(text) > 1 else ""
        plain = f"{text[0]}{fraction}E{exponent + len(text) - 1:+d}"
    return "-" * sign + plain


def text(rng):
    for _ in range(1500):
        value = number(rng)
        row("to_string", value, result=plain_or_scientific(value))
        decimals = rng.randrange(0, 12)
        fixed = format(rounded(value, decimals, "half_even"), f".{decimals}f")
        row("to_fixed", value, decimals, result=fixed.lstrip("-") if Decimal(fixed) == 0 else fixed)
    for _ in range(1500):
        length = rng.choice((0, 1, 3, 17, 34, 35, 60))
        whole = "".join(rng.choice("0123456789") for _ in range(length))
        fraction = "".join(rng.choice("0059") for _ in range(rng.choice((0, 1, 2, 20, 35, 90))))
        if not whole + fraction:
            continue
        written = rng.choice(("", "-")) + whole + ("." + fraction if fraction else "")
        if rng.randrange(2):
            exponent = rng.choice((0, 1, 7, 34, 6110, 6144, 6176, 6300))
            written += rng.choice("eE") + rng.choice(("", "+", "-")) + str(exponent)
        row("parse", written, result=show(DECIMAL128.create_decimal(written)))
    for tie in ("1" + "0" * 33 + "5", "1" + "0" * 32 + "15", "1" + "0" * 33 + "5" + "0" * 50 + "1"):
        row("parse", tie, result=DECIMAL128.create_decimal(tie))


# --- calendar -------------------------------------------------------------------------------------

CYCLE = 400  # years after which the Gregorian calendar repeats, to the weekday
CYCLE_DAYS = 146_097
EPOCH = datetime.date(1970, 1, 1)
LAST_YEAR = 999_999_999


def shifted(year):
    """A year that datetime knows, and how many cycles away it is."""
    cycles = (year - 2000) // CYCLE
    return year - cycles * CYCLE, cycles


def last_day(year, month):
    year, _ = shifted(year)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def date_text(year, month, day):
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def days_of(year, month, day):
    near, cycles = shifted(year)
    return (datetime.date(near, month, day) - EPOCH).days + cycles * CYCLE_DAYS


def date_of(days):
    cycles = days // CYCLE_DAYS
    near = EPOCH + datetime.timedelta(days=days - cycles * CYCLE_DAYS)
    year = near.year + cycles * CYCLE
    return date_text(year, near.month, near.day) if abs(year) <= LAST_YEAR else "none"


def some_date(rng):
    near = rng.randrange(1900, 2100)
    far = rng.randrange(-LAST_YEAR, LAST_YEAR + 1)
    edge = rng.choice((LAST_YEAR, -LAST_YEAR, 1900, 2000, 2100))
    year = rng.choice((near, near, rng.randrange(-5, 5), far, edge))
    month = rng.randrange(1, 13)
    last = last_day(year, month)
    day = rng.choice((1, 28, last, last, rng.randrange(1, 29)))
    return year, month, day


def plus_months(date, months):
    year, month = divmod(date[0] * 12 + date[1] - 1 + months, 12)
    if abs(year) > LAST_YEAR:
        return "none"
    return date_text(year, month + 1, min(date[2], last_day(year, month + 1)))


def full_months(a, b):
    """From a to b: the last month, counted from a, in which a's day of the month is not past b."""
    months = b[0] * 12 + b[1] - (a[0] * 12 + a[1])
    step = -1 if b >= a else 1
    passed = (lambda day: day > b) if b >= a else (lambda day: day < b)
    while True:
        year, month = divmod(a[0] * 12 + a[1] - 1 + months, 12)
        if not passed((year, month + 1, a[2])):
            return months
        months += step


def calendar(rng):
    for _ in range(1500):
        date = some_date(rng)
        shown = date_text(*date)
        near = datetime.date(shifted(date[0])[0], date[1], date[2])
        row("days", shown, result=days_of(*date))
        row("from_days", days_of(*date), result=shown)
        row("fields", shown, result=f"{date[0]}/{date[1]}/{date[2]}")
        row("weekday", shown, result=near.isoweekday())
        row("day_of_year", shown, result=near.timetuple().tm_yday)
        row("week_of_year", shown, result=near.isocalendar()[1])
        far = rng.choice((24 * LAST_YEAR, -(2**63), 2**63 - 1))
        months = rng.choice((1, -1, 12, -12, 13, 600, rng.randrange(-5000, 5000), far))
        row("plus_months", shown, months, result=plus_months(date, months))
        far = rng.choice((rng.randrange(-(10**12), 10**12), 2**63 - 1))
        days = rng.choice((1, -1, 365, -365, rng.randrange(-(10**6), 10**6), far))
        row("plus_days", shown, days, result=date_of(days_of(*date) + days))
        other = some_date(rng)
        row("months_between", shown, date_text(*other), result=full_months(date, other))


def duration_text(parts):
    return "".join(f"{count}{letter}" for count, letter in parts if count)


def days_duration(nanos):
    if nanos == 0:
        return "PT0S"
    sign, nanos = ("-", -nanos) if nanos < 0 else ("", nanos)
    seconds, fraction = divmod(nanos, 10**9)
    days, seconds = divmod(seconds, 86_400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    time = duration_text(((hours, "H"), (minutes, "M")))
    if seconds or fraction:
        time += str(seconds) + (f".{fraction:09d}".rstrip("0") if fraction else "") + "S"
    return sign + "P" + duration_text(((days, "D"),)) + ("T" + time if time else "")


def durations(rng):
    for _ in range(800):
        sign = rng.choice(("", "-"))
        factor = -1 if sign else 1
        years = rng.choice((0, 1, 7, 99_999_999))
        months = rng.choice((0, 1, 11, 12, 26, 999_999_999))
        total = years * 12 + months
        normal = f"{sign}P" + duration_text(((total // 12, "Y"), (total % 12, "M")))
        row("months_duration", f"{sign}P{years}Y{months}M", result=normal if total else "P0M")
        days, hours, minutes = (rng.choice((0, 1, 23, 59, 100, 10**9)) for _ in range(3))
        seconds = rng.choice((0, 1, 59, 86_400, 10**12))
        digits = "".join(rng.choice("0159") for _ in range(rng.randrange(0, 10)))
        total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
        nanos = total * 10**9 + int(digits.ljust(9, "0"))
        written = f"{sign}P{days}DT{hours}H{minutes}M{seconds}{'.' + digits if digits else ''}S"
        row("days_duration", written, result=days_duration(factor * nanos))


GROUPS = {
    "arithmetic": arithmetic,
    "rounding": rounding,
    "powers": powers,
    "text": text,
    "calendar": calendar,
    "durations": durations,
}

if __name__ == "__main__":
    GROUPS[sys.argv[1]](random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 2026))
