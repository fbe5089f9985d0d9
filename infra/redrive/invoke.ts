import { InvokeCommand } from '@aws-sdk/client-lambda';
import { knownWordsOf } from '../../functions/aws/logging/knownWordsOf.ts';
import { parseObject } from '../../functions/rules/json.ts';
import type { Account } from './Account.ts';

/** What a function answered. `error`: its name and known words, if it failed. */
export interface Invoked {
  readonly answer: Readonly<Record<string, unknown>> | null;
  readonly error?: string;
}

/** Invokes a function and waits for its answer. */
export async function invoke({ lambda }: Account, functionArn: string, event: unknown): Promise<Invoked> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const answer = parseObject(Payload === undefined ? '' : Buffer.from(Payload).toString());
  return FunctionError === undefined ? { answer } : { answer, error: errorOf(answer) };
}

/** Returns an error's name and known words, from what a function answered. */
export function errorOf(answer: unknown): string {
  const { errorType, errorMessage } = (answer ?? {}) as {
    readonly errorType?: unknown;
    readonly errorMessage?: unknown;
  };
  const name = typeof errorType === 'string' ? errorType : 'Error';
  // A Failure holds ids and counts alone.
  const words = typeof errorMessage !== 'string' ? '' : name === 'Failure' ? errorMessage : knownWordsOf(errorMessage);
  return `${name} ${words}`.trim();
}

/** Returns a function's name, from its ARN with or without a version. */
export function functionName(arn: string): string {
  return arn.split(':')[6] ?? arn;
}
