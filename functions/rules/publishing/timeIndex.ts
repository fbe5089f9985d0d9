// Runs in APPSYNC_JS too.

/** The digits of ULIDs (github.com/ulid/spec), Crockford's base 32. */
const ulidDigits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Partitions of the index `byTime` of all messages. Each takes 1,000 messages a second. */
export const TIME_SHARDS = 8;

/** What the digits of a ULID's time count, from the first: powers of 32. */
const places = [
  35_184_372_088_832, 1_099_511_627_776, 34_359_738_368, 1_073_741_824, 33_554_432, 1_048_576, 32_768, 1024, 32, 1,
];
/** The last millisecond that a ULID can have: 48 bits. */
const LAST = 281_474_976_710_655;

/** Returns the partition of a message in the index `byTime`: the last digit of its id is random. */
export function timeShard(messageId: string): string {
  return `${ulidDigits.indexOf(messageId.slice(-1)) % TIME_SHARDS}`;
}

/** Returns what is below every ULID of this time or later, and above every earlier one. Epoch milliseconds. */
export function earliestUlid(time: number): string {
  const milliseconds = Math.min(Math.max(time, 0), LAST);
  return places.map((place) => ulidDigits.charAt(Math.floor(milliseconds / place) % 32)).join('');
}
