import { isIP } from 'node:net';
import { GraphQLScalarType, Kind } from 'graphql';

/** An input that does not fit its type. It is no GraphQLError, so graphql-js adds the place and the value. */
class UnreadableValue extends Error {}

/** A resolver's value that does not fit its output type. The response adds the path of the field. */
export class SerializationError extends Error {
  override readonly name = 'SerializationError';
}

const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d*)?)?`;
// The guide allows seconds in an offset, ISO 8601 does not.
const offset = String.raw`(?:Z|[+-](?:0\d|1[0-8]):[0-5]\d(?::[0-5]\d)?)`;
const date = String.raw`[+-]?\d{4,9}-\d{2}-\d{2}`;

const datePattern = new RegExp(`^(${date})${offset}?$`);
const timePattern = new RegExp(`^${time}${offset}?$`);
const dateTimePattern = new RegExp(`^(${date})T${time}${offset}?$`);
const emailPattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^([+-]?\d{4,9})-(\d{2})-(\d{2})/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days;
}

function isUrl(text: string): boolean {
  const parts = /^[A-Za-z][A-Za-z0-9+.-]*:(\/\/[^/?#\s]+)?([^?#\s]*)(\?[^#\s]*)?(#\S*)?$/.exec(text);
  return parts !== null && URL.canParse(text) && !(parts[2] ?? '').includes('//');
}

/** Takes digit groups by spaces or hyphens. Without a country code it must be a North American number of ten digits. */
function isPhone(text: string): boolean {
  if (!/^\+?[\d(][\d()\s.-]*$/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return digits.length >= 7 && digits.length <= 15;
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(national);
}

function isAddress(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

/** Returns a scalar of strings that `fits` accepts. `noun` is its name in AppSync's serialization error. */
function textScalar(name: string, noun: string, description: string, fits: (text: string) => boolean) {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !fits(value)) {
      throw new UnreadableValue(`Unable to parse \`${value}\` as \`${name}\`.`);
    }
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
    serialize(value) {
      if (typeof value === 'string' && fits(value)) return value;
      throw new SerializationError(`Unable to serialize \`${displayed(value)}\` as a valid ${noun} Object.`);
    },
  });
}

function displayed(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function timestamp(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new UnreadableValue(`Unable to parse \`${displayed(value)}\` as \`AWSTimestamp\`.`);
}

const timestampScalar = new GraphQLScalarType<number, number>({
  name: 'AWSTimestamp',
  description: 'Seconds before or after 1970-01-01T00:00Z.',
  parseValue: timestamp,
  parseLiteral: (node) => timestamp(node.kind === Kind.INT ? Number(node.value) : undefined),
  serialize(value) {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
    throw new SerializationError(`Unable to serialize \`${displayed(value)}\` as a valid timestamp.`);
  },
});

function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string') throw new UnreadableValue(`Unable to parse \`${displayed(value)}\` as \`AWSJSON\`.`);
  try {
    return JSON.parse(value);
  } catch {
    throw new UnreadableValue(`Unable to parse \`${value}\` as valid JSON.`);
  }
}

const jsonScalar = new GraphQLScalarType<unknown, string>({
  name: 'AWSJSON',
  description: 'JSON text. A resolver sees it parsed.',
  parseValue: parsedJson,
  parseLiteral: (node) => parsedJson(node.kind === Kind.STRING ? node.value : undefined),
  serialize(value) {
    // ? A string that is JSON already goes out as it is. The guide speaks only of input.
    if (typeof value === 'string') {
      try {
        JSON.parse(value);
        return value;
      } catch {
        return JSON.stringify(value);
      }
    }
    return JSON.stringify(value);
  },
});

/**
 * AppSync's own scalars, besides which it allows none. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html
 */
export const awsScalars: readonly GraphQLScalarType[] = [
  textScalar(
    'AWSDate',
    'Date',
    'An ISO 8601 date, YYYY-MM-DD, with an optional offset.',
    (text) => datePattern.test(text) && isCalendarDate(text),
  ),
  textScalar('AWSTime', 'Time', 'An ISO 8601 time, hh:mm:ss.sss, with an optional offset.', (text) =>
    timePattern.test(text),
  ),
  textScalar(
    'AWSDateTime',
    'DateTime',
    'An ISO 8601 date and time, with an optional offset.',
    (text) => dateTimePattern.test(text) && isCalendarDate(text),
  ),
  timestampScalar,
  textScalar('AWSEmail', 'Email', 'An e-mail address, local-part@domain-part.', (text) => emailPattern.test(text)),
  jsonScalar,
  textScalar('AWSURL', 'URL', 'A URL with its scheme.', isUrl),
  textScalar('AWSPhone', 'Phone', 'A phone number; without a country code it is North American.', isPhone),
  textScalar('AWSIPAddress', 'IPAddress', 'An IPv4 or IPv6 address, with an optional CIDR suffix.', isAddress),
];
