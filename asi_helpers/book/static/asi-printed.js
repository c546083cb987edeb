/* Every number printed with a 2x2 table, held against its counts, in a page without a kernel: as
   asi_helpers/audit does it, with which tests/site/test_printed.py holds it equal. Numbers are read by
   asi-numbers.js and shown by asi-calculator.js; the words come with the page (script_words in
   asi_helpers/audit/words.py). A table is { a, b, c, d } in printed order, as in the calculator. */
window.asiPrinted = (() => {
  "use strict";

  // ---- Numbers as printed (text.py) -------------------------------------------------------------------

  const SUPERSCRIPTS = /[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉ]+$/; // footnotes, which NFKC would turn into digits
  const PRINTED = new RegExp(
    "^[\\s=]*(<=|>=|≤|≥|<|>)?[\\s=]*(-?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)|-?inf(?:inity)?|∞)"
    + "(?:e([-+]?\\d{1,3}))?\\s*(%)?\\s*(?:(?:x|times|kali)\\b)?" // stars and letters of footnotes:
    + "(?:\\s*(?:[*†‡§¶#^]+|\\(?[a-z]\\)?(?![a-z])))*\\s*$", "i");
  const BOUNDS = { "<": "<", "<=": "<", "≤": "<", ">": ">", ">=": ">", "≥": ">" };
  const NOTHING = 1e-290; // below it floats lose their digits
  const ROUNDED = 2, CUT = 1; // how well a number fits; 0 is not at all

  const fixed = (value, decimals) => window.asiCalculator.fixed(value, decimals);
  const power = exponent => Number(`1e${exponent}`); // which 10 ** x may miss by a last digit
  const digitsOf = text => text.replace(/^[-0]+/, "").length || 1;

  /* A printed number: { text, value, half a unit of its last digit, bound, decimals, digits, percent };
     null where the text is no single number. */
  function readFigure(text) {
    if (typeof text !== "string") return null;
    const plain = text.trim().replace(SUPERSCRIPTS, "").replace(/[−–]/g, "-").replace(/[·‧∙]/g, ".")
      .normalize("NFKC");
    const found = PRINTED.exec(plain);
    if (!found) return grouped(text, plain);
    const number = found[2].toLowerCase().replace(",", "."), bound = BOUNDS[found[1]] || "";
    const figure = { text, bound, decimals: 0, digits: 1, percent: false };
    const infinite = number[0] === "-" ? -Infinity : Infinity;
    if (/inf|∞/.test(number)) return { ...figure, value: infinite, half: 0 };
    const [whole, behind = ""] = number.split("."), shift = Number(found[3] || 0);
    const places = behind.length - shift;
    const value = Number(`${/\d/.test(whole) ? whole : `${whole}0`}.${behind || 0}e${shift}`);
    const half = 0.5 * power(-places);
    if (!Number.isFinite(value) || !Number.isFinite(half)) return null;
    const digits = digitsOf(whole + behind), percent = Boolean(found[4]);
    return { ...figure, value, half, decimals: Math.max(places, 0), digits, percent };
  }

  /* A number with marks for thousands, 1.234,5. */
  function grouped(text, plain) {
    const { value, decimals, unit, problem } = window.asiNumbers.read(plain);
    if (problem) return null;
    const digits = digitsOf(fixed(Math.abs(value), decimals).replace(".", ""));
    return { text, value, half: 0.5 * power(-decimals), bound: "", decimals, digits, percent: unit === "%" };
  }

  /* How well an exact number fits: ROUNDED, CUT (its further digits were cut off) or 0. A tie fits both of
     its neighbours, since software rounds ties either way. */
  function fit(figure, exact) {
    const { value, half, bound } = figure;
    if (bound) return (bound === "<" ? exact < value : exact > value) ? ROUNDED : 0;
    const gap = exact - value;
    if (!Number.isFinite(gap)) return exact === value ? ROUNDED : 0;
    const room = half * (1 + 1e-9) + Math.abs(exact) * 1e-12 + NOTHING;
    if (-room <= gap && gap <= room) return ROUNDED;
    const beyond = value > 0 ? gap : value < 0 ? -gap : Math.abs(gap);
    return 0 < beyond && beyond < 2 * half ? CUT : 0;
  }

  /* The number with a lost zero restored: 0.94 as 0.094. */
  const tenth = figure => ({
    ...figure, value: figure.value / 10, half: figure.half / 10, decimals: figure.decimals + 1,
    percent: false,
  });

  const namesWith = (found, grade) => Object.keys(found).filter(name => found[name] === grade);

  /* Readings that fit as rounded; where there is none, those that fit as cut; and which it is. */
  function best(found) {
    for (const grade of [ROUNDED, CUT]) {
      const readings = namesWith(found, grade);
      if (readings.length) return [readings, grade];
    }
    return [[], 0];
  }

  function map(found, compute) {
    const made = {};
    for (const name in found) made[name] = compute(found[name]);
    return made;
  }

  const turn = value => value === 0 ? Infinity : 1 / value;
  const graded = grade => grade === CUT ? "truncated" : "reproduces";

  // ---- What four counts give (counts.py) --------------------------------------------------------------

  // Above this many people in the smallest margin the exact tests are not walked through.
  const EXACT_LARGEST_MARGIN = 1e6;
  const SMALLEST_TERM = 1e-17, LARGEST_TERM = 1e300;
  const QUANTILE = { 90: 1.6448536269514715, 95: 1.9599639845400536, 99: 2.5758293035489 };

  function divide(numerator, denominator) {
    if (denominator) return numerator / denominator;
    return numerator ? Infinity : NaN;
  }

  function logLimits(value, variance, level) {
    const spread = Math.exp(QUANTILE[level] * Math.sqrt(variance));
    return [value / spread, value * spread];
  }

  const sum = (values, of = value => value) => values.reduce((total, value) => total + of(value), 0);

  /* Four counts and what follows from them; what takes long is computed once, when it is asked for. */
  function countsOf({ a, b, c, d }) {
    const cells = [a, b, c, d], rows = [a + b, c + d], columns = [a + c, b + d], n = a + b + c + d;
    const margins = [...rows, ...columns];
    const hasEmptyMargin = margins.includes(0), hasExact = Math.min(...margins) <= EXACT_LARGEST_MARGIN;
    const kept = new Map();
    function once(name, compute) {
      if (!kept.has(name)) kept.set(name, compute());
      return kept.get(name);
    }

    function chi2() {
      if (hasEmptyMargin) return { pearson: NaN, yates: NaN, "n-1": NaN, likelihood_ratio: NaN };
      const cross = a * d - b * c;
      const pearson = n * cross * cross / (rows[0] * rows[1] * (columns[0] * columns[1]));
      const shrunk = Math.max(0, Math.abs(cross) - n / 2) / cross;
      const parts = cells.map((count, i) =>
        count && count * Math.log(count * n / (rows[i >> 1] * columns[i & 1])));
      return {
        pearson, yates: cross ? pearson * (shrunk * shrunk) : 0, "n-1": pearson * (n - 1) / n,
        likelihood_ratio: Math.max(0, 2 * sum(parts)),
      };
    }

    /* Every p-value by test; the exact ones are left out of a table too large for them. */
    function p() {
      const curve = map(counts.chi2, value => window.asiCalculator.chiSquareTail(value));
      if (!hasExact) return curve;
      const [below, above, improbable] = tails();
      const total = 1 + below + above, side = Math.min(below, above);
      return {
        pearson: curve.pearson,
        yates: curve.yates,
        fisher: Math.min(1, (1 + improbable) / total),
        fisher_one_sided: (1 + side) / total,
        fisher_doubled: Math.min(1, 2 * (1 + side) / total),
        likelihood_ratio: curve.likelihood_ratio,
        "n-1": curve["n-1"],
        mid_p: Math.min(1, 2 * (0.5 + side) / total),
      };
    }

    const tails = () => once("tails", () => walk(1, true));

    /* Fisher's one-sided p-value on the other side, which some programs print too. */
    function farTail() {
      if (!hasExact) return NaN;
      const [below, above] = tails();
      return 1 - Math.min(below, above) / (1 + below + above);
    }

    /* The p-value of a logistic regression's coefficient. */
    function waldP() {
      if (cells.includes(0)) return NaN;
      const z = Math.log(counts.oddsRatio) / Math.sqrt(sum(cells, count => 1 / count));
      return window.asiCalculator.chiSquareTail(z * z);
    }

    const halves = cells.map(count => count + 0.5);

    /* Woolf limits of ad/bc; null with a cell of 0. */
    function woolf(level) {
      return cells.includes(0) ? null : logLimits(counts.oddsRatio, sum(cells, count => 1 / count), level);
    }

    /* Woolf limits with 0.5 added to every cell; null where a margin is empty. */
    function haldaneLimits(level) {
      return hasEmptyMargin ? null : logLimits(counts.haldane, sum(halves, count => 1 / count), level);
    }

    /* Miettinen's test-based limits of ad/bc; null where it is 1, 0 or infinite. */
    function testBased() {
      const { pearson } = counts.chi2;
      if (cells.includes(0) || !pearson) return null;
      const ends = [-1, 1].map(sign => Math.pow(counts.oddsRatio, 1 + QUANTILE[95] * sign / Math.sqrt(pearson)));
      return ends.sort((one, other) => one - other);
    }

    /* Cornfield's limits of ad/bc, as Stata gives them; null with a cell of 0. A limit is the odds ratio at
       which the first cell would be expected so far from what it is that Pearson's test, without a
       correction, just rejects it. */
    function cornfield() {
      if (cells.includes(0)) return null;
      const [row, other] = rows, column = columns[0], lift = other - column;
      return [Math.max(0, -lift), Math.min(row, column)].map(end => {
        let far = end, close = a; // the first cell as it would be expected
        for (let halving = 0; halving < 48; halving++) {
          const x = (far + close) / 2;
          const parts = 1 / x + 1 / (row - x) + 1 / (column - x) + 1 / (lift + x);
          if ((a - x) * (a - x) * parts > QUANTILE[95] * QUANTILE[95]) far = x;
          else close = x;
        }
        return close * (lift + close) / ((row - close) * (column - close));
      });
    }

    /* A ratio of two shares, each [count, of how many]. */
    function riskRatio(over, under) {
      return over[1] && under[1] ? divide(over[0] * under[1], under[0] * over[1]) : NaN;
    }

    /* Katz limits of a ratio of two shares; null where a count is 0. */
    function katz(over, under, level) {
      if (!over[0] || !under[0]) return null;
      const variance = sum([over, under], ([count, whole]) => (whole - count) / (count * whole));
      return logLimits(riskRatio(over, under), variance, level);
    }

    /* Whether an exact estimate or limit of ad/bc is `odds` or more; no root is searched. `what`:
       "conditional", "mid_p", or "exact" or "mid_p" and "low" or "high". */
    function atLeast(what, odds) {
      if (odds <= 0) return true;
      const [below, above, moment] = once(odds, () => walk(odds, false));
      if (what === "conditional") return moment <= 0;
      const total = 1 + below + above;
      let [lower, upper, here] = [below / total, above / total, 1 / total];
      if (total === Infinity) [lower, upper, here] = [below, above, 0].map(tail => Number(tail === Infinity));
      if (what.startsWith("mid_p")) here /= 2;
      if (what === "mid_p") return lower + here >= 0.5;
      return what.endsWith("low") ? upper + here <= 0.025 : lower + here >= 0.025;
    }

    /* An exact estimate or limit of ad/bc, to twelve digits. */
    function exact(what) {
      let low = 1e-12, high = 1e12;
      if (!atLeast(what, low)) return 0;
      if (atLeast(what, high)) return Infinity;
      while (high > low * (1 + 1e-12)) {
        const middle = Math.sqrt(low * high);
        if (atLeast(what, middle)) low = middle;
        else high = middle;
      }
      return low;
    }

    /* Weights of all tables with the same margins, the observed one having weight 1: walks away from the
       observed first cell, each weight from the one before, until nothing more is added. Gives the sum
       below and above; with `ties` also the sum of weights of at most 1 (the tables at most as probable),
       else the sum of weight times distance. */
    function walk(odds, ties) {
      const [row, other] = rows, column = columns[0], lift = other - column;
      const limit = 1 + 1e-7; // R's tolerance, for tables as probable as this one
      let below = 0, above = 0, improbable = 0, distance = 0, weight = 1;
      for (let k = a; k < Math.min(row, column); k++) {
        weight *= odds * (row - k) * (column - k) / ((k + 1) * (lift + k + 1));
        above += weight;
        if (weight <= limit) improbable += weight;
        distance += weight * (k + 1 - a);
        if (weight < SMALLEST_TERM) break;
        if (weight > LARGEST_TERM) { above = distance = Infinity; break; }
      }
      weight = 1;
      for (let k = a; k > Math.max(0, -lift); k--) {
        weight *= k * (lift + k) / (odds * (row - k + 1) * (column - k + 1));
        below += weight;
        if (weight <= limit) improbable += weight;
        distance -= weight * (a - k + 1);
        if (weight < SMALLEST_TERM) break;
        if (weight > LARGEST_TERM) { below = Infinity; distance = -Infinity; break; }
      }
      return [below, above, ties ? improbable : distance];
    }

    const counts = {
      cells, rows, columns, n, hasEmptyMargin, hasExact, woolf, haldaneLimits, riskRatio, katz, atLeast,
      get chi2() { return once("chi2", chi2); },
      get p() { return once("p", p); },
      get farTail() { return farTail(); },
      get testBased() { return once("testBased", testBased); },
      get cornfield() { return once("cornfield", cornfield); },
      get waldP() { return once("wald", waldP); },
      get phi() { return Math.sqrt(counts.chi2.pearson / n) * (a * d < b * c ? -1 : 1); },
      get cc() { return Math.sqrt(counts.chi2.pearson / (n + counts.chi2.pearson)); },
      oddsRatio: hasEmptyMargin ? NaN : divide(a * d, b * c),
      haldane: halves[0] * halves[3] / (halves[1] * halves[2]),
      exact: what => once(what, () => exact(what)),
    };
    return counts;
  }

  // ---- A ratio and its limits, read together (ratios.py) ----------------------------------------------

  const WAYS = ["ad/bc", "bc/ad"];
  // Ratios of two shares by their reading: of rows or columns, which over which, the share of what.
  const SHARES = {};
  for (const [line, other] of [["row", "column"], ["column", "row"]]) {
    for (const which of [0, 1]) {
      for (const over of [0, 1]) {
        const under = 1 - over, name = `${line} ${over + 1} / ${line} ${under + 1}, ${other} ${which + 1}`;
        SHARES[name] = { line, over, under, which };
      }
    }
  }
  const PLAIN = [...WAYS, ...Object.keys(SHARES)]; // readings without a correction or a method of their own
  const isUsual = name => /( woolf| katz)$/.test(name); // limits that nearly every program prints
  const OTHER_LEVELS = [90, 99];
  const NEAR = 0.03;
  const ENDLESS = 1e12; // an exact number above it is printed as infinite
  const R_DIGITS = 6, R_ROOT = 1.25e-4; // R prints 7 digits of a root that it searches to four decimals
  // So many significant digits must agree, over the numbers of a line, before one that does not agree is
  // called a contradiction: an adjusted ratio of few digits agrees with the counts by chance.
  const ENOUGH = 4, PLENTY = 6, CERTAIN = 4;
  const BY_HAND = { 95: [1.96], 90: [1.645, 1.64], 99: [2.576, 2.58] }; // quantiles as books print them
  const SETTLED_DIGITS = 4, FEWEST_DIGITS = 3;

  const isWithin = (value, low, high) => low < value && value < high;
  const isPositive = value => isWithin(value, 0, Infinity);
  const unique = names => [...new Set(names)];

  /* The two shares, each [count, of how many], of which a reading in SHARES is the ratio. */
  function sharesOf(counts, name) {
    const { line, over, under, which } = SHARES[name], [a, b, c, d] = counts.cells;
    const cells = line === "row" ? [[a, b], [c, d]] : [[a, c], [b, d]];
    const totals = line === "row" ? counts.rows : counts.columns;
    return [[cells[over][which], totals[over]], [cells[under][which], totals[under]]];
  }

  /* Ratios that counts give in closed form, by reading. */
  function estimates(counts, kind) {
    const found = {};
    if (kind === "rr") for (const name in SHARES) found[name] = counts.riskRatio(...sharesOf(counts, name));
    else if (!counts.hasEmptyMargin) {
      found["ad/bc"] = counts.oddsRatio;
      found["bc/ad"] = turn(counts.oddsRatio);
      found["ad/bc haldane"] = counts.haldane;
      found["bc/ad haldane"] = 1 / counts.haldane;
    }
    return found;
  }

  /* Limits that counts give in closed form, of a ratio read `way`: method to [low, high] or null. */
  function closedLimits(counts, kind, way, level = 95) {
    if (kind === "rr") return { katz: counts.katz(...sharesOf(counts, way), level) };
    const found = { woolf: counts.woolf(level), haldane: counts.haldaneLimits(level) };
    return map(found, pair => asWay(pair, way));
  }

  /* Limits of ad/bc as limits of `way`. */
  const asWay = (pair, way) => pair && way === "bc/ad" ? [turn(pair[1]), turn(pair[0])] : pair;

  /* How well a printed number fits an exact estimate or limit; with `slack` it may lie as far from it as
     the root that R has searched. */
  function fitExact(counts, way, what, figure, slack) {
    const { value, half, bound } = figure;
    if (bound || !counts.hasExact || counts.hasEmptyMargin || value < 0) return 0;
    const isOver = limit => {
      if (limit <= 0 || way === "ad/bc") return limit <= 0 || counts.atLeast(what, limit);
      return !counts.atLeast(what, 1 / limit);
    };
    if (value === Infinity) return isOver(ENDLESS) ? ROUNDED : 0;
    const room = half + (slack ? searched(figure) : 0);
    if (!isOver(value - room)) return 0;
    if (!isOver(value + room)) return ROUNDED;
    return isOver(value + 2 * half) ? 0 : CUT;
  }

  /* How far a root that R has searched may lie from the exact one. */
  function searched({ digits, value }) {
    return digits < R_DIGITS ? 0 : R_ROOT * Math.max(1, value * value);
  }

  /* The ratio that a reading is of, without the method. */
  function wayOf(reading) {
    const start = reading.slice(0, 5);
    return WAYS.includes(start) ? start : reading.split(" katz")[0];
  }

  /* Readings of a printed ratio and how well they fit; only the best fit counts. */
  function readEstimate(counts, kind, figure) {
    const found = map(estimates(counts, kind), value => fit(figure, value));
    if (kind === "or" && !counts.hasEmptyMargin) {
      const slack = !Object.values(found).includes(ROUNDED);
      for (const way of WAYS) {
        // so near to a ratio that it may be that by an exact method
        const value = way === "ad/bc" ? counts.oddsRatio : 1 / counts.oddsRatio;
        if (!counts.cells.includes(0) && !isWithin(figure.value, value / 3, value * 3)) continue;
        for (const what of ["conditional", "mid_p"]) {
          found[`${way} ${what}`] = fitExact(counts, way, what, figure, slack);
        }
      }
    }
    const [readings, grade] = best(found);
    if (grade !== ROUNDED || readings.some(name => PLAIN.includes(name))) return [readings, grade];
    return [[...PLAIN.filter(name => found[name] === CUT), ...readings], grade]; // cut is likelier than rare
  }

  /* How well a printed limit fits one of a pair, also where 1.96 was typed for the quantile. */
  function fitClosed(figure, pair, place, level) {
    const exact = pair[place], fits = fit(figure, exact);
    if (fits === ROUNDED || !(Math.abs(figure.value - exact) <= NEAR * exact) || !isPositive(exact) || !pair[0]) return fits;
    const half = Math.log(pair[1] / pair[0]) / 2;
    for (const quantile of BY_HAND[level]) {
      const shift = half * (quantile / QUANTILE[level] - 1);
      if (fit(figure, exact * Math.exp(place ? shift : -shift)) === ROUNDED) return ROUNDED;
    }
    return fits;
  }

  /* How well a printed limit fits each method, read as the `end` ("low" or "high") of `way`. */
  function readLimit(counts, kind, way, figure, end, level = 95) {
    const found = {}, place = end === "low" ? 0 : 1, isOdds = kind === "or" && level === 95;
    for (const [method, pair] of Object.entries(closedLimits(counts, kind, way, level))) {
      if (pair) found[method] = fitClosed(figure, pair, place, level);
    }
    // To so many digits no second method fits, except in tables where all of them agree.
    const isClosed = Object.values(found).includes(ROUNDED);
    if (isOdds && !isClosed && !counts.cells.includes(0)) {
      found.cornfield = fit(figure, asWay(counts.cornfield, way)[place]);
      if (counts.testBased) found.test_based = fit(figure, asWay(counts.testBased, way)[place]);
    }
    if (isOdds && !(isClosed && figure.digits >= SETTLED_DIGITS)) {
      const exactEnd = (way === "ad/bc") === (end === "low") ? "low" : "high";
      for (const method of ["exact", "mid_p"]) {
        found[method] = fitExact(counts, way, `${method} ${exactEnd}`, figure, !isClosed);
      }
    }
    const named = {};
    for (const method in found) {
      if (found[method]) named[`${way} ${method}${level === 95 ? "" : ` ${level}%`}`] = found[method];
    }
    return named;
  }

  /* Judge a printed ratio and its limits together: what is settled about "" the ratio, "_low" and "_high"
     its first and second limit, as far as printed. */
  function judgeRatio(counts, kind, figures) {
    const line = { kind, figures, settled: {} }, other = kind === "or" ? "rr" : "or";
    const [readings, grade] = "" in figures ? readEstimate(counts, kind, figures[""]) : [[], 0];
    let foreign = [];
    if (!readings.length && "" in figures) [foreign] = readEstimate(counts, other, figures[""]);
    const limits = ["_low", "_high"].filter(end => end in figures);
    const found = readLimits(counts, kind, figures, limits, readings);
    const isWhole = Object.keys(found).length === limits.length;
    if (foreign.length && !isWhole && agreement(figures, Object.keys(figures)) >= PLENTY) {
      const strangers = readLimits(counts, other, figures, limits, foreign);
      if (Object.keys(strangers).length === limits.length) {
        settleForeign(line, foreign, strangers, counts);
        return line;
      }
    }
    if ("" in figures) settleEstimate(line, counts, readings, grade, foreign, found, limits);
    for (const end of limits) settleLimit(line, counts, end, found, readings);
    return line;
  }

  function settle(line, end, verdict, why, reading = [], computed = null) {
    line.settled[end] = { verdict, why, reading, computed };
  }

  /* Readings of the printed limits, end to [readings, grade]: first those that fit both limits, of the
     ratio that the estimate is; then of another level; then of any ratio; then each limit for itself. */
  function readLimits(counts, kind, figures, limits, readings) {
    const every = kind === "or" ? WAYS : Object.keys(SHARES);
    const own = unique(readings.map(wayOf)), ways = own.length ? own : every;
    const pairs = ordered(figures, limits);
    const tries = [[ways, 95], ...OTHER_LEVELS.map(level => [ways, level]), [every, 95]];
    for (const [some, level] of limits.length ? tries : []) {
      const found = pairs.map(([figure, end]) => readAs(counts, kind, some, figure, [end], level));
      const together = Object.keys(found[0]).filter(name => found.every(fits => name in fits));
      if (together.length) return gradedPairs(pairs, found, together, limits, figures);
    }
    const alone = {};
    for (const end of limits) {
      for (const some of [ways, every]) {
        if (readings.length && some === every && figures[end].digits < ENOUGH) break; // by chance
        const fits = readAs(counts, kind, some, figures[end], ["low", "high"], 95);
        if (Object.keys(fits).length) { alone[end] = best(fits); break; }
      }
    }
    return alone;
  }

  /* How well a printed limit fits each method, of several ratios, as one or either of their ends. */
  function readAs(counts, kind, ways, figure, ends, level) {
    const found = {};
    for (const way of ways) {
      for (const end of ends) Object.assign(found, readLimit(counts, kind, way, figure, end, level));
    }
    return found;
  }

  /* The printed limits, the smaller as the lower one. */
  function ordered(figures, limits) {
    if (limits.length < 2) return limits.map(end => [figures[end], end.slice(1)]);
    const { _low: first, _high: second } = figures;
    const [low, high] = first.value > second.value ? [second, first] : [first, second];
    return [[low, "low"], [high, "high"]];
  }

  /* Of the readings that fit all limits, those that fit best, for each limit. */
  function gradedPairs(pairs, found, together, limits, figures) {
    const worst = name => Math.min(...found.map(fits => fits[name]));
    const top = Math.max(...together.map(worst));
    // Woolf's and Katz' limits cut off are likelier than another method's rounded.
    const kept = together.filter(name => worst(name) === top || isUsual(name));
    const grade = end => {
      const fits = found[pairs.findIndex(([figure]) => figure === figures[end])];
      return Math.max(...kept.map(name => fits[name]));
    };
    return Object.fromEntries(limits.map(end => [end, [kept, grade(end)]]));
  }

  /* A ratio that is another measure, limits and all. */
  function settleForeign(line, readings, limits, counts) {
    for (const end in line.figures) {
      const reading = end === "" ? readings : limits[end][0];
      settle(line, end, "contradicts", "foreign", reading, valueOf(counts, reading[0], end));
    }
  }

  /* The ratio, or its limit at an end, that a reading means. */
  function valueOf(counts, reading, end = "") {
    const way = wayOf(reading), [method, level = "95%"] = reading.slice(way.length + 1).split(" ");
    const kind = WAYS.includes(way) ? "or" : "rr", closed = estimates(counts, kind);
    end = end.replace("_", "");
    if (!end && reading in closed) return closed[reading];
    const pairs = end ? closedLimits(counts, kind, way, parseInt(level, 10)) : {};
    const place = end === "low" ? 0 : 1;
    if (method in pairs) return pairs[method] && pairs[method][place];
    if (method === "cornfield") return asWay(counts.cornfield, way)[place];
    if (method === "test_based") return asWay(counts.testBased, way)[place];
    if (way === "ad/bc") return counts.exact(`${method} ${end}`.trim());
    return turn(counts.exact(`${method} ${{ low: "high", high: "low" }[end] || ""}`.trim()));
  }

  function settleEstimate(line, counts, readings, grade, foreign, found, limits) {
    const figure = line.figures[""], values = estimates(counts, line.kind);
    const say = (verdict, why, reading, computed) => settle(line, "", verdict, why, reading, computed);
    if (readings.length) {
      const isCut = grade === CUT || cutBesideWoolf(figure, values, readings, found);
      return say(isCut ? "truncated" : "reproduces", "", readings, valueOf(counts, readings[0]));
    }
    if (!Object.values(values).some(Number.isFinite)) return say("cannot_be_known", "undefined");
    const ways = waysFound(found), nearest = nearestOf(values, figure, ways);
    const computed = values[nearest || Object.keys(values)[0]];
    const ends = Object.keys(found), whole = ends.length === 2;
    const again = Object.keys(values).filter(
      name => fit(tenth(figure), values[name]) === ROUNDED && ways.includes(wayOf(name)));
    if (again.length && whole && figure.digits > 1) return say("lost_zero", "", again, values[again[0]]);
    if (foreign.length && !limits.length && figure.digits >= ENOUGH) {
      return say("contradicts", "foreign", foreign, valueOf(counts, foreign[0]));
    }
    const isSure = whole && agreement(line.figures, ends) >= PLENTY;
    if (isSure) return say("contradicts", "limits_fit", [], computed);
    const rounded = limits.length ? null : fromRounded(counts, line.kind, figure);
    const mayBeAdjusted = line.kind === "or";
    if (rounded) return say(mayBeAdjusted ? "cannot_be_known" : "contradicts", rounded, [], computed);
    if (foreign.length) return say("cannot_be_known", "perhaps_foreign", foreign, computed);
    return say("cannot_be_known", nearest && isNear(figure, computed) ? "near" : "adjusted", [], computed);
  }

  /* How many significant digits agree with the counts: those of the numbers that fit. */
  const agreement = (figures, ends) => sum(ends, end => figures[end].bound ? 0 : figures[end].digits);

  /* Whether a ratio that only a rarer method rounds to stands, cut off, beside Woolf's limits. */
  function cutBesideWoolf(figure, values, readings, limits) {
    if (!PLAIN.includes(readings[0]) || fit(figure, values[readings[0]]) !== CUT) return false;
    return Object.values(limits).some(([names]) => names.some(isUsual));
  }

  const waysFound = found => unique(Object.values(found).flatMap(([readings]) => readings.map(wayOf)));

  /* The first of several that lies nearest. 1.00 is as near to a ratio as to that turned over, whatever the
     last digit of a logarithm says. */
  function closest(values, distance) {
    const steps = values.map(value => Math.round(distance(value) * 1e9));
    return values.length ? values[steps.indexOf(Math.min(...steps))] : null;
  }

  /* The reading whose value lies nearest to a printed one, among `ways` if there are some. */
  function nearestOf(values, figure, ways) {
    const usable = PLAIN.filter(name => isPositive(values[name]) && (!ways.length || ways.includes(name)));
    const target = isPositive(figure.value) ? Math.log(figure.value) : 0;
    return closest(usable, name => Math.abs(Math.log(values[name]) - target));
  }

  const isNear = (figure, value) => value !== null && Math.abs(figure.value - value) <= NEAR * value;

  /* The shortened shares that a printed ratio was computed from: { key, p, q, places }. */
  function fromRounded(counts, kind, figure) {
    if (figure.digits < FEWEST_DIGITS || figure.bound) return null;
    for (const name of Object.keys(SHARES).slice(0, 4)) {
      const [[x, n], [y, m]] = sharesOf(counts, name);
      if (!isWithin(x, 0, n) || !isWithin(y, 0, m)) continue;
      const exact = kind === "or" ? divide(x * (m - y), y * (n - x)) : counts.riskRatio([x, n], [y, m]);
      for (const places of [2, 3, 4]) {
        for (const shorten of [roundedShare, cutShare]) {
          const p = shorten(x / n, places), q = shorten(y / m, places);
          if (!isWithin(p, 0, 1) || !isWithin(q, 0, 1)) continue;
          const ratio = kind === "rr" ? p / q : p * (1 - q) / (q * (1 - p));
          if (fit(figure, ratio) && isNear(figure, exact)) return { key: "rounded", p, q, places };
        }
      }
    }
    return null;
  }

  const roundedShare = (share, places) => Number(fixed(share, places));
  const cutShare = (share, places) => Math.floor(share * power(places) + 1e-9) / power(places);

  function settleLimit(line, counts, end, found, readings) {
    const { figures, kind } = line, figure = figures[end];
    const say = (verdict, why, reading, computed) => settle(line, end, verdict, why, reading, computed);
    const own = unique(readings.map(wayOf)), ways = unique([...own, ...waysFound(found)]);
    const closed = closedOf(counts, kind, ways);
    const others = Object.keys(found).filter(key =>
      key !== end && (!own.length || found[key][0].some(name => own.includes(wayOf(name)))));
    const isRestored = value => fit(tenth(figure), value) === ROUNDED;
    const agreed = agreement(figures, [...readings.length ? [""] : [], ...others]);
    const place = placeOf(counts, figures, found, others, end), isLikely = isPlausible(counts, kind, ways, figure, place);
    const isFewest = figure.digits === 1 || agreed + figure.digits < ENOUGH;
    const again = isLikely || isFewest ? null // else the limit that has lost a zero
      : closed.find(([name, value]) => isUsual(name) && isRestored(value));
    if (end in found && !(again && isOddOne(found, end))) {
      const [names, grade] = found[end];
      return say(graded(grade), "", names, valueNear(counts, names, figure));
    }
    const isFinite = isPositive(figure.value);
    const nearest = closest(atPlace(counts, kind, own.length ? own : ways, place),
      value => isFinite ? Math.abs(Math.log(value / figure.value)) : value);
    if (again) return say("lost_zero", "", [again[0]], again[1]);
    if (!ways.length || ("" in figures && !readings.length)) return say("cannot_be_known", "of_the_other");
    if (nearest === null) return say("cannot_be_known", "no_limits");
    if (agreed < ENOUGH || (isLikely && !isCertain(figures, found, others))) {
      return say("cannot_be_known", "other_method", [], nearest);
    }
    if (!others.length) return say("contradicts", "estimate_fits", [], nearest);
    const computed = valueOf(counts, found[others[0]][0][0], place ? "high" : "low");
    return say("contradicts", isNear(figure, computed) ? "near" : "other_fits", [], computed);
  }

  /* Whether a limit fits only a rarer method, and the other limit only another method. */
  function isOddOne(found, end) {
    const [names] = found[end];
    const others = Object.keys(found).filter(key => key !== end).map(key => found[key][0]);
    return others.some(other => !names.some(name => other.includes(name))) && !names.some(isUsual);
  }

  /* Every limit in closed form of these ratios, as [reading, value]. */
  function closedOf(counts, kind, ways) {
    return ways.flatMap(way => Object.entries(closedLimits(counts, kind, way)).flatMap(
      ([method, pair]) => (pair || []).map(value => [`${way} ${method}`, value])));
  }

  /* The limit that a printed one is, of the reading that comes first. */
  function valueNear(counts, names, figure) {
    const values = ["low", "high"].map(end => valueOf(counts, names[0], end));
    if (![...values, figure.value].every(isPositive)) return closest(values, value => -fit(figure, value));
    return closest(values, value => Math.abs(Math.log(value / figure.value)));
  }

  /* The lower (0) or upper (1) limits in closed form of these ratios, as far as there are any. */
  function atPlace(counts, kind, ways, place) {
    const pairs = ways.flatMap(way => Object.values(closedLimits(counts, kind, way)));
    return pairs.filter(Boolean).map(pair => pair[place]).filter(isPositive);
  }

  /* Whether the other limit is by a usual method beyond chance. Methods lie so close together that one may
     be another's, to a few digits. */
  function isCertain(figures, found, others) {
    return others.some(end => figures[end].digits >= CERTAIN && found[end][0].some(isUsual));
  }

  /* Whether a limit may be by another method: within half of the usual distance, as logarithms. An
     interval may also be open on one side, as for a one-sided test. */
  function isPlausible(counts, kind, ways, figure, place) {
    if (!isPositive(figure.value)) return figure.value === (place ? Infinity : 0);
    return ways.some(way => Object.values(closedLimits(counts, kind, way)).some(
      pair => pair && Math.abs(Math.log(figure.value / pair[place])) <= Math.log(pair[1] / pair[0]) / 4));
  }

  /* 0 where a limit should be the lower one, 1 where it should be the upper. */
  function placeOf(counts, figures, found, others, end) {
    const other = end === "_low" ? "_high" : "_low";
    if (others.includes(other)) return isNearerLow(figures[other], counts, found[other][0][0]) ? 1 : 0;
    if (!(other in figures)) return end === "_low" ? 0 : 1;
    return (end === "_high") === (figures._high.value >= figures._low.value) ? 1 : 0;
  }

  /* Whether a limit that fits a reading is its lower one. */
  function isNearerLow(figure, counts, name) {
    const [low, high] = ["low", "high"].map(end => valueOf(counts, name, end));
    if (![low, high, figure.value].every(isPositive)) return fit(figure, low) > 0;
    return Math.log(figure.value) < (Math.log(low) + Math.log(high)) / 2;
  }

  /* What is wrong with printed limits on their own. */
  function intervalFaults({ "": estimate, _low: first, _high: second }) {
    if (!first || !second || first.bound || second.bound) return [];
    const isDescending = first.value > second.value, faults = isDescending ? ["descending"] : [];
    if (!estimate || estimate.bound) return faults;
    const [low, high] = isDescending ? [second, first] : [first, second];
    if (surelyBelow(estimate, low) || surelyBelow(high, estimate)) faults.push("excludes_estimate");
    return faults;
  }

  /* Whether a number lies below another however they were rounded or cut. */
  const surelyBelow = (one, other) => one.value + 2 * one.half * (1 + 1e-9) < other.value - other.half;

  // ---- Numbers that stand alone (singles.py) ----------------------------------------------------------

  const P_TESTS = {
    p: null, p_pearson: "pearson", p_yates: "yates", p_n1: "n-1", p_lr: "likelihood_ratio",
    p_fisher: "fisher", p_fisher1: "fisher_one_sided", p_midp: "mid_p",
  };
  const CHI2_TESTS = {
    chi2: null, chi2_pearson: "pearson", chi2_yates: "yates", chi2_n1: "n-1", chi2_lr: "likelihood_ratio",
  };

  /* Judge a p-value, chi-square, phi, cc or n; `adjusted` where the ratios beside it may be so. */
  function judgeSingle(counts, key, figure, adjusted) {
    const row = (figure, [verdict, why, reading, computed]) =>
      ({ quantity: key, figure, verdict, why, reading, computed });
    if (key in P_TESTS) {
      figure = asShare(figure);
      return row(figure, judgeP(counts, P_TESTS[key], figure, adjusted));
    }
    if (key in CHI2_TESTS) return row(figure, judgeChi2(counts, CHI2_TESTS[key], figure));
    return row(figure, key === "n" ? judgeN(counts, figure) : judgePhi(counts, key, figure));
  }

  function judgeP(counts, named, figure, adjusted) {
    const { p } = counts, found = map(p, value => fit(figure, value));
    const far = named === "fisher_one_sided" && !found[named] && fit(figure, counts.farTail);
    if (far) found[named] = far;
    const [readings, grade] = namedFirst(found, named);
    const closest = p[named in p ? named : "pearson"];
    if (figure.value === 0) {
      if (!readings.length) return ["contradicts", "no_test", [], closest];
      return ["p_zero", "", readings, p[readings[0]]];
    }
    if (readings.length) {
      return [graded(grade), whyOf(named, readings), readings, far ? counts.farTail : p[readings[0]]];
    }
    if (counts.hasEmptyMargin) return ["cannot_be_known", "undefined", [], null];
    if (fit(figure, counts.waldP) === ROUNDED) return ["reproduces", "", ["wald"], counts.waldP];
    if (adjusted) return ["cannot_be_known", "adjusted", [], closest];
    const isLarger = figure.value > Math.max(...Object.values(p)) && !figure.bound;
    const perhaps = isLarger && Math.max(p.pearson, p.yates) < figure.value && figure.value <= 0.01;
    return ["contradicts", perhaps ? "perhaps_below" : "no_test", [], closest];
  }

  /* The readings that fit best, the one that is named first. */
  function namedFirst(found, named) {
    const [readings, grade] = best(found);
    return [[...readings.filter(name => name === named), ...readings.filter(name => name !== named)], grade];
  }

  /* Whether a number is by another test than the one that it is printed for. */
  function whyOf(named, readings) {
    const alike = named === "fisher" ? [named, "fisher_doubled"] : [named]; // both are called Fisher's
    return named && !readings.some(name => alike.includes(name)) ? "other_test" : "";
  }

  /* A p-value that is printed in percent as a share of 1; "< 0.000" as "0.000". */
  function asShare(figure) {
    if (figure.percent) figure = tenth(tenth(figure));
    return figure.value === 0 ? { ...figure, bound: "" } : figure;
  }

  function judgeChi2(counts, named, figure) {
    if (counts.hasEmptyMargin) return ["cannot_be_known", "undefined", [], null];
    const [readings, grade] = namedFirst(map(counts.chi2, value => fit(figure, value)), named);
    if (!readings.length) return ["contradicts", "no_test", [], counts.chi2[named || "pearson"]];
    return [graded(grade), whyOf(named, readings), readings, counts.chi2[readings[0]]];
  }

  /* Phi, whose sign depends on the order of rows, or the contingency coefficient. */
  function judgePhi(counts, key, figure) {
    if (counts.hasEmptyMargin) return ["cannot_be_known", "undefined", [], null];
    const { phi, cc } = counts, computed = key === "phi" ? phi : cc;
    const found = { phi: fit(figure, figure.value * phi < 0 ? -phi : phi), cc: fit(figure, cc) };
    // some divide it by the largest that it can be, so that 1 means all
    if (key === "cc") found["cc adjusted"] = fit(figure, cc * Math.SQRT2);
    const own = Object.keys(found).find(name => found[name] && name.startsWith(key));
    if (own) return [graded(found[own]), "", namesWith(found, found[own]), computed];
    const other = key === "phi" ? "cc" : "phi";
    if (found[other] === ROUNDED) return ["contradicts", "foreign", [other], computed];
    return ["contradicts", "not_given", [], computed];
  }

  function judgeN(counts, figure) {
    const isGiven = isTotal(figure, counts.n);
    return isGiven ? ["reproduces", "", ["total"], counts.n] : ["contradicts", "not_given", [], counts.n];
  }

  // ---- Percentages (percents.py) ----------------------------------------------------------------------

  const BASES = ["row", "column", "total"];
  const CELLS = ["exposed_cases", "exposed_noncases", "unexposed_cases", "unexposed_noncases"];
  const MARGINS = ["exposed", "unexposed", "case", "noncase", "all"];
  const FEWEST = 2; // so many other percentages settle of whom they all are

  /* What share a cell or margin is of each whole: base to [count, of how many]. The total of a row is
     100% of itself, and a share of everybody: in the column of totals, which column percentages have too. */
  function shares({ cells, rows, columns, n }, cell) {
    const place = CELLS.indexOf(cell), margin = MARGINS.indexOf(cell);
    if (place >= 0) {
      const count = cells[place];
      return { row: [count, rows[place >> 1]], column: [count, columns[place & 1]], total: [count, n] };
    }
    if (cell === "all") return { row: [n, n], column: [n, n], total: [n, n] };
    const count = [...rows, ...columns][margin], isRow = margin < 2;
    return { row: [count, isRow ? count : n], column: [count, isRow ? n : count], total: [count, n] };
  }

  /* How well a printed percentage, or proportion, fits each base. */
  function fitsOf(counts, cell, figure) {
    const found = {};
    for (const [base, [count, whole]] of Object.entries(shares(counts, cell))) {
      const share = count / whole;
      const isProportion = !figure.percent && figure.value <= 1 && figure.decimals >= 2;
      const grade = whole ? Math.max(fit(figure, 100 * share), isProportion ? fit(figure, share) : 0) : 0;
      if (grade) found[base] = grade;
    }
    return found;
  }

  /* Judge printed percentages by what they are of. Where a cell has several, the first of every cell are
     read together, and so on: percentages are printed in one order throughout a table. */
  function judgePercents(counts, listed) {
    const places = Math.max(0, ...Object.values(listed).map(figures => figures.length));
    const even = CELLS.every(cell => !(cell in listed) || listed[cell].length === places);
    const rows = [];
    for (let place = 0; place < places; place++) {
      const figures = {};
      for (const cell in listed) if (listed[cell].length > place) figures[cell] = listed[cell][place];
      rows.push(...judgeSeries(counts, figures, even));
    }
    return rows;
  }

  function judgeSeries(counts, figures, together) {
    const fits = {};
    for (const cell in figures) fits[cell] = fitsOf(counts, cell, figures[cell]);
    const cells = Object.keys(figures).filter(cell => CELLS.includes(cell));
    const alike = together ? basesOf(fits, cells) : [], [base] = alike;
    return Object.entries(figures).map(([cell, figure]) => {
      const found = fits[cell];
      if (CELLS.includes(cell) && base in found) {
        return percentRow(counts, cell, figure, alike.filter(name => name in found), found[base]);
      }
      const top = Math.max(0, ...Object.values(found));
      if (top) return percentRow(counts, cell, figure, BASES.filter(name => found[name] === top), top);
      return misfit(counts, cell, figure, base, fits, cells);
    });
  }

  /* Every whole that most cells have their percentage of. */
  function basesOf(fits, cells) {
    const fitting = base => cells.filter(cell => base in fits[cell]);
    const most = Math.max(...BASES.map(base => fitting(base).length));
    const alike = most ? BASES.filter(base => fitting(base).length === most) : [];
    const exact = base => fitting(base).filter(cell => fits[cell][base] === ROUNDED).length;
    const top = Math.max(...alike.map(exact));
    return alike.filter(base => exact(base) === top);
  }

  function percentRow(counts, cell, figure, reading, grade) {
    const [count, whole] = shares(counts, cell)[reading[0]];
    const computed = inUnit(figure, count / whole);
    return { quantity: `percent_${cell}`, figure, verdict: graded(grade), why: "", reading, computed };
  }

  /* A share as it is printed, as a proportion or as a percentage. */
  function inUnit({ value, percent }, share) {
    return Math.abs(value - share) < Math.abs(value - 100 * share) && !percent ? share : 100 * share;
  }

  function misfit(counts, cell, figure, base, fits, cells) {
    const row = (verdict, why, reading, computed) =>
      ({ quantity: `percent_${cell}`, figure, verdict, why, reading, computed });
    const unknown = row("cannot_be_known", "no_base", [], null), isCell = CELLS.includes(cell);
    const others = cells.filter(other => other !== cell);
    const settled = others.filter(other => base in fits[other]);
    if (!isCell || !base || settled.length < Math.max(FEWEST, others.length - 1)) return unknown;
    const [count, whole] = shares(counts, cell)[base];
    if (!whole) return unknown;
    const computed = inUnit(figure, count / whole);
    const isLastDigit = Math.abs(figure.value - computed) <= 2.5 * figure.half; // perhaps for a sum of 100
    return isLastDigit ? row("cannot_be_known", "last_digit", [base], computed)
      : row("contradicts", "others_fit", [base], computed);
  }

  // ---- Every printed number (printed.py) --------------------------------------------------------------

  const LINES = { or: "or", rr: "rr", rr2: "rr" }; // what a line of a ratio and its limits is of
  const ENDS = ["", "_low", "_high"];
  const KEYS = [
    ...Object.keys(P_TESTS), ...Object.keys(CHI2_TESTS),
    ...Object.keys(LINES).flatMap(line => ENDS.map(end => line + end)), "phi", "cc", "n",
  ];

  /* What is the matter with a text printed as `key`: "", "unknown_key", "unreadable", "not_a_share" (a
     p-value lies between 0 and 1) or "negative". A page asks it of each field. */
  function problemOf(key, text) {
    const isPercent = key.startsWith("percent_"), isOfMargin = key.startsWith("total_");
    const known = isPercent ? [...CELLS, ...MARGINS].includes(key.slice("percent_".length))
      : isOfMargin ? MARGINS.includes(key.slice("total_".length)) : KEYS.includes(key);
    const figure = known && readFigure(text);
    if (!figure) return known ? "unreadable" : "unknown_key";
    if (isPercent || isOfMargin || key === "phi" || key in P_TESTS) {
      const isShare = 0 <= figure.value && figure.value <= (figure.percent ? 100 : 1);
      return key in P_TESTS && !isShare ? "not_a_share" : "";
    }
    return figure.value < 0 ? "negative" : "";
  }

  /* Audit every number that is printed with a table: { findings, counts, claim }. `printed`: key to text;
     `percentages`: cell or margin to text or several; `totals`: margin to text; `claim`: ["exposed" or
     "unexposed", "case" or "noncase"], which group the text says has the higher odds, and of which outcome.
     Where a text cannot be what it is printed as, { refused: why, found: { key, text }, findings: [] }. */
  function audit(table, printed, percentages = null, claim = null, totals = null) {
    const listed = map(percentages || {}, texts => [texts].flat());
    const texts = [
      ...Object.entries(printed),
      ...Object.entries(listed).flatMap(([cell, some]) => some.map(text => [`percent_${cell}`, text])),
      ...Object.entries(totals || {}).map(([margin, text]) => [`total_${margin}`, text]),
    ];
    for (const [key, text] of texts) {
      const refused = problemOf(key, text);
      if (refused) return { refused, found: { key, text }, findings: [] };
    }
    const counts = countsOf(table), figures = map(printed, readFigure), rows = {}, ofLimits = [];
    for (const [line, kind] of Object.entries(LINES)) {
      const ends = {};
      for (const end of ENDS) if (line + end in figures) ends[end] = figures[line + end];
      if (!Object.keys(ends).length) continue;
      Object.assign(rows, judgeLine(counts, line, kind, ends, claim));
      ofLimits.push(...faults(line, ends));
    }
    const adjusted = isAdjusted(Object.values(rows));
    for (const key in figures) {
      if (!(key in rows)) rows[key] = judgeSingle(counts, key, figures[key], adjusted);
    }
    const found = [
      ...Object.keys(figures).map(key => rows[key]), ...ofLimits, ...judgeTotals(counts, totals || {}),
      ...judgePercents(counts, map(listed, some => some.map(readFigure))),
    ];
    return { findings: found.map(finding), counts, claim };
  }

  /* Whether a printed number is a total; 1.517 may be a thousand and more. */
  function isTotal(figure, total) {
    return Boolean(fit(figure, total)) || (figure.decimals === 3 && Math.round(figure.value * 1000) === total);
  }

  function* judgeTotals(counts, totals) {
    for (const [margin, text] of Object.entries(totals)) {
      const figure = readFigure(text);
      const computed = margin === "all" ? counts.n : [...counts.rows, ...counts.columns][MARGINS.indexOf(margin)];
      const holds = isTotal(figure, computed);
      yield {
        quantity: `total_${margin}`, figure, computed, verdict: holds ? "reproduces" : "contradicts",
        why: holds ? "" : "not_given", reading: holds ? ["sum"] : [],
      };
    }
  }

  /* `shares` are the shortened ones that a ratio was computed from; words need them, and the figure. */
  function finding({ quantity, figure, verdict, why, reading, computed }) {
    const isPlain = typeof why === "string";
    return {
      quantity, printed: figure.text, computed, verdict, reading, why: isPlain ? why : why.key,
      figure, shares: isPlain ? null : why,
    };
  }

  function judgeLine(counts, name, kind, ends, claim) {
    const line = judgeRatio(counts, kind, ends), rows = {};
    if (claim) holdAgainstClaim(line, claim[0] === "exposed" ? 0 : 1, claim[1] === "case" ? 0 : 1);
    for (const end in ends) {
      rows[name + end] = { quantity: name + end, figure: ends[end], ...line.settled[end] };
    }
    return rows;
  }

  /* What is wrong with two limits as printed, whatever the counts. */
  function faults(name, ends) {
    return intervalFaults(ends).map(verdict => {
      const figure = { ...ends._low, text: `${ends._low.text.trim()} - ${ends._high.text.trim()}` };
      return { quantity: `${name}_limits`, figure, verdict, why: "", reading: [], computed: null };
    });
  }

  /* Whether the ratios of a line may be of more than these counts, and a p-value with them: so where one is
     printed and too few digits of it and its limits agree with the counts. */
  function isAdjusted(rows) {
    if (!rows.some(row => row.quantity in LINES)) return false;
    const agreeing = rows.filter(row => !["contradicts", "cannot_be_known"].includes(row.verdict));
    return sum(agreeing, row => row.figure.digits) < ENOUGH;
  }

  /* A ratio is inverted where it is only the reciprocal of what the text says it is. */
  function holdAgainstClaim(line, row, column) {
    const found = line.settled[""];
    if (!found || !["reproduces", "truncated"].includes(found.verdict)) return;
    if (!found.reading.every(reading => isTurned(reading, row, column))) return;
    found.verdict = "inverted";
    found.computed = turn(found.computed);
  }

  /* Whether a reading is the reciprocal of the ratio in which a row has more of a column. A ratio of two
     shares is so only where it is of the outcome that is claimed: that of the other says the same. */
  function isTurned(reading, row, column) {
    const way = wayOf(reading);
    if (WAYS.includes(way)) return (way === "ad/bc") !== (row === column);
    const { line, over, which } = SHARES[way], [own, other] = line === "row" ? [row, column] : [column, row];
    return which === other && over !== own;
  }

  // ---- In words (words.py) ----------------------------------------------------------------------------

  const KEY_TESTS = {
    pearson: "pearson", yates: "yates", n1: "n-1", lr: "likelihood_ratio", fisher: "fisher",
    fisher1: "fisher_one_sided", midp: "mid_p",
  };
  const RANKS = { reproduces: 0, truncated: 0, cannot_be_known: 2 };
  const FEWEST_TOGETHER = 2;
  const MOST_DECIMALS = 100; // that toFixed writes

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, gap) => String(values[gap]));
  const capital = text => { const [first, ...rest] = text; return first.toUpperCase() + rest.join(""); };
  /* Fixed decimals, more than toFixed writes: of a p-value such as 1e-120. */
  function long(value, decimals) {
    const halves = BigInt(Math.trunc(value * 2 ** 1000)) * 10n ** BigInt(decimals) / 2n ** 999n;
    const digits = String((halves + 1n) / 2n).padStart(decimals + 1, "0");
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }

  const quoted = text => `"${text.trim()}"`;

  /* The words of one language: `names` are those of the table's rows and columns in it. */
  function speaker({ counts, claim }, names, language, words) {
    const own = words[language], { parts } = own;
    const shown = window.asiCalculator.speaker({ ...words, sentences: words.numbers, measures: {} }, language);
    const holds = verdict => verdict in RANKS && verdict !== "cannot_be_known";
    const pvalue = p => { const text = shown.pvalue(p); return text.startsWith("<") ? text : `= ${text}`; };

    function number(value, decimals) {
      if (decimals <= MOST_DECIMALS || !Number.isFinite(value)) return shown.number(value, decimals);
      const text = long(Math.abs(value), decimals);
      return (value < 0 ? "−" : "") + text.replace(".", words.marks[language].decimal);
    }

    function nameOf(quantity) {
      const [head, tail] = quantity.split("_");
      if (head === "p" || head === "chi2") {
        if (!tail) return parts[head];
        return fill(parts.of_test, { what: parts[head], test: own.tests[KEY_TESTS[tail]] });
      }
      if (tail === "low" || tail === "high") {
        return fill(tail === "low" ? parts.first : parts.second, { ratio: own.names[head] });
      }
      return own.names[head];
    }

    /* What a finding means for a reader. */
    function noteOf(found) {
      const { quantity, printed, verdict } = found;
      const values = { printed: quoted(printed), name: nameOf(quantity) };
      const [key, more] = quantity.startsWith("percent_") ? percentNote(found)
        : quantity.startsWith("total_") ? totalNote(found)
        : quantity.endsWith("_limits") ? [verdict, {}]
          : quantity === "phi" || quantity === "cc" || quantity === "n" ? plainNote(found)
            : quantity.startsWith("p") ? pNote(found)
              : quantity.startsWith("chi2") ? chi2Note(found) : ratioNote(found);
      return fill(own.sentences[key], { ...values, ...more });
    }

    function percentNote({ quantity, figure, verdict, why, reading, computed }) {
      const cell = quantity.slice("percent_".length), values = { cell: cellWords(cell) };
      if (computed !== null) values.computed = number(computed, figure.decimals + 1);
      if (reading.length) {
        const bases = MARGINS.includes(cell) && reading.includes("total") ? ["total"] : reading;
        values.of = bases.map(base => own.bases[base]).join(parts.or);
        values.of_others = own.of_others[bases[0]];
      }
      return [{ reproduces: "percent", truncated: "percent_truncated" }[verdict] || `percent_${why}`, values];
    }

    function totalNote({ quantity, verdict, why, computed }) {
      const values = { of: cellWords(quantity.slice("total_".length)), computed: number(computed, 0) };
      return [verdict === "reproduces" ? "total" : `total_${why}`, values];
    }

    function cellWords(cell) {
      if (MARGINS.includes(cell)) return cell === "all" ? parts.everybody : names[cell];
      const [group, outcome] = cell.split("_");
      return fill(parts.cell, { group: names[group], outcome: names[outcome.replace(/s$/, "")] });
    }

    function testsOf(reading) {
      if (Object.keys(counts.p).every(name => reading.includes(name))) return parts.every_test;
      return reading.map(name => own.tests[name]).join(parts.and);
    }

    /* What holds of a test; by which it is need not be said of one that the print names. */
    function testNote({ quantity, figure, verdict, why, reading, computed }) {
      const values = { which: testsOf(reading) }, isCut = verdict === "truncated";
      if (isCut) values.computed = number(computed, figure.decimals + 2);
      const key = why ? "p_other_test" : quantity.includes("_") ? "plain" : "p";
      return [isCut && !why ? `${key}_truncated` : key, values];
    }

    const below = figure =>
      fill(own.sentences.below, { bound: number(2 * figure.half, figure.decimals) });

    function pNote(found) {
      const { quantity, figure, verdict, why, reading, computed } = found, { p } = counts;
      if (verdict === "p_zero") return ["p_zero", { below: below(figure) }];
      if (holds(verdict)) return testNote(found);
      if (why === "no_test" && quantity.includes("_")) {
        return ["other_than_named", { own: fill(own.sentences.p_own, { value: pvalue(computed) }) }];
      }
      const values = { which: testsOf(reading), bound: number(figure.value, figure.decimals) };
      Object.assign(values, map({ fisher: p.pearson, ...p }, pvalue));
      return [why === "undefined" ? why : `p_${why}`, values];
    }

    function chi2Note(found) {
      const { quantity, figure, verdict, why, computed } = found;
      if (holds(verdict)) return testNote(found);
      const shownAs = value => number(value, Math.max(1, figure.decimals));
      if (why === "no_test" && quantity.includes("_")) return ["other_than_named", { own: shownAs(computed) }];
      const values = map(counts.chi2, shownAs);
      return [why === "undefined" ? why : "chi2_no_test", values];
    }

    function plainNote({ quantity, figure, verdict, why, reading, computed }) {
      const values = {}, decimals = figure.decimals + (verdict === "truncated" ? 2 : 0);
      if (computed !== null) values.computed = number(computed, quantity === "n" ? 0 : decimals);
      if (why === "foreign") values.which = own.names[reading[0]];
      if (holds(verdict)) return [verdict === "reproduces" ? "plain" : "plain_truncated", values];
      return [quantity === "n" ? "n_not_given" : why, values];
    }

    function ratioNote({ quantity, figure, verdict, why, reading, computed, shares }) {
      const values = {}, isLimit = /_(low|high)$/.test(quantity);
      if (reading.length) values.which = readingsOf(reading, isLimit);
      if (computed !== null) {
        values.computed = number(computed, figure.decimals + (verdict === "truncated" ? 2 : 0));
        values.turned = shown.ratio(turn(computed));
      }
      if (holds(verdict)) return [verdict === "reproduces" ? "ratio" : "ratio_truncated", values];
      if (verdict === "inverted") {
        if (isWithin(computed, 0, 1)) { // 0.029, not 0.0, for a printed 34.7
          values.computed = number(computed, Math.max(figure.decimals, 1 - Math.floor(Math.log10(computed))));
        }
        return ["inverted", { ...values, group: names[claim[0]], outcome: names[claim[1]] }];
      }
      if (verdict === "lost_zero") {
        return ["lost_zero", { ...values, restored: number(figure.value / 10, figure.decimals + 1) }];
      }
      if (shares) for (const name of ["p", "q"]) values[name] = number(shares[name], shares.places);
      if (why.endsWith("foreign")) values.computed = ofCounts(quantity, figure);
      return [why === "near" && isLimit ? "limit_near" : why, values];
    }

    /* What the counts give for the measure that a number is printed as. */
    function ofCounts(quantity, figure) {
      const kind = quantity.startsWith("or") ? "or" : "rr", [, end] = quantity.split("_");
      const way = kind === "or" ? WAYS[0] : Object.keys(SHARES)[0];
      let value = estimates(counts, kind)[way];
      if (end) {
        const pair = closedLimits(counts, kind, way)[kind === "or" ? "woolf" : "katz"];
        value = pair ? pair[end === "low" ? 0 : 1] : NaN;
      }
      return number(value === undefined ? NaN : value, Math.max(1, figure.decimals));
    }

    /* What a ratio or limit is: the usual methods where one fits, else those that do. The rarer methods
       that fit a short number as well stand in the reading; a reader needs one. */
    function readingsOf(readings, isLimit) {
      const usual = readings.filter(name => isLimit ? isUsual(name) : PLAIN.includes(name)), methods = {};
      for (const name of usual.length ? usual : readings) {
        const way = wayOf(name);
        (methods[way] = methods[way] || []).push(name.slice(way.length + 1));
      }
      return Object.entries(methods).map(([way, some]) => readingOf(way, some, isLimit)).join(parts.or_else);
    }

    function readingOf(way, methods, isLimit) {
      let ratio = ratioWords(way);
      if (isLimit) {
        const [, level = "95%"] = methods[0].split(" ");
        const method = methods.map(name => own.methods[name.split(" ")[0]]).join(parts.or);
        return fill(parts.limit_of, { ratio, method, level: level.slice(0, -1) });
      }
      if (way === "bc/ad") ratio = fill(parts.also, { ratio, ...names });
      if (methods.length === 1 && methods[0] === "") return ratio;
      const method = methods.map(name => name === "mid_p" ? parts.median : own.methods[name]).join(parts.or);
      return fill(parts.by, { ratio, method });
    }

    function ratioWords(way) {
      if (WAYS.includes(way)) return fill(way === "ad/bc" ? parts.odds_of : parts.odds_turned, names);
      const { line, over, under, which } = SHARES[way];
      const groups = [names.exposed, names.unexposed], outcomes = [names.case, names.noncase];
      const [lines, others] = line === "row" ? [groups, outcomes] : [outcomes, groups];
      const words = line === "row" ? parts.risk_of : parts.share_of;
      return fill(words, { which: others[which], over: lines[over], under: lines[under] });
    }

    /* Percentages that hold and are of the same whole share a sentence; so do totals, and p-values that
       are printed as 0. */
    function together(key, group) {
      const [{ reading, figure }] = group, printed = group.map(found => quoted(found.printed)).join(", ");
      const of = reading.map(base => own.of_others[base]).join(parts.or);
      return fill(own.sentences[key], { printed, of, below: below(figure) });
    }

    return { noteOf, together, nothing: parts.nothing };
  }

  /* The sentences of an audit: what holds first, then what does not, last what nobody can know. */
  function describe(audited, names, language, words) {
    const { noteOf, together, nothing } = speaker(audited, names, language, words);
    const rank = ({ verdict }) => verdict in RANKS ? RANKS[verdict] : 1;
    const ordered = [0, 1, 2].flatMap(place => audited.findings.filter(found => rank(found) === place));
    /* What a finding shares a sentence with others by; nothing where it stands alone. */
    const kindOf = ({ quantity, verdict, reading, figure }) => {
      if (verdict === "p_zero") return `p_zeros ${figure.decimals}`;
      if (verdict !== "reproduces") return "";
      return quantity.startsWith("total_") ? "totals" : quantity.startsWith("percent_") ? `percents ${reading}` : "";
    };
    const sentences = [];
    for (const found of ordered) {
      const kind = kindOf(found), group = ordered.filter(other => kind && kindOf(other) === kind);
      if (group.length < FEWEST_TOGETHER) sentences.push(noteOf(found));
      else if (found === group[0]) sentences.push(together(kind.split(" ")[0], group));
    }
    return (sentences.length ? sentences : [nothing]).map(capital);
  }

  /* What one finding means for a reader. */
  function note(audited, found, names, language, words) {
    return capital(speaker(audited, names, language, words).noteOf(found));
  }

  return { audit, describe, note, problemOf, readFigure };
})();
