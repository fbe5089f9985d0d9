import { createHash, randomBytes } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';

/** "If your function is invoked approximately 16 times in the same chain of requests", Lambda stops the next one. */
export const MOST_INVOCATIONS = 16;

/** A number of invocations of each function, by a hash of its ARN. */
type Counts = ReadonlyMap<string, number>;

export interface ChainedInvocation {
  /** The invocation's own trace header, which counts it. The SDK's clients send it with every call. */
  readonly traceHeader: string;
  /** Invocations of the function in the chain, this one included. */
  readonly count: number;
}

/**
 * Returns a function's next invocation in the chain of requests that a trace header belongs to. Without a header it is
 * the first of a new chain.
 *
 * Lambda documents that the tracing header counts the invocations of a chain, with or without X-Ray. It does not
 * document how: here `Lineage=<function>:<count>|…` does, the part of the header that X-Ray reserves for Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function nextInvocation(traceHeader: string | undefined, functionArn: string): ChainedInvocation {
  const parts = partsOf(traceHeader);
  const counts = countsOf(parts);
  const name = createHash('sha256').update(functionArn).digest('hex').slice(0, 8);
  const count = (counts.get(name) ?? 0) + 1;
  const { Root = newRoot(), Sampled = '0' } = parts;
  const parent = randomBytes(8).toString('hex');
  const lineage = lineageOf(new Map([...counts, [name, count]]));
  return { traceHeader: `Root=${Root};Parent=${parent};Sampled=${Sampled};Lineage=${lineage}`, count };
}

/**
 * Returns the trace header of a batch: that of the first message which has one, with the largest count of each
 * function. AWS does not say how it counts a batch.
 */
export function joinChains(traceHeaders: readonly (string | undefined)[]): string | undefined {
  const [first, ...others] = traceHeaders.filter((header) => header !== undefined);
  if (first === undefined || others.length === 0) return first;
  const counts = new Map<string, number>();
  for (const [name, count] of [first, ...others].flatMap((header) => [...countsOf(partsOf(header))])) {
    counts.set(name, Math.max(count, counts.get(name) ?? 0));
  }
  const { Lineage: _, ...parts } = partsOf(first);
  const texts = Object.entries({ ...parts, ...(counts.size === 0 ? {} : { Lineage: lineageOf(counts) }) });
  return texts.map(([name, value]) => `${name}=${value}`).join(';');
}

/** What Lambda answers instead of invoking a function once more. */
export function recursionError(): AwsError {
  return new AwsError(
    'RecursiveInvocationException',
    'Lambda detected a recursive loop: the function was invoked too often in one chain of requests. Set its RecursiveLoop to Allow if it is meant to.',
    { details: { Type: 'User' } },
  );
}

function partsOf(traceHeader = ''): { readonly [name: string]: string } {
  const pairs = traceHeader.split(';').map((part): readonly [string, string] => {
    const [name = '', ...value] = part.split('=');
    return [name.trim(), value.join('=').trim()];
  });
  return Object.fromEntries(pairs.filter(([name, value]) => name !== '' && value !== ''));
}

function countsOf({ Lineage = '' }: { readonly [name: string]: string }): Counts {
  const entries = Lineage.split('|').map((entry): readonly [string, number] => {
    const [name = '', count] = entry.split(':');
    return [name, Number(count)];
  });
  return new Map(entries.filter(([name, count]) => name !== '' && Number.isInteger(count)));
}

function lineageOf(counts: Counts): string {
  return [...counts].map(([name, count]) => `${name}:${count}`).join('|');
}

/** `1-<seconds in hex>-<24 digits>`. */
function newRoot(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `1-${seconds.padStart(8, '0')}-${randomBytes(12).toString('hex')}`;
}
