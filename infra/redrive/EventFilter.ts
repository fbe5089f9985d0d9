import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { isObject, parseObject } from '../../functions/rules/json.ts';
import type { Account } from './Account.ts';
import type { Pointer } from './Pointer.ts';

type Pattern = Readonly<Record<string, unknown>>;

/** Which records of a stream a function gets, and how many at once. */
export interface EventFilter {
  readonly batchSize: number;
  takes(record: object): boolean;
}

/** Returns the filter of a function's stream. Throws where the function does not read that stream any more. */
export async function readFilter({ lambda }: Account, { functionArn, streamArn }: Pointer): Promise<EventFilter> {
  const { EventSourceMappings = [] } = await lambda.send(
    new ListEventSourceMappingsCommand({ FunctionName: functionArn, EventSourceArn: streamArn }),
  );
  const [mapping] = EventSourceMappings;
  if (mapping === undefined) throw new Error(`${functionArn} does not read ${streamArn} any more.`);
  const patterns = (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern: text }) => parseObject(text) ?? {});
  return {
    batchSize: mapping.BatchSize ?? 100,
    takes: (record) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, record)),
  };
}

/**
 * Returns whether a record matches a pattern of the forms that this app's filters have: texts, `prefix` and `exists`.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
 */
export function matches(pattern: Pattern, record: unknown): boolean {
  const members = isObject(record) ? record : {};
  return Object.entries(pattern).every(([name, expected]) =>
    Array.isArray(expected)
      ? expected.some((rule) => meets(rule, members[name]))
      : isObject(expected) && matches(expected, members[name]),
  );
}

function meets(rule: unknown, value: unknown): boolean {
  if (!isObject(rule)) return value === rule;
  const [[kind, operand] = [], ...more] = Object.entries(rule);
  if (more.length === 0 && kind === 'prefix') return typeof value === 'string' && value.startsWith(`${operand}`);
  if (more.length === 0 && kind === 'exists') return (value !== undefined) === operand;
  throw new Error(`A filter has the rule ${JSON.stringify(rule)}, which the redrive does not know.`);
}
