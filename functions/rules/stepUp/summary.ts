// Runs in APPSYNC_JS too.
import { invalidInput, type Refusal } from '../Refusal.ts';

/** Characters of a summary. It stands in a push and in a text message. */
export const LONGEST = 120;

/**
 * Characters that do not show, or that change how others show: soft hyphen, joiners, marks of direction, separators.
 * Controls and half surrogate pairs are judged by their range.
 */
const HIDDEN =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e' +
  '\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\u2800\u3164\ufeff\uffa0' +
  '\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d' +
  '\ufff0\ufff1\ufff2\ufff3\ufff4\ufff5\ufff6\ufff7\ufff8\ufff9\ufffa\ufffb';

/** Those of shorthand and of musical notation, as pairs one after the other. */
const HIDDEN_PAIRS =
  '\ud82f\udca0\ud82f\udca1\ud82f\udca2\ud82f\udca3\ud834\udd73\ud834\udd74\ud834\udd75\ud834\udd76' +
  '\ud834\udd77\ud834\udd78\ud834\udd79\ud834\udd7a';

/** Returns what is wrong with the summary that a service gives, or null. */
export function validateSummary(field: string, summary: string): Refusal | null {
  const allowed = `1–${LONGEST} characters on one line, none of them invisible`;
  if (summary.trim().length === 0) return invalidInput(field, 'empty', allowed);
  if (summary.length > LONGEST) return invalidInput(field, `${summary.length} characters`, allowed);
  return shown(summary) === summary ? null : invalidInput(field, 'with characters that do not show', allowed);
}

/** Returns a text of our own, whatever it quotes, as a summary. */
export function summaryOf(text: string): string {
  const plain = shown(text.slice(0, 2 * LONGEST));
  return plain.length > LONGEST ? `${shown(plain.slice(0, LONGEST - 3))}...` : plain;
}

/** Returns the text without characters that do not show. */
function shown(text: string): string {
  const units = text.split('');
  return units.filter((unit, index) => isShown(unit, units[index - 1] ?? '', units[index + 1] ?? '')).join('');
}

function isShown(unit: string, before: string, after: string): boolean {
  if (isHigh(unit)) return isLow(after) && !isHidden(unit, after);
  if (isLow(unit)) return isHigh(before) && !isHidden(before, unit);
  const isControl = unit < ' ' || (unit >= '\u007f' && unit <= '\u009f');
  return !isControl && HIDDEN.indexOf(unit) < 0;
}

function isHigh(unit: string): boolean {
  return unit >= '\ud800' && unit <= '\udbff';
}

function isLow(unit: string): boolean {
  return unit >= '\udc00' && unit <= '\udfff';
}

/** Besides the pairs above, all of U+E0000–U+E0FFF: tags, and selectors of variants. */
function isHidden(high: string, low: string): boolean {
  return (high >= '\udb40' && high <= '\udb43') || HIDDEN_PAIRS.indexOf(`${high}${low}`) >= 0;
}
