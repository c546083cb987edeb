/* The calculator: any four counts, in a page without a kernel. The arithmetic and the sentences are
   those of asi_helpers, held equal by tests/site/test_calculator.py; the sentences' words come with
   the page. Nothing that is typed leaves the browser. */
(() => {
  "use strict";
  // Upper points of the normal distribution, by the level of confidence of an interval in percent.
  const Z = { 90: 1.6448536269514722, 95: 1.959963984540054, 99: 2.5758293035489004 };
  const FINEST = 6; // decimals to which a limit is held
  const WAIT = 600; // ms of rest before a change is announced

  // ---- Arithmetic (a table is { a, b, c, d }: exposed cases, exposed non-cases, then unexposed) ----

  /* Products beyond 2^53 would lose digits. */
  function tooLarge({ a, b, c, d }) {
    const products = [a * d, b * c, (a + b) * (c + d), (a + c) * (b + d), a * (c + d), c * (a + b)];
    return products.some(product => !Number.isSafeInteger(product));
  }

  const emptyMargin = ({ a, b, c, d }) => [a + b, c + d, a + c, b + d].includes(0);

  function ratio(numerator, denominator) {
    if (denominator === 0) return numerator === 0 ? NaN : Infinity;
    return numerator / denominator;
  }

  function logInterval(value, halfWidth) {
    const factor = Math.exp(halfWidth);
    return { low: value / factor, high: value * factor };
  }

  /* Prevalence odds ratio, Woolf. */
  function oddsRatio(t, level = 95) {
    const { a, b, c, d } = t;
    if (emptyMargin(t)) return { value: NaN, interval: null, level };
    const value = ratio(a * d, b * c);
    if ([a, b, c, d].includes(0)) return { value, interval: null, level };
    const error = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    return { value, interval: logInterval(value, Z[level] * error), level };
  }

  /* The same with 0.5 added to every cell. */
  const haldane = ({ a, b, c, d }, level = 95) =>
    oddsRatio({ a: a + 0.5, b: b + 0.5, c: c + 0.5, d: d + 0.5 }, level);

  /* Prevalence ratio, Katz. */
  function prevalenceRatio({ a, b, c, d }, level = 95) {
    if ([a + b, c + d, a + c].includes(0)) return { value: NaN, interval: null, level };
    const value = ratio(a * (c + d), c * (a + b));
    if (a === 0 || c === 0) return { value, interval: null, level };
    const variance = b / a / (a + b) + d / c / (c + d);
    return { value, interval: logInterval(value, Z[level] * Math.sqrt(variance)), level };
  }

  function wilson(proportion, n, z) {
    const centre = proportion + z * z / (2 * n);
    const spread = z * Math.sqrt(proportion * (1 - proportion) / n + z * z / (4 * n * n));
    const scale = 1 + z * z / n;
    return {
      low: proportion === 0 ? 0 : (centre - spread) / scale,
      high: proportion === 1 ? 1 : (centre + spread) / scale,
    };
  }

  /* Prevalence difference, Newcombe. */
  function difference({ a, b, c, d }, level = 95) {
    if (a + b === 0 || c + d === 0) return { value: NaN, interval: null, level };
    const p = a / (a + b), q = c / (c + d);
    const value = (a * d - b * c) / ((a + b) * (c + d));
    const first = wilson(p, a + b, Z[level]), second = wilson(q, c + d, Z[level]);
    return {
      value,
      level,
      interval: {
        low: Math.max(-1, value - Math.hypot(p - first.low, second.high - q)),
        high: Math.min(1, value + Math.hypot(first.high - p, q - second.low)),
      },
    };
  }

  /* Chance of a chi-square with one degree of freedom above x: erfc(sqrt(x / 2)), by the series of
     erf where x is small and by erfc's continued fraction where it is large. */
  function chiSquareTail(x) {
    if (x < 4) {
      let term = Math.sqrt(2 * x / Math.PI) * Math.exp(-x / 2), sum = 0;
      for (let k = 1; term > sum * 1e-17; k += 2) { sum += term; term *= x / (k + 2); }
      return 1 - sum;
    }
    let fraction = 0;
    for (let k = 100; k > 0; k--) fraction = k / (Math.sqrt(x) + fraction);
    return Math.sqrt(2 / Math.PI) * Math.exp(-x / 2) / (Math.sqrt(x) + fraction);
  }

  /* Pearson's; with "yates" half a person off every gap; with "n-1" times (n - 1) / n. */
  function chiSquare(t, correction = null) {
    if (emptyMargin(t)) return { statistic: NaN, pvalue: NaN };
    const { a, b, c, d } = t, n = a + b + c + d;
    let cross = Math.abs(a * d - b * c);
    if (correction === "yates") cross = Math.max(0, cross - n / 2);
    const people = correction === "n-1" ? n - 1 : n;
    const statistic = cross / ((a + b) * (c + d)) * (cross / ((a + c) * (b + d))) * people;
    return { statistic, pvalue: chiSquareTail(statistic) };
  }

  const smallestExpected = ({ a, b, c, d }) =>
    Math.min(a + b, c + d) * Math.min(a + c, b + d) / (a + b + c + d);

  /* Fisher's exact test: all tables with the same margins that are at most as probable as this one.
     null where the table is too large to be answered at once. */
  function fisher(t, limits) {
    const { a, b, c, d } = t;
    if (emptyMargin(t)) return 1;
    const smallest = Math.min(a + b, c + d, a + c, b + d);
    if (smallest > limits.margin || a + b + c + d > limits.total) return null;
    // logarithms of the probabilities against that of this table, outward from it in both directions
    const logs = [0];
    for (const side of [1, -1]) {
      let [w, x, y, z] = side === 1 ? [a, b, c, d] : [b, a, d, c]; // a rises, or falls
      for (let log = 0; x > 0 && y > 0; w++, x--, y--, z++) {
        log += Math.log(x * y / ((w + 1) * (z + 1)));
        logs.push(log);
      }
    }
    const top = logs.reduce((most, log) => Math.max(most, log), 0);
    const add = values => values.sort((u, v) => u - v).reduce((sum, v) => sum + Math.exp(v), 0);
    const all = add(logs.map(log => log - top));
    const extreme = add(logs.filter(log => log <= 1e-9)); // ties count
    return Math.min(1, extreme / all * Math.exp(-top));
  }

  // ---- Audit of a printed ratio and its limits ------------------------------------------------------

  const unit = decimals => Number(`1e-${decimals}`);
  // An exact tie matches both of its neighbours, since software rounds ties either way.
  const matches = (printed, exact, decimals) =>
    Number.isFinite(exact) && Math.abs(printed - exact) <= 0.5 * unit(decimals) * (1 + 1e-9);

  /* `own` are the decimals of the two limits as typed; without them, those of their shortest text. */
  function audit(estimate, firstLimit, secondLimit, t, decimals, level = 95, own = null) {
    const low = Math.min(firstLimit, secondLimit), high = Math.max(firstLimit, secondLimit);
    const mean = Math.sqrt(low) * Math.sqrt(high);
    const recomputed = oddsRatio(t, level);
    const por = recomputed.value;
    const inverted = por > 0 && por < Infinity
      && matches(estimate, 1 / por, decimals) && !matches(estimate, por, decimals);
    const upright = recomputed.interval ? [recomputed.interval.low, recomputed.interval.high] : [];
    const limits = inverted ? upright.map(limit => 1 / limit) : upright;
    let lostZeros = {};
    const otherLimits = [], reproduces = matches(estimate, por, decimals);
    const isOneOf = (limits, value, places) => limits.some(limit => matches(value, limit, places));
    const given = [["first_limit", firstLimit], ["second_limit", secondLimit]].map(([name, printed], i) => ({
      name, printed, places: own ? own[i] : decimals,
      // a limit may be printed with fewer or more decimals than the ratio; FINEST is enough of them
      finest: Math.min(FINEST, own ? own[i] : (shortest(printed).split(".")[1] || "").length),
    }));
    if (upright.length) {
      const isLimit = ({ printed, places }) => isOneOf(limits, printed, places);
      const lost = given.filter(one => isOneOf(limits, one.printed / 10, decimals) && !isLimit(one));
      // one alone is so by chance, unless the ratio or the other limit is of these counts
      const byChance = !inverted && !reproduces && lost.length === 1 && !given.some(one => one !== lost[0] && isLimit(one));
      if (!byChance) lostZeros = Object.fromEntries(lost.map(({ name, printed }) => [name, Number(fixed(printed / 10, decimals))]));
      for (const { name, printed, finest } of given) {
        // an inverted ratio may stand beside limits that are not
        if (!(name in lostZeros) && !isOneOf([...limits, ...upright], printed, finest)) otherLimits.push(name);
      }
    }
    const met = {
      inverted,
      lost_zero: Object.keys(lostZeros).length > 0,
      descending: firstLimit > secondLimit,
      excludes_estimate: !(low <= estimate && estimate <= high),
      not_log_symmetric:
        Math.abs((Math.log(low) + Math.log(high)) / 2 - Math.log(estimate))
        > (Math.log(high) - Math.log(low)) / 6 + 1e-12,
    };
    return {
      shown: own ? Math.min(FINEST, Math.max(decimals, ...own)) : decimals,
      estimate, firstLimit, secondLimit, low, high, mean, decimals, recomputed, lostZeros, otherLimits, reproduces,
      explained: upright.length > 0 && (reproduces || inverted) && !otherLimits.length,
      flags: Object.keys(met).filter(flag => met[flag]),
    };
  }

  // ---- Numbers as text --------------------------------------------------------------------------------

  /* Fixed decimals, ties to the even digit, as Python rounds them; no negative zero, a true minus sign. */
  function fixed(value, decimals) {
    const size = Math.abs(value);
    let text = size.toFixed(decimals);
    const exact = size.toFixed(Math.min(100, decimals + 60)); // all digits of a number this large
    const rest = exact.slice(exact.indexOf(".") + 1 + decimals);
    const kept = decimals ? exact.slice(0, exact.length - rest.length) : exact.split(".")[0];
    if (/^50*$/.test(rest) && "02468".includes(kept[kept.length - 1])) text = kept;
    return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
  }

  /* The shortest text of a number, without an exponent. */
  function shortest(value) {
    const [digits, exponent] = String(value).split("e");
    if (exponent === undefined) return digits;
    const bare = digits.replace(".", "");
    const power = Number(exponent);
    return power < 0 ? `0.${"0".repeat(-power - 1)}${bare}` : bare.padEnd(power + 1, "0");
  }

  /* The sentences of one language. `words` is what the page brings: templates, measures, marks. */
  function speaker(words, language) {
    const own = words.sentences[language];
    // By the design of the study, which stands among the labels: what is followed has a risk.
    const measuresOf = labels => words.measures[labels.design || ""][language];
    const marks = words.marks[language];
    const mark = text => text.replace(".", marks.decimal);
    const say = (key, parts) => own[key].replace(/\{(\w+)\}/g, (_, name) => String(parts[name]));
    const steady = value => Number(value.toPrecision(9)); // the last digits are the arithmetic's own
    const sentence = text => { const [first, ...rest] = text; return first.toUpperCase() + rest.join(""); };

    function number(value, decimals) {
      if (Number.isNaN(value)) return own.undefined;
      if (!Number.isFinite(value)) return (value < 0 ? "−" : "") + own.infinite;
      return mark(fixed(value, decimals));
    }
    function pvalue(p) {
      return p < 0.001 ? `< ${mark("0.001")}` : number(p, 3);
    }
    function shownRatio(value) {
      if (!Number.isFinite(value) || value === 0) return number(value, 0);
      const near = Number(value.toPrecision(12));
      const magnitude = Number(near.toExponential().split("e")[1]);
      const decimals = m => m < 0 ? Math.max(3, 1 - m) : m < 3 ? [2, 1, 1][m] : 0;
      const grows = Number(fixed(near, decimals(magnitude))) >= Number(`1e${magnitude + 1}`);
      return number(near, decimals(grows ? magnitude + 1 : magnitude)); // 9.996 reads as 10.0 does
    }
    const printed = value => mark(shortest(value));
    const interval = (low, high, { level }) => say("interval", { level, low, high });
    const grouped = count => String(count).replace(/\B(?=(\d{3})+$)/g, marks.thousands);
    /* Enough digits not to read as 0% or 100% where it is neither. */
    function percent(count, n) {
      let shown;
      for (let decimals = 1; decimals < 7; decimals++) {
        shown = number(100 * count / n, decimals);
        if ((count === 0 || /[1-9]/.test(shown)) && (count === n || !shown.startsWith("100"))) break;
      }
      return shown;
    }
    const shares = ({ a, b, c, d }) => ({ p: percent(a, a + b), q: percent(c, c + d) });
    const shareOf = (count, n) =>
      n === 0 ? own.share_of_nobody : say("share_of", {
        count: grouped(count), n: grouped(n), percent: percent(count, n),
      });

    /* Which cells of 0 leave a measure without an interval; for a prevalence ratio, of cases. */
    function zeroCellsReason({ a, b, c, d }, labels, kind) {
      const cells = [
        [a, labels.exposed, "case"], [b, labels.exposed, "noncase"],
        [c, labels.unexposed, "case"], [d, labels.unexposed, "noncase"],
      ].filter(([count, , outcome]) => count === 0 && (kind !== "pr" || outcome === "case"))
        .map(([, group, outcome]) => say("cell", { group, outcome: labels[outcome] }));
      return say("zero_cells_reason", { cells: cells.join("; ") });
    }

    function estimateText(kind, estimate, t, labels) {
      const { [kind]: measure, frequency } = measuresOf(labels), { value } = estimate;
      if (!estimate.interval) {
        const reason = zeroCellsReason(t, labels, kind);
        return say("zero_cell", { measure, value: shownRatio(value), reason, ...labels });
      }
      const counts = say("counts", shares(t));
      const { low, high } = estimate.interval;
      if (kind === "pd") {
        let decimals = 3; // more where rare outcomes differ by little
        while (decimals < 8 && value !== 0 && Math.abs(value) < 0.5 * unit(decimals)) decimals++;
        const points = number(100 * Math.abs(value), decimals - 2);
        const way = !/[1-9]/.test(points) ? "same" : value > 0 ? "higher" : "lower";
        return say(`difference_${way}`, {
          measure, frequency, points, value: number(value, decimals), counts,
          interval: interval(number(low, decimals), number(high, decimals), estimate), ...labels,
        });
      }
      const shown = shownRatio(value), turned = shownRatio(1 / value), same = shownRatio(1);
      const way = shown === same || turned === same ? "same" : value > 1 ? "higher" : "lower";
      return say(`${kind === "pr" ? "prevalence" : "odds"}_${way}`, {
        measure, frequency, value: shown, interval: interval(shownRatio(low), shownRatio(high), estimate), turned,
        turned_interval: interval(shownRatio(1 / high), shownRatio(1 / low), estimate), counts, ...labels,
      });
    }

    function pWords(p) {
      const shown = pvalue(steady(p));
      if (shown.startsWith("<")) return { p: shown, share: own.share_small };
      return { p: `= ${shown}`, share: say("share", { percent: number(100 * steady(p), 1) }) };
    }

    /* An expected count with enough digits not to read as 5, 1 or 0 where it is not. */
    function expectedText(expected) {
      let shown;
      for (let decimals = 1; decimals < 7; decimals++) {
        shown = fixed(expected, decimals);
        const reads = Number(shown);
        if (reads > 0 && [1, words.smallest_expected].every(bound => expected >= bound || reads < bound)) break;
      }
      return mark(shown);
    }

    /* What chapter 5 says where too few people are expected in a cell; nothing where there are enough. */
    function caution(t) {
      const smallest = smallestExpected(t);
      if (smallest >= words.smallest_expected) return "";
      return say(smallest < 1 ? "chi2_below_1" : "chi2_below_5", { expected: expectedText(smallest) });
    }

    /* What is wrong with each printed limit, compared with the table. */
    function limitTexts(result, turned) {
      const limits = { first_limit: result.firstLimit, second_limit: result.secondLimit };
      return Object.entries(limits).flatMap(([name, limit]) => {
        const parts = { which: own[name], printed: printed(limit), level: result.recomputed.level };
        if (name in result.lostZeros) {
          const lost = result.lostZeros[name], least = (shortest(lost).split(".")[1] || "").length;
          const restored = number(lost, Math.max(result.shown, least)); // as many decimals as that takes
          return [say("audit_lost_zero", { ...parts, restored, turned_over: turned ? own.turned_over : "" })];
        }
        return result.otherLimits.includes(name) ? [say("audit_other_limit", parts)] : [];
      });
    }

    const texts = {
      table: ({ a, b, c, d }, labels) =>
        say("table", { these: shareOf(a, a + b), those: shareOf(c, c + d), ...labels }),
      estimate: estimateText,
      haldane: (estimate, t, labels) => `${estimateText("por", estimate, t, labels)} ${own.haldane}`,
      chi2(test, t, labels) {
        const words = say("chi2", {
          name: own.chi2_name, statistic: number(steady(test.statistic), 1),
          ...pWords(test.pvalue), ...labels,
        });
        const more = caution(t);
        return more ? `${words} ${more}` : words;
      },
      fisher: (p, labels) => say("fisher", { ...pWords(p), ...labels }),
      audit(result, t, labels) {
        const against = result.recomputed.interval ? result.recomputed : null;
        const parts = {
          measure: measuresOf(labels).por, estimate: printed(result.estimate),
          first: printed(result.firstLimit), second: printed(result.secondLimit),
          low: printed(result.low), high: printed(result.high), mean: shownRatio(result.mean),
          recomputed: number(result.recomputed.value, result.shown), ...labels,
        };
        const said = [];
        const turned = result.flags.includes("inverted");
        if (against && !turned && !result.reproduces) said.push(say("audit_other", parts));
        for (const flag of words.flags) {
          if (flag === "lost_zero") said.push(...limitTexts(result, turned));
          else if (result.flags.includes(flag)) said.push(say(`audit_${flag}`, parts));
        }
        if (!said.length) said.push(say("audit_ok", parts));
        if (against) {
          const { low, high } = against.interval;
          parts.interval = interval(number(low, result.shown), number(high, result.shown), against);
          said.push(say("audit_recomputed", parts));
        } else said.push(say("audit_no_ratio", { reason: zeroCellsReason(t, labels, "por") }));
        return said.join(" ");
      },
    };
    const spoken = {};
    for (const [name, text] of Object.entries(texts)) spoken[name] = (...parts) => sentence(text(...parts));
    return {
      ...spoken, number, grouped, measure: (kind, labels) => measuresOf(labels)[kind] && sentence(measuresOf(labels)[kind]), expected: expectedText, caution, ratio: shownRatio,
      pvalue: p => pvalue(steady(p)), statistic: x => number(steady(x), 3), // as SPSS prints it
    };
  }

  // ---- Reading what was typed -----------------------------------------------------------------------

  // As in asi_helpers/book/calculator/typed.py; tests/typed.json holds both to the same readings.
  const WITH_TAIL = /^(.*[0-9%]) ?(\([^()]*\)|\[[^\][]*\]|[*†‡§¶#²³¹⁰-⁹]+|[a-dA-D]{1,2})$/;
  const INEXACT = /^[<>≤≥] ?[0-9.,]/;
  const OF_ALL = /^[0-9.,]+ ?(?:\/|:|of|out of|dari) ?[0-9.,]+$/i;
  const APART = /[0-9][ \t\r\n]+[0-9]/;
  const OF_PRINTED = { empty: "empty_printed", fraction: "worked_out" };

  /* A text in one line, the number at its head, what stands behind it. */
  function apart(text) {
    const plain = window.asiNumbers.tidy(text);
    const [, head = plain, left = ""] = WITH_TAIL.exec(plain) || [];
    return { plain, head, left };
  }

  /* A space stands for two cells of a table, rather than for thousands, if it is a plain one. */
  const twoCells = (head, text) => head.replace(/^[% ]+|[% ]+$/g, "").includes(" ") && APART.test(text);

  /* The problem of a text that is no number; nothing where there is no more to say. */
  function problemOf(plain, problem) {
    if (problem === "empty" || problem === "script") return problem;
    if (INEXACT.test(plain)) return "inexact";
    const pieces = plain.split(/[ ;()[\]|-]+/).filter(piece => /^[0-9][0-9.,]*%?$/.test(piece));
    return pieces.length > 1 ? "several" : undefined;
  }

  /* { value } of a count of people, with what was taken and left of a longer text; or { problem }.
     `thousands` is the mark of the language. */
  function readCount(text, thousands) {
    const { plain, head, left } = apart(text);
    const { value, decimals, mark, grouped, unit, problem } = window.asiNumbers.read(head);
    if (problem) return { problem: OF_ALL.test(head) ? "of_all" : problemOf(plain, problem) || "not_a_number" };
    if (twoCells(head, text)) return { problem: "several" };
    if (unit === "times") return { problem: "not_a_number" };
    if (value < 0) return { problem: "negative" };
    const isGrouped = grouped !== null && !unit;
    if (isGrouped && mark !== thousands) return { problem: "thousands" };
    if (!isGrouped && (decimals || unit)) return { problem: "fraction" };
    const count = isGrouped ? grouped : value + 0; // no -0
    if (!Number.isSafeInteger(count)) return { problem: "too_large" };
    return left ? { value: count, taken: head, left } : { value: count };
  }

  /* The same of a printed ratio or limit between the smallest and the largest one that the page reads. */
  function readPrinted(text, { smallest, largest }) {
    const { plain, head, left } = apart(text.replace(/([0-9])·([0-9])/g, "$1.$2"));
    const { value, decimals, unit, problem } = window.asiNumbers.read(head);
    if (problem in OF_PRINTED) return { problem: OF_PRINTED[problem] };
    const more = problem && problemOf(plain, problem);
    if (more === "several" || /[0-9]/.test(left) || twoCells(head, text)) return { problem: "several_printed" };
    if (problem) return { problem: more || "not_printed" };
    if (unit) return { problem: "not_printed" };
    if (!(value > 0)) return { problem: "not_positive" };
    if (!(value >= smallest && value <= largest)) return { problem: "not_printed" };
    return left ? { value, decimals, taken: head, left } : { value, decimals };
  }

  /* A printed number with as many decimals as a reader says that it has. */
  function withDecimals(text, decimals, { decimals: own }) {
    if (decimals <= own) return text;
    return text.trim() + (own ? "" : ".") + "0".repeat(decimals - own);
  }

  /* The four counts as a table, or the problem of each field that has one. */
  function readTable(read) {
    const problems = {}, names = Object.keys(read);
    for (const name of names) if (read[name].problem) problems[name] = read[name].problem;
    if (Object.keys(problems).length) return { problems };
    const [a, b, c, d] = names.map(name => read[name].value);
    const t = { a, b, c, d };
    const margins = [
      [a + b, [0, 1], "empty_row"], [c + d, [2, 3], "empty_row"],
      [a + c, [0, 2], "empty_column"], [b + d, [1, 3], "empty_column"],
    ];
    for (const [sum, cells, problem] of margins) {
      for (const cell of cells) if (sum === 0) problems[names[cell]] = problem;
    }
    if (!Object.keys(problems).length && tooLarge(t)) for (const name of names) problems[name] = "too_large";
    return Object.keys(problems).length ? { problems } : { t };
  }

  window.asiCalculator = {
    oddsRatio, haldane, prevalenceRatio, difference, chiSquare, chiSquareTail, smallestExpected, fisher, audit,
    speaker, fixed, shortest, readCount, readPrinted, readTable, tooLarge,
  };

  // ---- The page ---------------------------------------------------------------------------------------

  const element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  function stat(name, value, text) {
    if (Number.isNaN(value)) return document.createTextNode(text);
    return element("data", { class: "asi-stat", "data-stat": name, value: String(value) }, text);
  }

  function start(figure) {
    const form = figure.querySelector("form"), auditForm = figure.querySelector(".asi-audit-form");
    const words = JSON.parse(figure.querySelector("template.asi-words").content.textContent);
    const language = figure.lang, LANGUAGES = Object.keys(words.page);
    const other = LANGUAGES.find(each => each !== language);
    const own = words.page[language];
    const { cells: CELLS, names: LABELS, printed } = words, [a, b, c, d] = CELLS;
    const FLIPS = [
      { pairs: [[a, c], [b, d]], labels: ["exposed", "unexposed"] },
      { pairs: [[a, b], [c, d]], labels: ["case", "noncase"] },
    ];
    const speak = Object.fromEntries(LANGUAGES.map(each => [each, speaker(words, each)]));
    const mine = speak[language];
    const results = figure.querySelector(".asi-results"), found = figure.querySelector(".asi-found");
    const say = figure.querySelector(".asi-say");
    const field = name => form.elements[name];
    // The names of `home` stand as long as its counts do, then the neutral ones: a sentence about other
    // counts must not speak of the paper's groups. What a reader typed always stands.
    const copy = value => JSON.parse(JSON.stringify(value));
    let home = words.start, neutral = copy(words.neutral), typed = {};
    const spoken = Object.fromEntries(LANGUAGES.map(each => [each, {}]));
    let timer;

    const countOf = name => readCount(field(name).value, words.marks[language].thousands);
    const atHome = () => home !== null
      && CELLS.every(name => countOf(name).value === home.counts[name]);

    function showLabels() {
      const known = atHome();
      field("table").value = known ? home.name : "";
      for (const l of LANGUAGES) spoken[l].design = known ? home.design : "";
      for (const name of LABELS) {
        for (const l of LANGUAGES) spoken[l][name] = typed[name] || (known ? home.labels : neutral)[l][name];
        if (field(name) !== document.activeElement) field(name).value = spoken[language][name];
        for (const place of figure.querySelectorAll(`[data-label="${name}"]`)) {
          place.textContent = spoken[language][name];
        }
      }
    }

    /* Beside a field: what is wrong, or which part of the text was taken. */
    function mend(name, problem, read) {
      const input = field(name), error = figure.querySelector(`[data-error="${name}"]`);
      const part = { "{taken}": read.taken, "{left}": read.left };
      const note = read.left ? own.taken.replace(/\{taken\}|\{left\}/g, gap => part[gap]) : "";
      error.textContent = problem ? own.problems[problem] : note;
      error.classList.toggle("asi-taken", !problem && Boolean(note));
      if (problem) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }

    function line(name, shown) {
      return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, ...shown));
    }

    function estimateCells(kind, estimate, scale) {
      const show = scale ? value => mine.number(100 * value, 1) : mine.ratio;
      const cells = [stat(kind, estimate.value, show(estimate.value)), scale ? ` ${own.points}` : ""];
      if (estimate.interval) {
        const { low, high } = estimate.interval;
        cells.push(" (", stat(`${kind}_low`, low, show(low)), ` ${own.to} `, stat(`${kind}_high`, high, show(high)), ")");
      } else cells.push(` (${own.no_interval})`);
      return cells;
    }

    function showResults(t) {
      const { a, b, c, d } = t;
      const level = Number(field("level").value);
      const por = oddsRatio(t, level), pr = prevalenceRatio(t, level), pd = difference(t, level);
      const corrected = [a, b, c, d].includes(0) ? haldane(t, level) : null;
      const chi2 = chiSquare(t), exact = fisher(t, words.fisher), n = a + b + c + d;
      const p = (name, value) => {
        const text = mine.pvalue(value);
        return [`p ${text.startsWith("<") ? "" : "= "}`, stat(name, value, text)];
      };
      const test = (name, pName, { statistic, pvalue }) =>
        [stat(name, statistic, mine.statistic(statistic)), "; ", ...p(pName, pvalue)];
      const smallest = smallestExpected(t), measure = kind => mine.measure(kind, spoken[language]);
      const has = kind => measure(kind) !== ""; // a case-control study has an odds ratio only
      const rows = [
        line(own.n, [stat("n", n, mine.grouped(n))]),
        ...has("pr") ? [line(measure("pr"), estimateCells("pr", pr))] : [],
        line(measure("por"), estimateCells("por", por)),
        ...corrected ? [line(own.haldane, estimateCells("haldane", corrected))] : [],
        ...has("pd") ? [line(measure("pd"), estimateCells("pd", pd, true))] : [],
        line(own.chi2, test("chi2", "pvalue", chi2)),
        line(own.yates, test("yates", "yates_p", chiSquare(t, "yates"))),
        line(own.n_minus_1, test("n_minus_1", "n_minus_1_p", chiSquare(t, "n-1"))),
        line(own.fisher, exact === null ? [own.fisher_large] : p("fisher_p", exact)),
        line(own.smallest_expected, [stat("smallest_expected", smallest, mine.expected(smallest))]),
      ];
      const heads = [own.measure, own.value.replace("{level}", level)];
      const head = element("thead", {}, element("tr", {}, ...heads.map(
        text => element("th", { scope: "col" }, text))));
      const table = element("table", { class: "asi-stats" }, head, element("tbody", {}, ...rows));
      const paragraphs = texts => texts.map(text => element("p", {}, text));
      const open = [...results.querySelectorAll("details")].map(details => details.open);
      const blocks = [language, other].map((l, i) => {
        const s = speak[l], labels = spoken[l];
        const main = [s.table(t, labels), s.estimate("por", por, t, labels)], rest = [s.chi2(chi2, t, labels)];
        if (has("pr")) main.splice(1, 0, s.estimate("pr", pr, t, labels));
        if (has("pd")) rest.unshift(s.estimate("pd", pd, t, labels));
        if (corrected) rest.unshift(s.haldane(corrected, t, labels));
        if (exact !== null) rest.push(s.fisher(exact, labels));
        const details = element("details", {},
          element("summary", {}, words.page[l].more_words), ...paragraphs(rest));
        details.open = open[i] === true;
        return element("div", { class: "asi-in-words", lang: l },
          element("p", { class: "asi-label" }, element("b", {}, words.page[l].words)), ...paragraphs(main), details);
      });
      const nameless = atHome() ? [] : words.named.filter(name => !typed[name]);
      const names = nameless.map(name => `“${spoken[language][name]}”`).join(", ");
      const notes = names ? [element("p", { class: "asi-note" }, own.name_them.replace("{names}", () => names))] : [];
      const care = mine.caution(t);
      const cautions = care ? [element("p", { class: "asi-note asi-caution" }, care)] : [];
      results.replaceChildren(...notes, table, ...cautions, ...blocks);
      return mine.estimate("por", por, t, spoken[language]);
    }

    function showAudit(t) {
      const read = printed.fields.map(name => readPrinted(field(name).value, printed));
      // nothing typed: nothing to say
      const none = read.every(({ problem }) => problem === "empty_printed");
      printed.fields.forEach((name, i) => {
        const problem = none ? null : read[i].problem;
        mend(name, problem, read[i]);
      });
      if (!t || read.some(({ problem }) => problem)) { found.replaceChildren(); return; }
      const decimals = Number(field("decimals").value);
      const [, ...limits] = read, places = limits.map(limit => limit.decimals);
      const result = audit(...read.map(({ value }) => value), t, decimals, Number(field("level").value), places);
      const list = result.flags.map(flag => element("li", { class: "asi-flag", "data-flag": flag }, own.flags[flag]));
      const details = element("details", { lang: other },
        element("summary", {}, words.page[other].words),
        element("p", {}, speak[other].audit(result, t, spoken[other])));
      details.open = Boolean(found.querySelector("details")?.open);
      found.replaceChildren(
        ...list.length ? [element("ul", { class: "asi-flags" }, ...list)] : [],
        element("p", { class: "asi-sentence" }, mine.audit(result, t, spoken[language])), details);
      if (!result.explained) {
        const texts = read.map(({ taken }, i) => taken || field(printed.fields[i]).value);
        texts[0] = withDecimals(texts[0], decimals, read[0]);
        tell("asi-unexplained", { t, texts, names: copy(spoken) });
      }
    }

    /* What a reader who hears the page is told of it: the flags, else the words. */
    function heardOfAudit() {
      const flags = [...found.querySelectorAll(".asi-flag")].map(item => item.textContent).join("; ");
      const listed = [...found.querySelectorAll(":scope > .asi-finding-list > li")].map(item => item.textContent);
      return flags || listed.join(" ") || found.firstElementChild?.textContent || "";
    }

    /* Beside the fields, so that a total typed for a cell is seen. */
    function showTotals(counts) {
      for (const [name, cells] of Object.entries(words.totals)) {
        const total = cells.reduce((sum, cell) => sum + counts[cell], 0); // NaN where one is not known
        const shown = Number.isSafeInteger(total) ? mine.grouped(total) : "";
        figure.querySelector(`[data-total="${name}"]`).textContent = shown;
      }
    }

    function draw(announce, about) {
      showLabels();
      const read = {}, blank = CELLS.every(name => !field(name).value.trim());
      for (const name of CELLS) read[name] = countOf(name);
      showTotals(CELLS.map(name => read[name].value));
      const { t, problems = {} } = readTable(read);
      for (const name of CELLS) {
        const problem = blank ? null : problems[name];
        mend(name, problem, read[name]);
      }
      const none = blank ? own.start : own.no_result;
      if (!t) results.replaceChildren(element("p", { class: "asi-note" }, none));
      const heard = t ? showResults(t) : none;
      showAudit(t);
      tell("asi-table", { t, names: copy(spoken), typed: copy(typed), table: field("table").value });
      clearTimeout(timer);
      if (announce) timer = setTimeout(() => { say.textContent = (about && heardOfAudit()) || heard; }, WAIT);
    }

    /* For asi-paste.js: it audits what was pasted against the table that stands now, and names typed
       numbers that this script cannot explain. */
    const tell = (event, detail) => figure.dispatchEvent(new CustomEvent(event, { detail }));

    function exchange(pairs, labels) {
      tell("asi-flip", { pairs, labels });
      const swap = (all, [x, y]) => { [all[x], all[y]] = [all[y], all[x]]; };
      for (const [x, y] of pairs) {
        [field(x).value, field(y).value] = [field(y).value, field(x).value];
        if (home) swap(home.counts, [x, y]);
      }
      for (const names of [home?.labels, neutral]) for (const l in names) swap(names[l], labels);
      swap(typed, labels);
      draw(true, 0);
    }

    /* Put a pasted table into the fields, with the names that were told. */
    figure.addEventListener("asi-put", ({ detail: { counts, names } }) => {
      home = null;
      neutral = copy(words.neutral);
      typed = {};
      for (const name of LABELS) if (names[name]) typed[name] = names[name];
      CELLS.forEach((cell, i) => { field(cell).value = counts[i]; });
      draw(true, 0);
    });
    figure.addEventListener("asi-ask", () => draw(false, 0));

    /* Take up what a link keeps: a table of the book or none, what was flipped, counts and names. */
    figure.addEventListener("asi-choose", ({ detail: { table } }) => put(Object.hasOwn(words.tables, table) ? table : ""));
    figure.addEventListener("asi-restore", ({ detail: { counts, names, flipped, fields } }) => {
      for (const flip of FLIPS) if (flipped.includes(flip.labels[0])) exchange(flip.pairs, flip.labels);
      CELLS.forEach((cell, i) => { field(cell).value = counts[i]; });
      typed = {};
      for (const name of LABELS) if (names[name]) typed[name] = names[name];
      for (const name of printed.fields) if (name in fields) field(name).value = fields[name];
      countDecimals(field(printed.fields[0]));
      if ([...field("level").options].some(({ value }) => value === fields.level)) field("level").value = fields.level;
      draw(true, 0);
    });

    /* Put a table of the book into the fields, or nothing. */
    function put(name) {
      tell("asi-clear");
      home = name ? copy(words.tables[name]) : null;
      neutral = copy(words.neutral);
      typed = {};
      for (const cell of CELLS) field(cell).value = home ? home.counts[cell] : "";
      draw(true, 0);
    }

    /* As many decimals as the typed odds ratio has, until a reader chooses the number. */
    let chosen = false;
    function countDecimals({ name, value }) {
      if (name === "decimals") chosen = true;
      if (name !== "estimate" || chosen) return;
      const { decimals, problem } = readPrinted(value, printed);
      if (problem) return;
      const most = Number(field("decimals").lastElementChild.value);
      field("decimals").value = String(Math.min(most, decimals));
    }

    figure.addEventListener("input", ({ target }) => {
      countDecimals(target);
      if (LABELS.includes(target.name)) {
        typed[target.name] = target.value.trim(); // of an emptied one another stands, so that no sentence has a hole
      }
      if (target.name === "table") put(target.value);
      else draw(true, auditForm.contains(target) ? 1 : 0);
    });
    form.addEventListener("submit", event => event.preventDefault());
    ["flip_rows", "flip_columns"].forEach((name, i) => field(name).addEventListener("click",
      () => exchange(FLIPS[i].pairs, FLIPS[i].labels)));
    form.querySelector("[name=clear]").addEventListener("click", () => {
      for (const name of printed.fields) field(name).value = "";
      chosen = false;
      put("");
      field(CELLS[0]).focus();
    });
    draw(false, 0);
    form.hidden = auditForm.hidden = false;
    figure.classList.add("asi-alive");
  }

  document.querySelectorAll('figure.asi-explorer[data-explorer="calculator"]').forEach(start);
})();
