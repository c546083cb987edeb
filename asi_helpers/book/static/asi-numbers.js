/* What a typed number says, for quizzes and calculator: as read_number in asi_helpers/language.py, with
   which tests/typed.json holds it equal. All of a text is read, or nothing. */
window.asiNumbers = (() => {
  "use strict";
  const UNITS = { "%": "%", "×": "times", x: "times", times: "times", kali: "times" };
  const FRACTION = /^[-+]?[\d.,]+ ?[/:] ?[\d.,]+$/;
  const TYPED = /^(%|×|times|kali)? ?([-+]?) ?([\d.,_ ]*\d[.,]?) ?(%|×|x|times|kali)?$/i;
  const PLAIN = /^(\d*)(?:([.,])(\d*))?$/;
  // thousands in groups of three: 1 517, 1.234.567, 1,234.5
  const GROUPS = /^([1-9]\d{0,2}([., _])\d{3}(?:\2\d{3})*)(?:(?!\2)([.,])(\d*))?$/;

  /* In one line, full-width characters and dashes as plain ones; raised digits stay raised. */
  const tidy = text => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/\P{No}/gu, each => each.normalize("NFKC")).replace(/[−–]/g, "-").trim().replace(/\s+/g, " ");

  /* { value, decimals, mark, grouped, unit, problem }; `grouped` is what else 1.517 may mean: 1517. */
  function read(text) {
    const not = problem => ({ value: null, decimals: 0, mark: "", grouped: null, unit: "", problem });
    const plain = tidy(text);
    if (!plain) return not("empty");
    if (/\p{Decimal_Number}/u.test(plain.replace(/[0-9]/g, ""))) return not("script"); // digits that nobody here could check
    if (FRACTION.test(plain)) return not("fraction");
    const [all, before, sign, number, after] = TYPED.exec(plain) || [];
    if (all === undefined || (before && after)) return not("unreadable");
    const bare = PLAIN.exec(number), groups = bare ? null : GROUPS.exec(number);
    if (!bare && !groups) return not("unreadable");
    const whole = (bare || groups)[1].replace(/\D/g, "");
    const [mark = "", decimals = ""] = bare ? bare.slice(2) : groups.slice(3);
    const signed = digits => Number(`${sign === "-" ? "-" : ""}${digits}`);
    const value = signed(`${whole || 0}.${decimals || 0}`);
    if (!Number.isFinite(value)) return not("unreadable");
    const grouped = decimals.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? signed(whole + decimals) : null;
    const unit = UNITS[(before || after || "").toLowerCase()] || "";
    return { value, decimals: decimals.length, mark, grouped, unit, problem: "" };
  }

  return { read, tidy };
})();
