/* Reads a 2x2 table out of text that was copied from a program, an article or a thesis: as
   asi_helpers/pasted, function by function, held equal by tests/site/test_pasted.py. Lists of words and
   patterns come with the page (asi_helpers/pasted/script.py). Nothing that is pasted leaves the browser. */
window.asiPasted = (() => {
  "use strict";
  const LETTER = "\u01c0"; // stands for each letter that no pattern names
  const Z = 1.959963984540054;

  let words = null; // as they came
  let W = null; // as they are used: sets, and patterns that are ready
  let judge = null; // audit(table, printed) of asi-printed.js

  const refuse = (refused, found = {}) => { throw { refused, found }; };
  const last = list => list[list.length - 1];
  const sum = list => list.reduce((all, each) => all + each, 0);
  const WRONG = "total that does not add up";
  const ascending = list => [...list].sort((x, y) => x - y);
  const lower = token => token.text.toLowerCase();
  const first = (pattern, text) => { pattern.lastIndex = 0; return pattern.exec(text); };
  const span = found => [found.index, found.index + found[0].length];

  function strip(text, marks) {
    let start = 0, end = text.length;
    while (start < end && marks.includes(text[start])) start++;
    while (end > start && marks.includes(text[end - 1])) end--;
    return text.slice(start, end);
  }

  /* Patterns come as [source, flags], alone or with more beside them; lists of words as lists. To a script
     \w knows only English letters, and a pattern of every letter there is (\p{L}), or one for capitals and
     others (the flag i), takes a phone too long: `folded` text has few letters, and `low` patterns look in
     lower case. */
  function prepare(given) {
    if (words === given) return;
    const letters = `0-9A-Za-z_${given.letters}${LETTER}`;
    const compile = ([source, flags], more = "") => {
      const pattern = new RegExp(source.replaceAll("\\w", letters), `g${flags.replace("l", "")}${more}`);
      return Object.assign(pattern, { low: flags.includes("l") });
    };
    W = {};
    for (const [name, value] of Object.entries(given)) {
      if (!Array.isArray(value)) W[name] = value;
      else if (Array.isArray(value[0])) W[name] = value.map(([one, ...more]) => [compile(one), ...more]);
      else W[name] = /^[ilmu]*$/.test(value[1]) && value.length === 2 ? compile(value, "u") : new Set(value);
    }
    words = given;
  }

  // ---- What a text is made of: numbers, words and marks ---------------------------------------------

  /* A text in which patterns find their letters, each as far from the start as in the text itself. */
  const folded = text => text.replace(/[^\x00-\x7f]/gu, letter =>
    /[\p{L}\p{N}]/u.test(letter) && !W.letters.includes(letter) ? LETTER.repeat(letter.length) : letter);

  /* The text with one kind of dash and of blank, without rules and raised digits. */
  function clean(text) {
    if (text.length > W.longest) {
      const length = text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g) || []).length;
      if (length > W.longest) refuse("too_long", { length });
    }
    text = text.replace(W.breaks, "\n");
    if (!/^[\x00-\x7f]*$/.test(text)) {
      text = text.replace(W.invisible, "");
      const digit = /(?![0-9０-９])\p{Nd}/u.exec(text);
      if (digit) refuse("other_digits", { found: digit[0] });
      text = text.replace(W.dashes, "-").replace(/\u00b7/g, ".").replace(/\u2264/g, "<")
        .replace(/\u2265/g, ">").replace(/\u00d7/g, "x")
        .replace(/(?<=\p{Nd})[\u2009\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu, "")
        .replace(W.chiSquare, " chi2 ").replace(W.box, "|").replace(W.raised, "").normalize("NFKC");
    } else text = text.replace(W.chiSquare, " chi2 ");
    text = text.replace(W.quoted, "").replace(W.command, " ").replace(W.rule, " ");
    return withoutCommasBetween(text.replace(W.rowOfMatrix, " "));
  }

  /* Of values separated by commas: with tabs in their place, so that none reads as a decimal. */
  function withoutCommasBetween(text) {
    const lines = text.split("\n").map(line => line.trim()).filter(Boolean);
    if (lines.length < 2) return text;
    for (const mark of ",;") {
      if (!lines[0].includes(mark)) continue;
      const rows = separated(lines, mark), width = rows[0].length;
      if (rows.some(row => row.length !== width) || width < (mark === "," ? 3 : 2)) continue;
      const joined = new RegExp(`\\d${mark}\\d`), heads = lines.some(line => !joined.test(line));
      if (heads || !(hasDecimals(lines) || hasOnlyPercentages(lines))) {
        return rows.map(row => row.join("\t")).join("\n");
      }
    }
    return text;
  }

  /* Whether two numbers stand between two marks, so that these are of decimals: 27 (79,4). */
  const hasDecimals = lines => lines.some(line => /\d[^\d.,;"-]+\d/.test(line));

  /* Whether each comma between digits is of a percentage: 79,4%, 20,6%. */
  function hasOnlyPercentages(lines) {
    const times = pattern => (lines.join("\n").match(pattern) || []).length;
    return times(/\d,\d/g) > 0 && times(/\d,\d/g) === times(/\d,\d+ ?%/g);
  }

  /* Rows of values with a mark between, as Python's csv reads them: quotes may enclose a value. */
  function separated(lines, mark) {
    const rows = [];
    let row = [], value = "", state = "start";
    const end = () => { row.push(value); value = ""; state = "start"; };
    for (const line of lines) {
      for (const letter of line) {
        if (state === "quoted" && letter === '"') state = "after";
        else if (state === "start" && letter === '"') state = "quoted";
        else if (state !== "quoted" && letter === mark) end();
        else {
          value += letter;
          if (state !== "quoted") state = state === "after" && letter === '"' ? "quoted" : "in";
        }
      }
      if (state === "quoted") continue; // it ends on another line
      end();
      rows.push(row);
      row = [];
    }
    if (state === "quoted") { end(); rows.push(row); }
    return rows;
  }

  const tokenOf = (kind, text, line, cell, column, start, end, begin) => ({
    kind, text, line, cell, column, start, end, begin, at: -1, value: null, decimals: 0, unit: 1, count: null,
    whole: false, percent: false, sign: "", role: "", starts: false, alone: false, equals: false,
    beforeTotal: false, underPercent: false, run: 0, totalRow: false,
  });

  function tokensOf(text) {
    const tokens = [];
    let line = 0, cell = 0, start = 0, begin = 0;
    for (const found of folded(text).matchAll(W.token)) {
      const kind = ["number", "word", "gap", "line", "mark"].find(name => found.groups[name] !== undefined);
      if (kind === "line") {
        line++;
        start = ++cell;
        begin = found.index + 1;
      } else if (kind === "gap") cell++;
      else {
        const place = [line, cell, cell - start, ...span(found), begin];
        const token = kind === "number" ? number(found.groups, place)
          : tokenOf(kind, text.slice(...span(found)), ...place);
        token.at = tokens.length;
        tokens.push(token);
      }
    }
    giveSigns(tokens);
    countInDecimals(tokens);
    lookAround(tokens);
    return tokens;
  }

  function number({ number: text, percent }, place) {
    const token = tokenOf("number", text, ...place);
    token.percent = percent !== undefined;
    const [plain, power = ""] = text.toLowerCase().split("e");
    const isFar = text.length > W.longestNumber || Math.abs(Number(power)) > W.largestPower;
    if (isFar) refuse("glued", { found: text });
    if (first(W.whole, plain) && !power) {
      if (plain.length > 9) refuse("glued", { found: text });
      token.value = Number(plain);
      token.whole = !token.percent && !(plain.length > 1 && plain[0] === "0");
      if (token.whole) token.count = token.value;
      return token;
    }
    const decimal = first(W.decimal, plain), grouped = first(W.grouped, plain);
    if (decimal) {
      token.decimals = decimal[2].length;
      token.value = Number(`${decimal[1] || 0}.${decimal[2]}${power && `e${power}`}`);
    }
    if (grouped && !power && !token.percent) {
      const part = grouped[2] || "";
      const whole = (part ? plain.slice(0, -part.length - 1) : plain).replace(/[.,]/g, "");
      if (part) {
        token.value = Number(`${whole}.${part}`);
        token.decimals = part.length;
      } else {
        token.count = Number(whole);
        if (token.value === null) { // 1.234.567
          token.value = token.count;
          token.whole = true;
        }
      }
    }
    if (token.value === null) {
      // 5.0470.01233 is two numbers without a blank; 4.1.2 and 12.5.2015 number a table or a day
      if (plain.split(/[.,]/).some(part => part.length > 4)) refuse("glued", { found: text });
      token.kind = "word";
    }
    token.unit = Number(`1e-${token.decimals}`);
    if (power && token.kind === "number") {
      token.unit *= Number(`1e${Number(power)}`);
      token.decimals = Math.max(1, token.decimals - Number(power));
    }
    return token;
  }

  /* A sign before a number is its own, unless it stands between two numbers. */
  function giveSigns(tokens) {
    for (const token of tokens.slice(0, -1)) {
      const after = tokens[token.at + 1], before = tokens[token.at - 1];
      if (after.kind !== "number" || token.kind !== "mark") continue;
      if ("<>".includes(token.text)) after.sign = token.text;
      else if (token.text === "-" && token.end === after.start) {
        const joined = before && before.end === token.start;
        const apart = !joined && before && before.kind !== "number";
        if (!before || apart || "([=,;".includes(before.text)) after.sign = "-";
      }
      if (after.sign) {
        after.count = null;
        after.whole = false;
      }
    }
  }

  /* Where nothing is a whole number, counts may be printed as 27.00, as weighted ones are. */
  function countInDecimals(tokens) {
    const numbers = tokens.filter(token => token.kind === "number");
    const isPlain = t => t.decimals === 2 && Number.isInteger(t.value);
    const plain = numbers.filter(t => isPlain(t) && t.value !== 100 && !t.percent);
    if (numbers.filter(t => t.whole).length > 5 || plain.length < 4) return;
    for (const token of numbers) {
      if (isPlain(token) && !token.percent && !token.sign) {
        token.count = token.value;
        token.whole = true;
      }
    }
  }

  /* What stands beside each number. */
  function lookAround(tokens) {
    let run = 0, seen = 0, underPercent = false, named = false, totalled = false;
    for (const token of tokens) {
      const before = tokens[token.at - 1], after = tokens[token.at + 1];
      const isNumber = other => other !== undefined && other.kind === "number";
      if (token.kind !== "number") {
        underPercent = underPercent || (token.text === "%" && !isNumber(before));
        const total = W.totals.has(lower(token)), name = isName(token);
        run += total || name ? 1 : 0;
        named = named || name;
        totalled = totalled || (total && seen >= 4); // before four counts, it is a heading
        continue;
      }
      seen++;
      token.run = run;
      token.totalRow = totalled && !named;
      token.starts = !before || before.line !== token.line;
      token.alone = !isNumber(before) && !isNumber(after);
      token.equals = !!before && before.text === "=";
      token.beforeTotal = !!after && W.totals.has(lower(after));
      token.underPercent = underPercent;
      if (after && !isNumber(after)) named = totalled = false;
    }
  }

  // ---- Words of tables ------------------------------------------------------------------------------

  /* The statistics that headings name, in order. */
  function headings(text) {
    text = folded(text);
    const places = new Map();
    for (const [pattern, key] of W.headings) {
      const found = first(pattern, text);
      if (found) places.set(key, found.index);
    }
    return [...places.keys()].sort((one, other) => places.get(one) - places.get(other));
  }

  /* A word of headings or programs; the "or" of "40 or above" is none. */
  function isMark(token) {
    const text = lower(token).replace(/:+$/, "");
    return token.kind === "word" && token.text !== "or" && (W.marks.has(text) || W.totals.has(text));
  }

  function isName(token) {
    return token.kind === "word" && !isMark(token);
  }

  const isPair = list =>
    list.length === 2 && W.pairs.has(list.map(word => word.toLowerCase()).sort().join(" "));

  /* The last of these words as the names of two groups; null where it cannot be told where one ends.
     `sure`: only where one name says what the other is not. */
  function splitNames(list, sure = false) {
    const low = list.map(word => strip(word.toLowerCase(), ".,:()")), n = list.length;
    const cut = (start, middle) => [list.slice(start, middle).join(" "), list.slice(middle).join(" ")];
    const negates = (left, right) => W.negations.has(left[0]) && left.slice(1).join(" ") === right.join(" ");
    for (let size = Math.floor(n / 2); size > 0; size--) {
      const start = n - 2 * size - 1;
      if (start < 0) continue;
      for (const middle of [start + size + 1, start + size]) {
        const left = low.slice(start, middle), right = low.slice(middle);
        if (middle > start + size ? negates(left, right) : negates(right, left)) return cut(start, middle);
      }
    }
    if (isPair(low.slice(-2))) return [list[n - 2], list[n - 1]];
    if (n === 2 && low[0] !== low[1] && !sure) return [list[0], list[1]];
    if (n >= 4 && n % 2 === 0 && !sure) {
      const half = n / 2;
      const same = low.slice(0, half).filter((word, i) => word === low[half + i]).length;
      if (low[0] === low[half] && half > same && same >= half / 2) return cut(0, half);
    }
    return null;
  }

  // ---- Numbers that are part of a name: 35 years, 18-40 tahun, > 40, 1. Laki-laki, 07-Dec -----------

  function takeNames(tokens) {
    for (const token of tokens) {
      if (token.kind !== "number" || token.role) continue;
      const around = aroundOf(tokens, token);
      if (hasUnit(around) || isOrdinal(around) || isDay(around) || isBound(around)) {
        token.role = "label";
        if (endsARange(around)) tokens[token.at - 2].role = "label";
      } else if (hidesACount(around)) token.role = "hidden";
      else if (beginsARange(around)) token.role = tokens[token.at + 2].role = "label";
      else if (isReference(around)) token.role = "reference";
    }
  }

  function aroundOf(tokens, token) {
    const beside = off => tokens[token.at + off];
    const part = name => off => { const other = beside(off); return other ? other[name] : ""; };
    return { token, beside, text: part("text"), kind: part("kind") };
  }

  /* 1 (ref) */
  const isReference = ({ text }) => text(1) === "(" && W.reference.has(text(2).toLowerCase());

  /* 35 tahun */
  function hasUnit({ token, beside }) {
    const after = beside(1);
    return !!after && after.kind === "word" && after.line === token.line &&
      W.units.has(lower(after).replace(/\.+$/, ""));
  }

  /* 18-40 tahun, at the 40 */
  const endsARange = ({ beside, text, kind }) =>
    text(-1) === "-" && kind(-2) === "number" && !beside(-2).decimals;

  /* 20-29 in front of the counts of its row, at the 20 */
  function beginsARange({ token, beside, text, kind }) {
    const other = beside(2);
    const bracketed = ["(", "["].includes(text(-1)) && kind(-2) === "word";
    return token.whole && (kind(-1) === "word" || token.starts || bracketed) && W.to.has(text(1)) &&
      !!other && other.whole && token.count < other.count;
  }

  /* 1. Laki-laki, a number of a row */
  const isOrdinal = ({ token, text, kind }) => token.whole && token.count <= 20 &&
    (kind(-1) !== "number" || token.starts) && text(-1) !== "(" && [".", ")"].includes(text(1)) && kind(2) === "word";

  /* 07-Dec, what Excel makes of 7-12; and other numbers that begin with a zero */
  function isDay({ token, text }) {
    const month = text(1) === "-" && W.units.has(text(2).toLowerCase());
    return month || (token.text[0] === "0" && token.text.length > 1 && !token.decimals);
  }

  /* > 40, < 20 */
  const isBound = around => isLimited(around) && !hidesACount(around);

  /* 27 <5: a small count that is not told */
  function hidesACount(around) {
    const before = around.beside(-2);
    return isLimited(around) && around.token.sign === "<" &&
      !!before && before.kind === "number" && before.whole;
  }

  const isLimited = ({ token: { sign, decimals, value } }) =>
    (sign === "<" || sign === ">") && !decimals && value >= 1;

  // ---- Numbers that a text names ---------------------------------------------------------------------

  /* Text as printed, by key: p, p_pearson, chi2_yates, or, or_low, rr2, n ... */
  function takeNamed(text, tokens) {
    text = folded(text);
    const low = text.toLowerCase(), run = runOf(tokens);
    const each = (patterns, take) => {
      for (const [pattern, ...more] of patterns) {
        for (const found of (pattern.low ? low : text).matchAll(pattern)) take(...span(found), ...more);
      }
    };
    each(W.words, (start, end) => run.takeSpan(start, end, "words"));
    if (first(W.anyName, low)) {
      for (const found of low.matchAll(W.df)) {
        const df = Number(found[1] || found[2]);
        if (df > 1) refuse("larger", { df });
      }
      each(W.epitools, run.takeSecondRow);
      each(W.rows, run.takeRow);
      each(W.tests, run.takeTest);
      each(W.ratios, run.takeRatio);
      each([[W.otherLines]], run.takeLine);
    }
    if (/[=:<]/.test(text)) each(W.equals, run.takeValue);
    return run.printed;
  }

  /* Takes numbers behind a place in the text. */
  function runOf(tokens) {
    const printed = {}, named = []; // spans of names that are used up
    const used = (start, end) => named.some(([low, high]) => start < high && low < end);

    function from(place) {
      let low = 0, high = tokens.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (tokens[middle].start < place) low = middle + 1;
        else high = middle;
      }
      return tokens.slice(low);
    }

    /* The numbers that follow, up to the first word that is none of the fillers. */
    function numbersFrom(place) {
      const found = [];
      for (const token of from(place)) {
        if (token.kind === "word" && !W.fillers.has(lower(token).replace(/\.+$/, ""))) break;
        if (token.kind === "number" && !token.role) found.push(token);
      }
      return found;
    }

    function keep(key, token) {
      token.role = key || "words";
      if (key && !(key in printed)) printed[key] = token.sign + token.text;
    }

    function takeSpan(start, end, role) {
      for (const token of from(start)) {
        if (token.start >= end) break;
        token.role = token.role || role;
      }
    }

    /* The numbers of the second row; in the first, of the reference, most are NA. */
    function takeSecondRow(start, end, keys) {
      let one = [], two = [];
      for (const token of from(end)) {
        if (token.text === "NA") [one, two] = [one.concat(two), []];
        else if (token.kind === "number") two.push(token);
        else if (token.kind === "word" && two.length >= keys.length) break;
      }
      const values = two.length === keys.length + 1 ? two.slice(1) : two; // the row's name may be a number
      if (values.length !== keys.length) return;
      for (const token of [...one, ...two]) token.role = "words";
      keys.forEach((key, i) => keep(key, values[i]));
    }

    function takeTest(start, end, suffix) {
      if (used(start, end)) return;
      const numbers = numbersFrom(end);
      const isInBrackets = ({ at, whole }) => whole && tokens[at - 1].text === "(";
      if (numbers.length && isInBrackets(numbers[0])) degrees(numbers.shift());
      if (!numbers.length || (numbers[0].whole && numbers.length < 2)) return;
      takeSpan(start, end, "words");
      const line = numbers[0].line;
      let [statistic, ...rest] = numbers;
      if (statistic.sign === "<" || (!rest.length && isP(statistic))) [rest, statistic] = [[statistic], null];
      if (rest.length && rest[0].whole && rest[0].count <= 50 && (rest.length > 1 || rest[0].line === line)) {
        degrees(rest.shift());
      }
      if (statistic) keep(suffix === "_pearson" ? "chi2" : `chi2${suffix}`, statistic);
      if (rest.length && rest[0].value <= 1) keep(`p${suffix}`, rest.shift());
      for (const token of rest) { // exact p-values beside it, on the same line
        if (token.line !== line || token.whole) break;
        token.role = "words";
      }
      named.push([start, end]);
    }

    const isP = token => tokens.slice(token.at - 2, token.at)
      .some(part => ["p", "p-value", "pr", "pr>chi2"].includes(lower(part)));

    function degrees(token) {
      if (token.count !== 1) refuse("larger", { df: token.count });
      token.role = "words";
    }

    function takeRow(start, end, keys) {
      if (used(start, end)) return;
      const numbers = [];
      for (const token of numbersFrom(end)) {
        if (numbers.length === keys.length) break;
        if (keys[0] !== "n" && token.whole && token.value !== 0 && token.value !== 1) break;
        numbers.push(token);
      }
      // R prints an odds ratio of 0 as a bare 0, and "p-value = 1"
      const bare = ["", "n", "or"].includes(keys[0]) ||
        (numbers.length && tokens[numbers[0].at - 1].text === "=");
      if (!bare && !numbers.some(token => token.decimals)) return;
      takeSpan(start, end, "words");
      numbers.forEach((token, i) => keep(keys[i], token));
      if (numbers.length) named.push([start, end]);
    }

    /* Three numbers side by side, or one and two in brackets. */
    function takeRatio(start, end, keys, pastWords) {
      if (used(start, end)) return;
      const names = keys[0] === "rr" && "rr" in printed ? ["rr2", "rr2_low", "rr2_high"] : keys;
      const found = three(end, pastWords);
      if (!found.length) return;
      found.forEach((token, i) => keep(names[i], token));
      if (pastWords) takeSpan(start, found[0].start, "words");
      named.push([start, end]);
    }

    function three(place, pastWords) {
      let found = [];
      for (const token of from(place)) {
        const { kind, text } = token, word = lower(token);
        const fits = token.decimals || (token.whole && !found.length && !pastWords);
        if (kind === "number" && !token.role && fits) found.push(token);
        else if (kind === "mark" && "()[],;-".includes(text) && found.length && found.length < 3) continue;
        else if (found.length >= 3) break;
        else if (
          (kind === "word" && (found.length || word === "cohort" || word === "valid")) ||
          (kind !== "mark" && !pastWords && !W.fillers.has(word))
        ) return [];
        else found = [];
      }
      found = found.slice(-3);
      return found.length === 3 && found[1].decimals && found[2].decimals ? found : [];
    }

    /* The last number behind equal signs; those before it are its working. */
    function takeValue(start, end, key) {
      if (used(start, end) || key in printed) return;
      const groups = [[]];
      for (const token of from(end)) {
        if (token.kind === "word" && lower(token) !== "x") break;
        if (token.text === "=") groups.push([]);
        else if (token.kind === "number") last(groups).push(token);
      }
      const [value] = groups.pop();
      if (!value || value.role) return;
      for (const token of groups.flat()) token.role = "words";
      keep(key, value);
      named.push([start, end]);
    }

    function takeLine(start, end) {
      if (used(start, end)) return;
      for (const token of from(end)) {
        if (token.kind === "word" && !W.fillers.has(lower(token))) break;
        if (token.kind === "number" && !token.role && !token.whole) token.role = "words";
      }
    }

    return { printed, takeSpan, takeSecondRow, takeTest, takeRow, takeRatio, takeValue, takeLine };
  }

  // ---- Statistics that stand beside a table without a name of their own -----------------------------

  /* Intervals as [the number in front or null, first limit, second limit or null where it has strayed]. */
  function findIntervals(tokens) {
    const found = [], numbers = tokens.filter(token => token.kind === "number" && !token.role);
    numbers.forEach((low, i) => {
      if (low.role || !(low.decimals || bracketed(tokens, low))) return;
      const high = numbers[i + 1] || null;
      const between = high ? tokens.slice(low.at + 1, high.at) : tokens.slice(low.at + 1);
      const mark = between.length ? lower(between[0]) : "";
      const inBrackets = "([".includes(before(tokens, low) || " ") && high &&
        ")]".includes(after(tokens, high) || " ");
      if (high && between.length === 1 && W.between.has(mark) && (inBrackets || !",;".includes(mark))) {
        if (low.decimals || high.decimals || inBrackets) {
          found.push([inFront(tokens, low, high), low, high]);
          low.role = "low";
          high.role = "high";
        }
      } else if (low.decimals && mark === "-" && between[0].start <= low.end + 1) {
        found.push([inFront(tokens, low, null), low, null]);
        low.role = "low";
      }
    });
    return found;
  }

  const bracketed = (tokens, token) => token.whole && ["(", "["].includes(before(tokens, token)) &&
    token.at > 1 && tokens[token.at - 2].kind === "number";

  const before = (tokens, token) => token.at ? tokens[token.at - 1].text : "";
  const after = (tokens, token) => token.at + 1 < tokens.length ? tokens[token.at + 1].text : "";

  /* The number before an interval, with no more than a bracket and "95% CI" between. */
  function inFront(tokens, low, high) {
    for (const token of tokens.slice(0, low.at).reverse()) {
      if (token.kind === "number") {
        if (token.role === "words") continue;
        if (token.role) return null;
        if (token.whole) {
          if (!high || token.value < low.value || token.value > high.value) return null;
          token.role = "ratio";
        }
        token.count = null;
        return token;
      }
      if (token.kind === "word" && !["ci", "ik", "c.i", "c.i."].includes(lower(token))) return null;
      if (token.text === ")" || token.text === "]") return null;
    }
    return null;
  }

  /* Tell the unnamed numbers beside a table apart; those that are still not told are given back. */
  function takeBeside(text, intervals, loose, printed, table) {
    const ofAProgram = Object.keys(printed).length > 0; // which names whatever it prints
    const named = headings(text).filter(key => !(key in printed));
    const ratio = ratioKey(named, intervals, table);
    const fronts = intervals.map(([front]) => front);
    loose = loose.filter(token => !fronts.includes(token));
    let wanted = named.filter(key => !["or", "rr"].includes(key) || (key === ratio && !intervals.length));
    if (intervals.length && !(ratio in printed)) {
      loose = takeInterval(ratio, intervals, loose, printed);
      if (intervals[0][0] === null) wanted.push(ratio);
    }
    if (!named.length && !Object.keys(printed).some(key => key.startsWith("p"))) wanted.push("p");
    wanted = wanted.sort((one, other) => named.indexOf(one) - named.indexOf(other));
    const sure = (named.length > 0 || intervals.length > 0) && !ofAProgram;
    return tellApart(wanted, loose, printed, table, sure);
  }

  /* The first ratio with its limits; what is still loose. */
  function takeInterval(ratio, intervals, loose, printed) {
    let [front, low, high] = intervals[0];
    if (high === null) { // it has strayed to the end of the text
      high = last(loose.filter(token => token.start > low.end)) || null;
      loose = loose.filter(token => token !== high);
    }
    for (const [key, token] of [[ratio, front], [`${ratio}_low`, low], [`${ratio}_high`, high]]) {
      if (token) keep(printed, key, token);
    }
    for (const token of intervals.slice(1).flat()) if (token) token.role = "second interval";
    return loose;
  }

  /* Give each loose number the key that only it fits, then the rest in the order of headings. */
  function tellApart(wanted, loose, printed, table, sure) {
    if (wanted.length > 1 || loose.length > 1 || !sure) {
      const fitting = new Map(wanted.map(key => [key, loose.filter(token => fits(key, token, table))]));
      for (const key of [...wanted]) {
        const own = fitting.get(key), alike = new Set(own.map(token => token.sign + token.text));
        const others = [...fitting].filter(([other]) => other !== key).flatMap(([, found]) => found);
        if (alike.size !== 1 || own.some(token => others.includes(token))) continue;
        // beside a crude and an adjusted ratio, the same p twice
        for (const token of own) keep(printed, key, token);
        loose = loose.filter(token => !own.includes(token));
        wanted = wanted.filter(other => other !== key);
      }
    }
    if (sure && loose.length === wanted.length && wanted.every((key, i) => mayBe(key, loose[i]))) {
      wanted.forEach((key, i) => keep(printed, key, loose[i]));
      return [];
    }
    const small = loose.filter(token => mayBe("p", token));
    const alike = new Set(small.map(token => token.sign + token.text)).size === 1;
    if (sure && wanted.join() === "p" && alike) {
      for (const token of small) keep(printed, "p", token);
      loose = loose.filter(token => !small.includes(token));
    }
    return loose;
  }

  const mayBe = (key, token) => token.value >= 0 && (key !== "p" || (token.value <= 1 && !token.whole));

  function ratioKey(named, intervals, table) {
    const ratios = named.filter(key => key === "or" || key === "rr");
    if (ratios.length === 1) return ratios[0];
    const front = intervals.length ? intervals[0][0] : null;
    return front && fits("rr", front, table) && !fits("or", front, table) ? "rr" : "or";
  }

  function keep(printed, key, token) {
    token.role = key;
    printed[key] = token.sign + token.text;
  }

  /* Whether a number is what the counts give, by any of the usual ways to work it out. */
  function fits(key, token, table) {
    if (!mayBe(key, token)) return false;
    const [finding] = judge(table, { [key]: token.sign + token.text }).findings;
    return ["reproduces", "truncated", "p_zero"].includes(finding.verdict);
  }

  // ---- Which numbers are the four counts: told by arithmetic, not by place --------------------------

  const readingOf = (pairs, counts, roles) => ({
    first: pairs[0], second: pairs[1], places: pairs.flat(), counts, roles,
    percentages: new Map(), // by place among the four: [base, place of the number] of each
    bound: new Set(), inShares: false,
  });

  const isTold = role => role !== "label";
  const weight = reading => [...reading.roles.values()].filter(isTold).length +
    sum([...reading.percentages.values()].map(found => found.length));

  /* Every way to read four of the numbers as counts that explains all other whole numbers. */
  function findCells(numbers, ratios) {
    const whole = numbers.filter(token => token.whole);
    const counts = numbers.filter(token => token.count !== null);
    if (whole.length < 4 && counts.length < 4) {
      const shares = numbers.filter(token => token.decimals > 0 || token.percent);
      refuse(shares.length >= 4 ? "percentages_only" : "no_counts");
    }
    const shown = whole.slice(0, 12).map(token => token.text).join(", ") + (whole.length > 12 ? " ..." : "");
    if (counts.length > W.most) refuse("not_explained", { found: shown });
    const found = [];
    let nearest = null;
    for (const pair of pairs(numbers)) {
      const { reading, stranger } = explained(numbers, pair, ratios);
      if (reading) found.push(reading);
      else if (stranger && !nearest) nearest = stranger;
    }
    if (found.length) return found;
    if (nearest) refuse("total", nearest);
    return refuse("not_explained", { found: shown });
  }

  /* Pairs of pairs that may be the four counts: as far apart in one pair as in the other. */
  function* pairs(numbers) {
    const counts = [...numbers.keys()].filter(place => numbers[place].count !== null);
    const isPair = (place, other) => // two counts, and no name between them
      other < numbers.length && numbers[other].count !== null && numbers[place].run === numbers[other].run;
    for (const start of counts.slice(0, 7)) {
      for (let stride = 1; stride < 7; stride++) {
        if (!isPair(start, start + stride)) continue;
        for (const place of counts) {
          if (place > start + stride && isPair(place, place + stride) && !numbers[place].totalRow) {
            yield [[start, start + stride], [place, place + stride]];
          }
        }
      }
    }
  }

  /* The reading of these four, if there is one; and a total that does not fit, where that is all. */
  function explained(numbers, pair, ratios) {
    const none = {}, places = pair.flat(), counts = places.map(place => numbers[place].count);
    const { margins, n } = marginsOf(counts);
    if (n === 0) return none;
    const grouped = places.some(place => numbers[place].decimals); // 1.419 is read as 1419
    const roles = new Map();
    let strangers = [], thousands = [];
    numbers.forEach((token, place) => {
      if (token.count === null || places.includes(place)) return;
      if (token.count === n || margins.includes(token.count)) roles.set(place, "total");
      else (token.whole || grouped ? strangers : thousands).push(place);
    });
    if (!mayBeExplained(strangers.map(place => numbers[place].count), counts)) return none;
    const reading = readingOf(pair, counts, roles);
    if (!strangers.length && !totalsInPlace(numbers, reading)) return none;
    bindPercentages(numbers, reading);
    for (const place of reading.bound) roles.delete(place);
    numbers.forEach((token, place) => {
      if (roles.has(place) || places.includes(place) || token.whole || reading.bound.has(place)) return;
      const role = ofATotal(token, reading);
      if (role) roles.set(place, role);
    });
    thousands = thousands.filter(place => !roles.has(place) && !reading.bound.has(place));
    // 1,047 and 2,389 and 3,436 are no ratios
    if (thousands.length >= 3) strangers = strangers.concat(thousands);
    strangers = strangers.filter(place => !reading.bound.has(place));
    strangers = withoutPercentages(numbers, strangers, reading);
    strangers = withoutLabels(numbers, strangers, reading);
    strangers = withoutReferences(numbers, strangers, reading, ratios);
    if (!totalsInPlace(numbers, reading)) return none;
    if (!strangers.length) return arePercentages(numbers, reading) ? none : { reading };
    return strangers.length === 1 ? withAWrongTotal(numbers, strangers[0], reading) : none;
  }

  /* Whether the four are whole percentages: both pairs make 100, and a percent sign is there. */
  function arePercentages(numbers, reading) {
    const [a, b, c, d] = reading.counts;
    const hundreds = (a + b === 100 && c + d === 100) || (a + c === 100 && b + d === 100);
    return hundreds && !reading.bound.size && numbers[reading.first[0]].underPercent;
  }

  /* Whether totals stand behind what they are of: none between the pairs but the first's own. */
  function totalsInPlace(numbers, reading) {
    const { first: one, second: two, counts: [a, b, c, d] } = reading, pair = a + b, other = c + d;
    for (const [place, role] of reading.roles) {
      const { count, equals } = numbers[place];
      if (role !== "total") continue;
      if (one[1] < place && place < two[0]) {
        const fellow = numbers[two[1] + place - one[1]];
        if (count !== pair || !fellow || fellow.count !== other) return false;
      } else if (place < one[0] && count !== pair + other && !equals) return false;
    }
    return hasBothTotals(numbers, reading, pair, other);
  }

  /* Whether no total of the second pair stands right behind it that the first pair lacks. */
  function hasBothTotals(numbers, { first: one, second: two, counts: [a, b, c, d], roles }, pair, other) {
    const after = placesOf("total", { roles }).filter(place => place > two[1]);
    if (!after.length || numbers[after[0]].count !== other) return true;
    if ([pair, a + c, b + d, pair + other].includes(other)) return true;
    const fellow = one[1] + after[0] - two[1];
    return fellow < two[0] && numbers[fellow].count !== null;
  }

  const isYear = count => 1900 <= count && count <= 2099;

  /* Whether whole numbers that are no totals may be percentages, names, or one wrong total. */
  function mayBeExplained(strangers, cells) {
    const hard = strangers.filter(count => count > 20 && !isYear(count));
    if (hard.length <= 1) return true;
    const { margins, n } = marginsOf(cells), wholes = [...margins, n], shares = new Set();
    for (const part of [...cells, ...wholes]) {
      for (const whole of wholes) if (part <= whole && whole) shares.add(Math.floor(100 * part / whole));
    }
    return hard.filter(count => !shares.has(count) && !shares.has(count - 1)).length <= 1;
  }

  const marginsOf = ([a, b, c, d]) => ({ margins: [a + b, c + d, a + c, b + d], n: a + b + c + d });

  /* Whether a number is a total's "percentage" or, as SPSS prints it, "expected": 25.0 of 25. */
  function ofATotal(token, reading) {
    if (!token.decimals && !token.percent) return "";
    if (token.value === 100) return "percentage";
    const { margins, n } = marginsOf(reading.counts);
    if (token.decimals && (token.value === n || margins.includes(token.value))) {
      const hasExpected = [...reading.roles.values()].includes("expected") && !token.percent;
      return hasExpected ? "expected" : "percentage";
    }
    const scales = reading.percentages.size || token.percent ? [100] : [];
    if (token.decimals >= 2 && reading.inShares && token.value < 1) scales.push(1);
    return scales.some(scale => margins.some(margin => near(token, scale * margin / n))) ? "percentage" : "";
  }

  /* Whole numbers behind totals that are their percentages: 30 (60), 34 100, 14 20 41 59. */
  function withoutPercentages(numbers, strangers, reading) {
    if (!reading.percentages.size) return strangers;
    const { margins, n } = marginsOf(reading.counts);
    return strangers.filter(place => {
      const token = numbers[place];
      const before = reading.roles.get(place - 1);
      const behind = (before === "total" || before === "percentage") && numbers[place - 1].line === token.line;
      const is = token.count === 100 || (behind && margins.some(margin => near(token, 100 * margin / n)));
      if (is) reading.roles.set(place, "percentage");
      return !is;
    });
  }

  /* Whole numbers that name a row or a column: 0 and 1, a year, the number of a variable. */
  function withoutLabels(numbers, strangers, reading) {
    const left = new Set(strangers), start = reading.first[0];
    const name = places => {
      for (const place of places) {
        left.delete(place);
        reading.roles.set(place, "label");
      }
    };
    const rows = [start - 1, reading.second[0] - 1];
    const ahead = () => ascending(left).filter(place => place < start);
    const heads = ahead().filter(place => !rows.includes(place));
    const heading = heads.length === 2 && areCodes(numbers, heads) &&
      numbers[heads[0]].at + 1 === numbers[heads[1]].at;
    if (rows.every(place => left.has(place)) && areCodes(numbers, rows)) {
      if (heading || rows.every(place => numbers[place].starts || numbers[place].alone)) {
        name(rows);
        if (heading) name(heads);
      }
    } else if (heading && numbers[heads[1]].beforeTotal) name(heads);
    const four = ahead();
    if (four.length === 4 && areCodes(numbers, four.slice(0, 2)) && areCodes(numbers, four.slice(2))) {
      name(four); // the codes of columns and rows, all before the counts
    }
    for (const place of ascending(left)) {
      const { alone, count } = numbers[place];
      if (!alone || isTotalPlace(place, reading)) continue;
      if (isYear(count) || (count <= 9 && place < start && !hasPercentage(numbers, place))) name([place]);
    }
    return ascending(left);
  }

  /* Whether a number stands as far behind its pair as a total does behind the other. */
  const isTotalPlace = (place, { first, second, roles }) => [[first, second], [second, first]].some(
    ([pair, other]) => place > pair[1] && roles.get(other[1] + place - pair[1]) === "total");

  /* Whether a percentage stands right behind a number, as behind a count: 8 (66.7%). */
  function hasPercentage(numbers, place) {
    const after = numbers[place + 1];
    return after !== undefined && after.line === numbers[place].line && !after.whole;
  }

  const areCodes = (numbers, places) =>
    ["0 1", "1 2"].includes(ascending(places.map(place => numbers[place].count)).join(" "));

  /* A bare 1 in the row of the reference, in the place of each ratio of the other row. */
  function withoutReferences(numbers, strangers, reading, ratios) {
    const ones = strangers.filter(place => numbers[place].count === 1 && place > reading.first[1]);
    const inOneRow = new Set(ones.map(place => place > reading.second[1])).size === 1;
    if (!inOneRow || ones.length > ratios || last(ones) - ones[0] >= ones.length) return strangers;
    for (const place of ones) reading.roles.set(place, "reference");
    return strangers.filter(place => !ones.includes(place));
  }

  /* A total that does not add up: kept where percentages settle the counts, else told. */
  function withAWrongTotal(numbers, place, reading) {
    const { counts: [a, b, c, d], percentages, first, second } = reading;
    // behind the name of the second row stands a count of it
    if (first[1] < place && place < second[0] && numbers[place].run !== numbers[first[1]].run) return {};
    const settled = wanted => [...percentages].every(([i, found]) =>
      found.some(([base, at]) => base === wanted && nearPercentage(numbers[at], reading, i, base)));
    if (percentages.size === 4 && (settled("within") || settled("across"))) {
      reading.roles.set(place, WRONG);
      return { reading };
    }
    const rows = [[reading.first, [a, b]], [reading.second, [c, d]]];
    for (const [[pair, counts], [other, others]] of [rows, [rows[1], rows[0]]]) {
      const off = place - pair[1], fellow = other[1] + off;
      const isTotal = off > 0 && fellow < numbers.length && numbers[fellow].count === sum(others);
      if (isTotal && reading.roles.get(fellow)) {
        const [one, two] = counts;
        return { stranger: { first: one, second: two, sum: one + two, found: numbers[place].count } };
      }
    }
    return {};
  }

  // ---- Which numbers are the percentages of which counts, and their expected counts -----------------

  /* Whether a printed number is `exact`, rounded or cut. */
  function near(token, exact) {
    const off = token.value - exact;
    return -token.unit < off && off <= token.unit * 0.5000000005 + 1e-12;
  }

  function nearPercentage(token, reading, i, base) {
    const share = sharesOf(reading.counts).find(([name]) => name === base)[1][i];
    return near(token, 100 * share) || (token.decimals >= 2 && near(token, share));
  }

  /* Percentages stand as far behind one count of a pair as behind the other, on one base. Where those of
     one pair fit and one of the other does, its fellow is a percentage too, printed wrong. */
  function bindPercentages(numbers, reading) {
    const shares = sharesOf(reading.counts), expected = expectedOf(reading.counts);
    const fitting = new Map(), parts = new Map();
    for (const [pair, i] of [[reading.first, 0], [reading.second, 2]]) {
      const furthest = Math.min(W.furthest, numbers.length - 1 - pair[1]);
      for (let off = 1; off <= furthest; off++) {
        const one = pair[0] + off, other = pair[1] + off;
        if (reading.places.includes(one) || reading.places.includes(other)) continue;
        const left = numbers[one], right = numbers[other];
        if (left.sign || right.sign) continue;
        if (left.decimals && right.decimals && isExpected(left, right, expected[i], expected[i + 1])) {
          reading.roles.set(one, "expected").set(other, "expected");
        }
        if (left.value > 100 || right.value > 100) continue;
        const scale = left.value <= 1 && right.value <= 1 && left.decimals > 1 ? 1 : 100;
        for (const [base, share] of shares) {
          const good = near(left, scale * share[i]) + near(right, scale * share[i + 1]);
          if (!good || (good === 1 && (left.whole || right.whole))) continue;
          const found = good === 2 ? fitting : parts, key = `${off} ${base}`;
          if (!found.has(key)) found.set(key, []);
          found.get(key).push([i, one, other]);
          if (good === 2 && scale === 1) reading.inShares = true;
        }
      }
    }
    const known = new Set([...fitting].flatMap(([key, bound]) => bound.map(([i]) => `${key.split(" ")[1]} ${i}`)));
    for (const [key, bound] of fitting) {
      const [, one, other] = bound[0], base = key.split(" ")[1];
      // a pair that has its percentages elsewhere has none here that is printed wrong
      const lacking = (parts.get(key) || []).filter(([i]) => !known.has(`${base} ${i}`));
      const both = bound.length === 1 ? bound.concat(lacking) : bound;
      if (both.length < 2 && (numbers[one].whole || numbers[other].whole)) continue; // may fit by chance
      for (const [i, left, right] of both) {
        bind(reading, i, base, left);
        bind(reading, i + 1, base, right);
      }
    }
    bindOneColumn(numbers, reading, shares);
  }

  function bind(reading, i, base, place) {
    if (!reading.percentages.has(i)) reading.percentages.set(i, []);
    reading.percentages.get(i).push([base, place]);
    reading.bound.add(place);
  }

  /* Each count as a share of its pair, across both pairs, and of all. */
  function sharesOf(counts) {
    const [a, b, c, d] = counts, n = a + b + c + d;
    const share = (...wholes) => counts.map((count, i) => count / wholes[i]); // NaN is near nothing
    return [
      ["within", share(a + b, a + b, c + d, c + d)], ["across", share(a + c, b + d, a + c, b + d)],
      ["all", share(n, n, n, n)],
    ];
  }

  /* Of each count: what is expected of it, and what it adds to the chi-square statistic. */
  function expectedOf(counts) {
    const { margins: [first, second, ...across], n } = marginsOf(counts);
    return [first, second].flatMap(within => across.map(other => within * other / n))
      .map((value, i) => [value, (counts[i] - value) ** 2 / value]);
  }

  const isExpected = (left, right, one, other) =>
    [0, 1].some(k => near(left, one[k]) && near(right, other[k]));

  /* Percentages of one column only, as in "27 of 34 (79.4%)". */
  function bindOneColumn(numbers, reading, shares) {
    for (const i of [0, 1]) {
      if (reading.percentages.has(i) || reading.percentages.has(i + 2)) continue;
      for (let off = 1; off <= W.furthest; off++) {
        const one = reading.first[i] + off, other = reading.second[i] + off;
        if (other >= numbers.length) break;
        if (numbers[one].whole || numbers[other].whole) continue;
        for (const [base, share] of shares) {
          if (!near(numbers[one], 100 * share[i]) || !near(numbers[other], 100 * share[i + 2])) continue;
          bind(reading, i, base, one);
          bind(reading, i + 2, base, other);
        }
      }
    }
  }

  // ---- How a text runs, and which of the readings is the tidy one -----------------------------------

  /* Read 27/34 (79.4%) as 27 of 34: what is left of the 34 is the other count. */
  function takeShares(tokens) {
    for (const slash of tokens.slice(1, -1)) {
      const one = tokens[slash.at - 1], other = tokens[slash.at + 1];
      if (slash.text !== "/" || !one.whole || !other.whole || one.role || other.role) continue;
      const share = tokens.slice(other.at + 1, other.at + 3).find(t => t.kind === "number");
      if (!share || one.count > other.count || !near(share, 100 * one.count / other.count)) {
        refuse("fraction", { found: `${one.text}/${other.text}`, first: one.text, second: other.text });
      }
      other.count -= one.count;
    }
  }

  /* The only reading that fits, and whether the text runs row by row. */
  function oneReading(readings, tokens, numbers) {
    const tables = new Map();
    for (const found of tidiest(readings, tokens, numbers)) {
      for (const byRows of directions(found, tokens, numbers)) {
        const [a, b, c, d] = found.counts;
        const key = byRows ? `${a} ${b} / ${c} ${d}` : `${a} ${c} / ${b} ${d}`;
        const other = tables.get(key);
        if (!other || weight(other.found) < weight(found)) tables.set(key, { found, byRows });
      }
    }
    const [one, two] = tables.keys();
    if (two) refuse("two_readings", { first: one, second: two });
    return tables.get(one);
  }

  /* Refuse a table with a heading for a total and no number that is one. */
  function checkTotals(found, tokens, numbers) {
    const headed = tokens.slice(0, numbers[found.first[0]].at).some(endsGroups);
    if (headed && ![...found.roles.values()].some(role => role.includes("total"))) refuse("no_total");
  }

  /* Those that need no number for a name, have no name within a pair, and pairs on a line. */
  function tidiest(readings, tokens, numbers) {
    const namedLines = new Set(tokens.filter(isName).map(token => token.line));
    const lines = found => [found.first, found.second].map(pair => pair.map(place => numbers[place].line));
    // the second count of a pair stands on a line with a name of its own
    const torn = found => lines(found).some(([one, other]) => one !== other && namedLines.has(other));

    /* Whether the line of a pair begins with the word for a total alone. */
    const ofTotals = found => [found.first[0], found.second[0]].some(place => {
      const count = numbers[place];
      const before = tokens.slice(0, count.at).filter(token => token.line === count.line);
      return before.some(token => W.totals.has(lower(token))) && !before.some(isName);
    });

    function onALineEach(found) {
      const [[a, b], [c, d]] = lines(found);
      return a === b && c === d && a !== c;
    }

    /* How many numbers stand in front of a count, since its name or its line began. */
    function lead(place) {
      const count = numbers[place];
      let led = 0;
      for (let at = count.at - 1; at >= 0 && !isName(tokens[at]) && tokens[at].line === count.line; at--) {
        if (tokens[at].kind === "number" && tokens[at].role !== "label") led++;
      }
      return led;
    }

    readings = readings.filter(found => !torn(found) && !ofTotals(found));
    for (const isTidy of [
      found => ![...found.roles.values()].includes(WRONG),
      onALineEach,
      found => lead(found.first[0]) === lead(found.second[0]),
    ]) {
      const tidy = readings.filter(isTidy);
      if (tidy.length) readings = tidy;
    }
    if (!readings.length) {
      refuse("not_explained", { found: numbers.filter(t => t.whole).map(t => t.text).join(", ") });
    }
    const most = Math.max(...readings.map(weight));
    return readings.filter(found => weight(found) > most - W.less);
  }

  const placesOf = (wanted, { roles }) =>
    ascending([...roles].filter(([, role]) => role === wanted).map(([place]) => place));

  /* Row by row (true), column by column (false), or both where nothing tells. */
  function directions(found, tokens, numbers) {
    const { counts, first: one, second: two } = found;
    if (counts[1] === counts[2]) return [true];
    const [u1, u2, v1, v2] = found.places.map(place => numbers[place]);
    const labels = placesOf("label", found).map(place => numbers[place]);
    const between = tokens.slice(u2.at + 1, v1.at);
    if (between.some(token => names(token) || labels.includes(token))) return [true];
    const votes = byTotals(found, tokens, numbers, u1, v2);
    if (votes.size) return [...votes].sort();
    if (u1.line === u2.line && v1.line === v2.line && u1.line !== v1.line) return [true];
    const behind = (found.percentages.get(0) || []).some(([, place]) => place > one[1]);
    if (one[1] === one[0] + 1 && behind) return [false]; // counts of a column, then their percentages
    return [true, false];
  }

  /* Where the word "total" stands tells whether a total is of a row or of a column. */
  function byTotals(found, tokens, numbers, u1, v2) {
    const [a, b, c, d] = found.counts, within = [a + b, c + d], across = [a + c, b + d];
    const headed = tokens.slice(0, u1.at).filter(endsGroups), below = tokens.slice(v2.at).filter(endsGroups);
    const votes = new Set();
    // a heading of a row and one of a column, torn from their places
    if (below.length > 1 && below[0].at + 1 === below[1].at) return votes;
    const end = below.length ? below[0].at : tokens.length;
    const totals = placesOf("total", found).map(place => numbers[place]).filter(token => token.at > u1.at);
    const vote = (counts, ifWithin) => {
      const [rows, columns] = [runs(within, counts), runs(across, counts)];
      if (rows !== columns) votes.add(rows ? ifWithin : !ifWithin);
    };
    if (headed.length && tokens.slice(last(headed).at, u1.at).some(isName)) {
      vote(totals.filter(token => token.at < end).map(token => token.count), true);
    }
    if (below.length) vote(totals.filter(token => token.at > end).map(token => token.count), false);
    return votes;
  }

  /* Whether both totals stand one after the other. */
  const runs = ([one, other], counts) => counts.some((count, i) => count === one && counts[i + 1] === other);

  // ---- The names of the rows and columns ------------------------------------------------------------

  /* The names in a Risk Estimate: "Odds Ratio for X (good / poor)", "For cohort Y = smooth". */
  function spssNames(text) {
    const groups = first(W.groups, text);
    const cohorts = [...text.matchAll(W.cohort)].map(found => found[1].trim());
    return [
      groups ? both(groups[1].trim(), groups[2].trim()) : null,
      cohorts.length === 2 ? both(...cohorts) : null,
    ];
  }

  /* The names of both rows and both columns, as far as the text tells them. */
  function namesOf(tokens, cells, byRows) {
    const [one, fellow, two] = cells;
    if (!byRows || !tokens.slice(fellow.at + 1, two.at).some(names)) { // all names stand before all counts
      const tail = wordsBefore(tokens, one);
      return [split(tail), columnsOf(tokens, tail[0] || one, null)];
    }
    const ups = [one, two].map(count => rowName(tokens, count)), rows = ups.map(textOf);
    const own = wordsOf(ups[0]);
    if (isPair(own)) return [null, both(...own)]; // headings, right above a first row without a name
    return [both(...rows), columnsOf(tokens, ups[0][0] || one, cells)];
  }

  /* The run of words that ends where a number begins. */
  function wordsBefore(tokens, until) {
    let at = until.at;
    while (at > 0 && !stops(tokens[at - 1])) at--;
    return tokens.slice(at, until.at);
  }

  const stops = token => (token.kind === "number" && token.role !== "label") || isMark(token);

  /* The tokens of the name in front of a count. */
  function rowName(tokens, count) {
    let run = wordsBefore(tokens, count);
    if (!run.some(names)) { // the marks of a program between: Count, n
      const marks = tokens.slice(0, count.at).filter(token => isMark(token) && token.line === count.line);
      if (!marks.length) return [];
      run = wordsBefore(tokens, last(marks));
      while (marks.length && !run.some(names)) run = wordsBefore(tokens, marks.pop());
    }
    let named = run.filter(names);
    if (!named.length) return [];
    if (run.some(token => token.line !== run[0].line)) {
      const line = named.some(token => token.line === count.line) ? count.line : last(named).line;
      run = run.filter(token => token.line === line);
      named = named.filter(token => token.line === line);
    }
    return run.filter(token => token.cell === last(named).cell);
  }

  const names = token => isName(token) || token.role === "label";

  /* The words of a run as they stood, without the letter or number in front. */
  function textOf(run) {
    let text = run.map((token, i) => (i && token.start > run[i - 1].end ? " " : "") + token.text).join("");
    text = strip(text, " |:;,.\"'").replace(/^- /, "").replace(W.ordinal, "");
    text = strip(text, " .:;,|\"'");
    const half = (text.length - 1) / 2; // a variable and its group of one name: "Merokok Merokok"
    return text[half] === " " && text.slice(0, half) === text.slice(half + 1) ? text.slice(0, half) : text;
  }

  function split(run) {
    for (const key of ["cell", "line"]) {
      const groups = new Map();
      for (const token of run) groups.set(token[key], [...(groups.get(token[key]) || []), token]);
      const named = [...groups.values()].filter(group => group.some(isName));
      if (named.length === 2) return both(textOf(named[0]), textOf(named[1]));
    }
    const starts = [...run.keys()].filter(i => i + 1 < run.length && startsName(run, i));
    if (starts.length === 2) return both(textOf(run.slice(...starts)), textOf(run.slice(starts[1])));
    return splitNames(wordsOf(run));
  }

  function startsName(run, i) {
    const text = lower(run[i]);
    const isApart = text.length === 1 && "ab12".includes(text) && run[i + 1].text === ".";
    return isApart || /^[ab12][.)]./.test(text);
  }

  const both = (one, other) => one && other && one !== other ? [one, other] : null;

  /* The names over the columns. */
  function columnsOf(tokens, until, cells) {
    let above = tokens.slice(0, until.at).filter(token => names(token) || isSign(token) || endsGroups(token));
    if (cells && above.some(t => names(t) && t.line < cells[0].line)) {
      above = above.filter(token => token.line < cells[0].line);
      const over = byColumn(above, cells) || byAlignment(tokens, cells);
      if (over) return over;
    }
    let segments = [[]];
    above.forEach((token, i) => {
      if (i && token.cell !== above[i - 1].cell) segments.push([]);
      if (endsGroups(token) && segments.some(namedIn)) segments.push([]);
      last(segments).push(token);
    });
    segments = segments.map(segment => segment.filter(t => !endsGroups(t))).filter(namedIn);
    if (!segments.length) return null;
    const [before, final] = [segments[segments.length - 2], last(segments)];
    if (before && before[0].line === final[0].line && before[0].cell !== final[0].cell) {
      return both(textOf(before), textOf(final));
    }
    const oneALine = cells !== null && cells[0].line !== cells[1].line;
    const ended = above.some(token => endsGroups(token) && token.line === final[0].line);
    const found = splitNames(wordsOf(final), oneALine && !ended);
    if (!found && oneALine && before) return both(textOf(before), textOf(final));
    return found || splitNames(wordsOf(segments.flat()), true);
  }

  const wordsOf = run => run.filter(token => token.kind !== "mark").map(token => token.text);
  const namedIn = segment => segment.some(names);
  const isSign = token => token.kind === "mark" && "+-<>".includes(token.text);

  /* Whether it is the heading of the totals, behind which no group has its name. */
  const endsGroups = token => token.kind === "word" && W.totals.has(lower(token));

  /* The names that stand in the same cells of a line as the counts. */
  function byColumn(above, cells) {
    const pair = cells.slice(0, 2);
    if (pair[0].column === pair[1].column || pair[0].line !== pair[1].line) return null;
    for (const line of ascending(new Set(above.map(token => token.line))).reverse()) {
      const over = pair.map(cell =>
        above.filter(t => t.line === line && t.column === cell.column && !endsGroups(t)));
      if (over.every(namedIn)) return both(...over.map(textOf));
    }
    return null;
  }

  /* The names that end right above the counts, as programs print columns. */
  function byAlignment(tokens, cells) {
    if (cells[0].line !== cells[1].line) return null;
    const end = token => token.end - token.begin, ends = cells.slice(0, 2).map(end);
    for (let line = cells[0].line - 1; line >= 0; line--) {
      const row = tokens.filter(t => t.line === line && (t.kind !== "number" || t.role === "label"));
      const runs = ends.map(place => {
        const at = row.map(end).lastIndexOf(place);
        const joins = i => i > 0 && row[i].start - row[i - 1].end <= 1 && !ends.includes(end(row[i - 1]));
        let from = at;
        while (joins(from)) from--;
        return at < 0 ? [] : row.slice(from, at + 1);
      });
      if (runs.every(namedIn)) return both(...runs.map(textOf));
    }
    return null;
  }

  // ---- A table out of its ratios: the Risk Estimate of SPSS, without the crosstabulation ------------

  /* The only table that gives an odds ratio, two cohort ratios, their limits and n. */
  function tableFromRisks(printed) {
    const missing = [...W.needed].filter(key => !(key in printed));
    if (missing.length) refuse("risk_incomplete", { missing: missing.join(", ") });
    const number = {};
    for (const key of W.needed) number[key] = last(tokensOf(clean(printed[key])));
    const n = number.n.count, alike = number.rr.value === number.rr2.value;
    if (n === null || n > W.largest || alike) refuse("risk_alone", { number: 0 });
    const found = [], spread = spreadOf(number.rr, number.rr2);
    for (let exposed = 1; exposed < n; exposed++) {
      for (const [cases, others] of nearby(exposed, n - exposed, spread)) {
        const table = [cases, exposed - cases, others, n - exposed - others];
        if (Math.min(...table) > 0 && gives(table, number)) found.push(table);
      }
    }
    if (found.length !== 1) refuse("risk_alone", { number: found.length });
    return found[0];
  }

  /* Shares of cases in the second row that the two printed ratios allow, at their ends. */
  function spreadOf(one, other) {
    const shares = [], place = ({ decimals }) => Number(`1e-${decimals}`);
    for (const i of [-0.5, 0.5]) {
      for (const j of [-0.5, 0.5]) {
        const x = one.value + i * place(one), y = other.value + j * place(other);
        if (x !== y) shares.push([(1 - y) / (x - y), x]);
      }
    }
    return shares;
  }

  /* Cases of both rows that may give the printed ratios. */
  function* nearby(exposed, unexposed, spread) {
    const shares = spread.map(([share]) => share), ratios = spread.map(([, ratio]) => ratio);
    const start = Math.max(0, Math.floor(Math.min(...shares) * unexposed));
    const end = Math.min(unexposed, Math.ceil(Math.max(...shares) * unexposed));
    for (let others = start; others <= end; others++) {
      const share = others / unexposed;
      const low = Math.floor(Math.min(...ratios) * share * exposed);
      const high = Math.ceil(Math.max(...ratios) * share * exposed);
      for (let cases = Math.max(low, 0); cases <= Math.min(high, exposed); cases++) yield [cases, others];
    }
  }

  function gives([a, b, c, d], number) {
    const one = a + b, two = c + d, factor = variance => Math.exp(Z * Math.sqrt(variance));
    const ratios = [
      ["rr", a / one / (c / two), factor(1 / a - 1 / one + 1 / c - 1 / two)],
      ["rr2", b / one / (d / two), factor(1 / b - 1 / one + 1 / d - 1 / two)],
      ["or", a * d / (b * c), factor(1 / a + 1 / b + 1 / c + 1 / d)],
    ];
    const isNear = ({ value, decimals }, exact) =>
      Math.abs(value - exact) <= 0.5 * Number(`1e-${decimals}`) * (1 + 1e-9);
    return ratios.every(([key, value, wide]) => isNear(number[key], value) &&
      isNear(number[`${key}_low`], value / wide) && isNear(number[`${key}_high`], value * wide));
  }

  // ---- Which printed totals are of which row or column (totals.py) ---------------------------------

  const BY_ROWS = ["exposed", "unexposed", "case", "noncase", "all"];
  const BY_COLUMNS = ["case", "noncase", "exposed", "unexposed", "all"];

  function totalsOf({ counts: [a, b, c, d], first, second, roles }, numbers, byRows) {
    const sums = [a + b, c + d, a + c, b + d, a + b + c + d], all = [0, 1, 2, 3, 4];
    const lasts = [first[1], second[1], second[1], second[1], second[1]];
    const far = (place, i) => Math.abs(place - lasts[i]) + (i > 1 ? 1 : 0);
    const places = ascending([...roles.keys()].filter(place => ["total", WRONG].includes(roles.get(place))));
    const taken = inALastRow(first, second, numbers, places, sums), isTaken = place => [...taken.values()].includes(place);
    for (const place of places) {
      if (isTaken(place) || roles.get(place) === WRONG) continue;
      const free = all.filter(i => sums[i] === numbers[place].count && !taken.has(i));
      if (!free.length) continue;
      taken.set(free.reduce((best, i) => far(place, i) < far(place, best) ? i : best), place);
    }
    const wrong = places.find(place => roles.get(place) === WRONG);
    if (wrong !== undefined && !isTaken(wrong)) {
      const lacking = all.filter(i => !taken.has(i));
      const own = lacking.filter(i => i < 2 && taken.has(1 - i)
        && wrong - lasts[i] === taken.get(1 - i) - lasts[1 - i]); // as far behind as the other's
      if (own.length === 1 || lacking.length === 1) taken.set((own.length ? own : lacking)[0], wrong);
    }
    const names = byRows ? BY_ROWS : BY_COLUMNS, totals = {};
    for (const i of all) if (taken.has(i)) totals[names[i]] = numbers[taken.get(i)].text;
    return totals;
  }

  /* The totals below both pairs, told by their order where two of the three are what they should be: a wrong
     one may be the total of something else by chance. */
  function inALastRow(first, second, numbers, places, sums) {
    const one = places.find(place => first[1] < place && place < second[0]
      && places.includes(second[1] + place - first[1]));
    const own = one === undefined ? [] : [one, second[1] + one - first[1]];
    // a percentage of the number before it is only by chance a total
    const isPercentage = place => numbers[place - 1].count !== null
      && near(numbers[place], 100 * numbers[place - 1].count / sums[4]);
    const tail = places.filter(place => place > second[1] && !own.includes(place) && !isPercentage(place)).slice(0, 3);
    const wrong = tail.map(place => numbers[place].count).filter((count, i) => count !== sums[2 + i]);
    const isRow = tail.length === 3 && wrong.length < 2 && !wrong.includes(100); // 100 may be all percent of something
    return new Map(isRow ? tail.map((place, i) => [2 + i, place]) : []);
  }

  // ---- All together ---------------------------------------------------------------------------------

  /* { table, rows, columns, printed, percentages, totals, layout, warnings, numbers, text }, where `rows` and
     `columns` are two names each, or null; or { refused, found }. */
  function read(text, given, audit) {
    prepare(given);
    judge = audit;
    try {
      return readText(clean(text));
    } catch (problem) {
      if (problem.refused) return problem;
      throw problem;
    }
  }

  function readText(text) {
    const tokens = tokensOf(text);
    takeNames(tokens);
    const printed = takeNamed(text, tokens);
    let intervals = findIntervals(tokens);
    const numbers = tokens.filter(token => token.kind === "number" && !token.role);
    const hidden = tokens.find(token => token.role === "hidden");
    if (hidden) refuse("hidden", { found: hidden.sign + hidden.text });
    if (!numbers.some(token => token.whole) && ("or" in printed || "rr" in printed)) {
      return recovered(text, printed, tokens);
    }
    takeShares(tokens);
    const { found, byRows } = oneReading(findCells(numbers, intervals.length), tokens, numbers);
    checkTotals(found, tokens, numbers);
    const cells = found.places.map(place => numbers[place]), order = byRows ? [0, 1, 2, 3] : [0, 2, 1, 3];
    const table = tableOf(order.map(i => found.counts[i]));
    for (const [place, role] of found.roles) numbers[place].role = role;
    for (const place of found.bound) numbers[place].role = "percentage";
    for (const token of cells) token.role = "count";
    intervals = intervals.filter(([front]) => !front || front.role === "" || front.role === "ratio");
    let loose = numbers.filter(token => !token.role && token.sign !== "-");
    let [rows, columns] = namesOf(tokens, cells, byRows);
    if ("rr2" in printed) {
      const told = spssNames(text);
      [rows, columns] = [told[0] || rows, told[1] || columns];
    }
    loose = takeBeside(text, intervals, loose, printed, table);
    const impossible = Object.keys(printed).filter(key => window.asiPrinted.problemOf(key, printed[key]))
      .map(key => { const shown = printed[key]; delete printed[key]; return shown; });
    const percentages = {};
    [...W.cells].forEach((_, i, all) => {
      const places = ascending(new Set((found.percentages.get(i) || []).map(([, place]) => place)));
      const texts = places.map(place => numbers[place].text);
      if (texts.length) percentages[all[order[i]]] = texts.length === 1 ? texts[0] : texts;
    });
    const layout = byRows ? "row by row" : "column by column";
    const warnings = warningsOf(rows, columns, loose, impossible, tokens);
    const totals = totalsOf(found, numbers, byRows);
    return {
      table, rows, columns, printed, percentages, totals, layout, warnings, numbers: allNumbers(tokens), text,
    };
  }

  const allNumbers = tokens => tokens.filter(token => token.kind === "number")
    .map(({ sign, text, role, start, end }) => ({ text: sign + text, role, start, end }));

  function warningsOf(rows, columns, loose, impossible, tokens) {
    const said = [], texts = list => list.map(token => token.text).join(", ");
    const warn = (key, gaps = {}) => said.push({ key, gaps });
    for (const token of tokens) {
      if (token.role === WRONG) warn("total", { found: token.text });
    }
    if (!rows) warn("rows");
    if (!columns) warn("columns");
    const second = tokens.filter(token => token.role === "second interval");
    if (second.length) warn("second", { numbers: texts(second) });
    if (loose.length) warn("loose", { numbers: texts(loose) });
    if (impossible.length) warn("impossible", { numbers: impossible.join(", ") });
    return said;
  }

  function recovered(text, printed, tokens) {
    const table = tableOf(tableFromRisks(printed)), [rows, columns] = spssNames(text);
    const warnings = [{ key: "recovered", gaps: { n: table.a + table.b + table.c + table.d } }];
    return {
      table, rows, columns, printed, percentages: {}, totals: {}, layout: "risk estimate", warnings,
      numbers: allNumbers(tokens), text,
    };
  }

  const tableOf = ([a, b, c, d]) => ({ a, b, c, d });

  return { read };
})();
