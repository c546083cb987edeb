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
    share = _shares(reading.counts)[base][i]
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
    shares = _shares(reading.counts)
    fits, parts = {}, {}
    for pair, i in ((reading.first, 0), (reading.second, 2)):
        for off in range(1, FURTHEST + 1):
            one, other = pair[0] + off, pair[1] + off
            if other >= len(numbers):
                break
            if one in reading.places or other in reading.places:
                continue
            tokens = numbers[one], numbers[other]
            if tokens[0].sign or tokens[1].sign:
                continue
            scale = (
                1
                if tokens[0].value <= 1 and tokens[1].value <= 1 and tokens[0].decimals > 1
                else 100
            )
            for base, share in shares.items():
                good = near(tokens[0], scale * share[i]), near(tokens[1], scale * share[i + 1])
                if all(good):
                    fits.setdefault((off, base), []).append((i, one, other))
                    reading.in_shares |= scale == 1
                elif any(good):
                    parts.setdefault((off, base), []).append((i, one, other))
            if not tokens[0].whole:
                _expect(reading, i, tokens, (one, other))
    if not fits:
        _bind_one_column(numbers, reading, shares)
    for key, bound in fits.items():
        both = bound + parts.get(key, []) if len(bound) == 1 else bound
        if len(both) < 2 and (numbers[bound[0][1]].whole or numbers[bound[0][2]].whole):
            continue  # one pair of whole numbers may fit by chance
        for i, one, other in both:
            for which, place in ((i, one), (i + 1, other)):
                reading.percentages.setdefault(which, []).append((key[1], place))


def _shares(counts):
    """Each count as a share of its pair, across both pairs, and of all."""
    a, b, c, d = counts
    n = a + b + c + d

    def share(*wholes):
        return [
            x / whole if whole else float("nan") for x, whole in zip(counts, wholes, strict=True)
        ]

    return {
        "within": share(a + b, a + b, c + d, c + d),
        "across": share(a + c, b + d, a + c, b + d),
        "all": share(n, n, n, n),
    }


def _expect(reading, i, tokens, places):
    """Expected counts, and what each count adds to the chi-square statistic."""
    a, b, c, d = reading.counts
    n, across = a + b + c + d, (a + c, b + d)
    within = (a + b, c + d)[i // 2]
    expected = [within * margin / n for margin in across]
    if all(near(token, value) for token, value in zip(tokens, expected, strict=True)):
        reading.roles.update(dict.fromkeys(places, "expected"))
    elif min(expected) > 0 and tokens[0].decimals and tokens[1].decimals:
        parts = [
            (count - value) ** 2 / value
            for count, value in zip(reading.counts[i : i + 2], expected, strict=True)
        ]
        if all(near(token, part) for token, part in zip(tokens, parts, strict=True)):
            reading.roles.update(dict.fromkeys(places, "part of chi-square"))


def _bind_one_column(numbers, reading, shares):
    """Percentages of one column only, as in "27 of 34 (79.4%)"."""
    for i in (0, 1):
        for off in range(1, FURTHEST + 1):
            places = reading.first[i] + off, reading.second[i] + off
            if places[1] >= len(numbers):
                break
            tokens = [numbers[place] for place in places]
            if tokens[0].whole or tokens[1].whole:
                continue
            for base, share in shares.items():
                if near(tokens[0], 100 * share[i]) and near(tokens[1], 100 * share[i + 2]):
                    for which, place in zip((i, i + 2), places, strict=True):
                        reading.percentages.setdefault(which, []).append((base, place))
