import { ApplicationError } from '../../rules/ApplicationError.ts';
import { Failure } from '../../rules/Failure.ts';
import { isObject } from '../../rules/json.ts';
import { knownWordsOf } from './knownWordsOf.ts';

/** An error as a log entry has it. */
export interface ErrorEntry {
  readonly name: string;
  /** A `Failure`'s message as it is; the known words of any other error's. */
  readonly message?: string;
  /** The `errorType` of an ApplicationError, or the code of a Node.js error. */
  readonly code?: string | undefined;
  /** HTTP status of AWS's response. */
  readonly status?: number | undefined;
  /** AWS's id of the refused request. AWS Support finds the request by it. */
  readonly awsRequestId?: string | undefined;
  /** File, line and column that threw. */
  readonly location?: string | undefined;
  /** At most ten frames. */
  readonly stack?: readonly string[];
  readonly cause?: ErrorEntry | undefined;
}

const MOST_FRAMES = 10;
const MOST_CAUSES = 5;

const identifier = /^[A-Za-z][\w.$#-]{0,63}$/;
const requestId = /^[\w-]{1,64}$/;
const frame = /^at (?:[\w.$#<>[\] ]+ \()?((?:file:\/\/|node:)?[\w./@+-]*:\d+:\d+|<anonymous>|index \d+)\)?$/;

/** Describes an error without the values that it holds: no token, code, text or attribute comes out. */
export function describeError(error: unknown, depth = 0): ErrorEntry {
  if (!(error instanceof Error)) return { name: typeof error };
  const stack = framesOf(error);
  const metadata = memberOf(error, '$metadata');
  const { httpStatusCode, requestId: awsRequestId } = isObject(metadata) ? metadata : {};
  const cause = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  return {
    name: ifLike(identifier, error.name) ?? 'Error',
    message: error instanceof Failure ? error.message : knownWordsOf(error.message),
    code: ifLike(identifier, error instanceof ApplicationError ? error.errorType : memberOf(error, 'code')),
    status: typeof httpStatusCode === 'number' ? httpStatusCode : undefined,
    awsRequestId: ifLike(requestId, awsRequestId),
    location: stack.map((line) => frame.exec(line)?.[1]).find((place) => place?.includes(':')),
    stack,
    cause: cause === undefined || depth === MOST_CAUSES ? undefined : describeError(cause, depth + 1),
  };
}

/** A stack repeats the message, which may hold lines that look like frames. It is cut off first. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const rest = start < 0 ? stack.slice(stack.indexOf('\n') + 1) : stack.slice(start + message.length);
  const lines = rest.split('\n').map((line) => line.trim());
  return lines.filter((line) => frame.test(line)).slice(0, MOST_FRAMES);
}

function memberOf(error: object, name: string): unknown {
  return (error as Readonly<Record<string, unknown>>)[name];
}

function ifLike(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
