// Words made from numbers, with thresholds as data: the twin of alongside/charts/describe.py.

const COMPARISONS = {
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  "==": (a, b) => a === b, "!=": (a, b) => a !== b,
};

/** The nearest whole number, halves upwards. */
export function whole(value) {
  return Math.floor(value + 0.5);
}

function oneDecimal(value) {
  const tenths = whole(value * 10);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}

const FORMS = {
  count: (value) => String(whole(value)),
  percent: (value) => `${whole(value * 100)} %`,
  one_decimal: oneDecimal,
  days: (value) => (whole(value) === 1 ? "1 day" : `${whole(value)} days`),
  minutes: (value) => (whole(value) === 1 ? "1 minute" : `${whole(value)} minutes`),
};

export function written(value, form) {
  return form ? FORMS[form](value) : String(value);
}

function fits(conditions, facts) {
  return conditions.every(([name, sign, value]) => COMPARISONS[sign](facts[name], value));
}

/** [{id, text, tone}] that the templates say of `facts`. */
export function sentences(templates, facts) {
  const said = [];
  for (const { id, cases } of templates) {
    const chosen = cases.find((one) => fits(one.if ?? [], facts));
    if (!chosen || !chosen.say) continue;
    const text = chosen.say.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name, form) => written(facts[name], form));
    said.push({ id, text, tone: chosen.tone ?? "plain" });
  }
  return said;
}
