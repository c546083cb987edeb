"""Which numbers are the percentages of which counts, and their expected counts."""

FURTHEST = 12  # numbers between a count and its percentage


def near(token, exact):
    """
    Whether a printed number is `exact`, rounded or cut.

    Parameters
    ----------
    token : Token
    exact : float

    Returns
    -------
    bool
    """
    off = token.value - exact
    return -token.unit < off <= token.unit * 0.5000000005 + 1e-12


def near_percentage(token, reading, i, base):
    """
    Whether a number is the percentage of one of the four counts, or its share.

    Parameters
    ----------
    token : Token
    reading : Found
    i : int
        Which of the four, 0 to 3.
    base : {"within", "across", "all"}

    Returns
    -------
    bool
    """
    share = dict(_shares(reading.counts))[base][i]
    return near(token, 100 * share) or (token.decimals >= 2 and near(token, share))


def bind_percentages(numbers, reading):
    """
    Find, for each count of a reading, the numbers that are its percentage or expected count.

    Percentages stand as far behind one count of a pair as behind the other, on one base. Where
    those of one pair fit and one of the other does, its fellow is a percentage too, printed wrong.

    Parameters
    ----------
    numbers : list of Token
    reading : Found
        Gets `percentages`, and roles of expected counts.
    """
    shares, expected = _shares(reading.counts), _expected(reading.counts)
    cells = set(reading.places)
    fits, parts = {}, {}
    for pair, i in ((reading.first, 0), (reading.second, 2)):
        last = min(FURTHEST, len(numbers) - 1 - pair[1])
        for off in range(1, last + 1):
            one, other = pair[0] + off, pair[1] + off
            if one in cells or other in cells:
                continue
            left, right = numbers[one], numbers[other]
            if left.sign or right.sign:
                continue
            if left.decimals and right.decimals and _is_expected(left, right, expected[i : i + 2]):
                reading.roles[one] = reading.roles[other] = "expected"
            if left.value > 100 or right.value > 100:
                continue
            scale = 1 if left.value <= 1 and right.value <= 1 and left.decimals > 1 else 100
            for base, share in shares:
                good = near(left, scale * share[i]) + near(right, scale * share[i + 1])
                if good == 2:
                    fits.setdefault((off, base), []).append((i, one, other))
                    reading.in_shares |= scale == 1
                elif good and not (left.whole or right.whole):
                    parts.setdefault((off, base), []).append((i, one, other))
    known = {(base, i) for (_, base), bound in fits.items() for i, *_ in bound}
    for key, bound in fits.items():
        # a pair that has its percentages elsewhere has none here that is printed wrong
        lacking = [part for part in parts.get(key, ()) if (key[1], part[0]) not in known]
        both = bound + lacking if len(bound) == 1 else bound
        if len(both) < 2 and (numbers[bound[0][1]].whole or numbers[bound[0][2]].whole):
            continue  # one pair of whole numbers may fit by chance
        for i, one, other in both:
            _bind(reading, i, key[1], one)
            _bind(reading, i + 1, key[1], other)
    _bind_one_column(numbers, reading, shares)


def _bind(reading, i, base, place):
    reading.percentages.setdefault(i, []).append((base, place))
    reading.bound.add(place)


def _shares(counts):
    """Each count as a share of its pair, across both pairs, and of all."""
    a, b, c, d = counts
    n = a + b + c + d

    def share(*wholes):
        return [
            x / whole if whole else float("nan") for x, whole in zip(counts, wholes, strict=True)
        ]

    return (
        ("within", share(a + b, a + b, c + d, c + d)),
        ("across", share(a + c, b + d, a + c, b + d)),
        ("all", share(n, n, n, n)),
    )


def _expected(counts):
    """Of each count: what is expected of it, and what it adds to the chi-square statistic."""
    a, b, c, d = counts
    n = a + b + c + d
    expected = [within * across / n for within in (a + b, c + d) for across in (a + c, b + d)]
    return [
        (value, (count - value) ** 2 / value if value else float("nan"))
        for count, value in zip(counts, expected, strict=True)
    ]


def _is_expected(left, right, expected):
    return any(near(left, expected[0][k]) and near(right, expected[1][k]) for k in (0, 1))


def _bind_one_column(numbers, reading, shares):
    """Percentages of one column only, as in "27 of 34 (79.4%)"."""
    for i in (0, 1):
        if i in reading.percentages or i + 2 in reading.percentages:
            continue
        for off in range(1, FURTHEST + 1):
            places = reading.first[i] + off, reading.second[i] + off
            if places[1] >= len(numbers):
                break
            tokens = [numbers[place] for place in places]
            if tokens[0].whole or tokens[1].whole:
                continue
            for base, share in shares:
                if near(tokens[0], 100 * share[i]) and near(tokens[1], 100 * share[i + 2]):
                    for which, place in zip((i, i + 2), places, strict=True):
                        _bind(reading, which, base, place)
