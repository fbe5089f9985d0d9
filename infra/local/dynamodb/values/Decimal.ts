import { validationError } from '../errors.ts';

/**
 * An exact decimal as DynamoDB stores it: ± 0.DIGITS × 10^exponent, at most 38 digits without outer zeros, none for
 * zero.
 * The magnitude is 1E-130 to 9.99…E+125.
 */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

const zero: Decimal = { negative: false, digits: '', exponent: 0 };
const numberPattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;
const MAXIMUM_DIGITS = 38;

/** Reads a client's number. Throws ValidationException with AWS's wording if it is none or out of range. */
export function parseDecimal(text: string): Decimal {
  if (text === '') throw validationError('The parameter cannot be converted to a numeric value');
  const match = text.length <= 1024 ? numberPattern.exec(text) : null;
  const whole = match?.[2] ?? '';
  const fraction = match?.[3] ?? '';
  if (match === null || whole.length + fraction.length === 0) {
    throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  return decimalOf(match[1] === '-', whole + fraction, whole.length + Number(match[4] ?? 0));
}

/** Returns the plain notation in which DynamoDB answers numbers: no exponent, no superfluous zero. */
export function formatDecimal({ negative, digits, exponent }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (exponent <= 0) return `${sign}0.${'0'.repeat(-exponent)}${digits}`;
  if (exponent >= digits.length) return `${sign}${digits}${'0'.repeat(exponent - digits.length)}`;
  return `${sign}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** Throws ValidationException if the exact sum needs more than 38 digits or leaves the range. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.digits === '') return right;
  if (right.digits === '') return left;
  const scale = Math.min(left.exponent - left.digits.length, right.exponent - right.digits.length);
  const sum = scaled(left, scale) + scaled(right, scale);
  const digits = (sum < 0n ? -sum : sum).toString();
  return decimalOf(sum < 0n, digits, digits.length + scale);
}

export function negate(value: Decimal): Decimal {
  return value.digits === '' ? value : { ...value, negative: !value.negative };
}

/** Returns a negative number, zero or a positive one as `left` is below, equal to or above `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const leftSign = signOf(left);
  const rightSign = signOf(right);
  if (leftSign !== rightSign || leftSign === 0) return leftSign - rightSign;
  if (left.exponent !== right.exponent) return (left.exponent - right.exponent) * leftSign;
  return left.digits === right.digits ? 0 : (left.digits < right.digits ? -1 : 1) * leftSign;
}

/**
 * Returns bytes that sort as the numbers do: one for the sign, two for the exponent, one for two digits (1 to 100), a
 * zero.
 * For negative numbers all but the sign is inverted.
 */
export function encodeDecimal(value: Decimal): Buffer {
  if (value.digits === '') return Buffer.of(0x80);
  const bytes = [0, 0];
  const biased = value.exponent + 1000;
  bytes[0] = biased >> 8;
  bytes[1] = biased & 0xff;
  for (let index = 0; index < value.digits.length; index += 2) {
    bytes.push(Number(value.digits.slice(index, index + 2).padEnd(2, '0')) + 1);
  }
  bytes.push(0);
  return Buffer.from(value.negative ? [0x40, ...bytes.map((byte) => byte ^ 0xff)] : [0xc0, ...bytes]);
}

/**
 * Returns the bytes that DynamoDB counts for a number: about one for two digits, one more, and one for a minus sign.
 */
export function decimalSize(text: string): number {
  const significant = text.replace(/^-|\./g, '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(significant.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
}

function decimalOf(negative: boolean, allDigits: string, pointAfter: number): Decimal {
  let start = 0;
  while (start < allDigits.length && allDigits[start] === '0') start += 1;
  if (start === allDigits.length) return zero;
  let end = allDigits.length;
  while (allDigits[end - 1] === '0') end -= 1;
  const digits = allDigits.slice(start, end);
  const exponent = pointAfter - start;
  if (exponent > 126) {
    throw validationError('Number overflow. Attempting to store a number with magnitude larger than supported range');
  }
  if (exponent < -129) {
    throw validationError('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  }
  if (digits.length > MAXIMUM_DIGITS) {
    throw validationError('Attempting to store more than 38 significant digits in a Number');
  }
  return { negative, digits, exponent };
}

function scaled(value: Decimal, scale: number): bigint {
  const magnitude = BigInt(value.digits) * 10n ** BigInt(value.exponent - value.digits.length - scale);
  return value.negative ? -magnitude : magnitude;
}

const signOf = (value: Decimal): number => (value.digits === '' ? 0 : value.negative ? -1 : 1);
