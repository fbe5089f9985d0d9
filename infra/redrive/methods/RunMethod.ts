import type { Message } from '@aws-sdk/client-sqs';
import { isObject, parseObject } from '../../../functions/rules/json.ts';
import type { Account } from '../Account.ts';
import { errorOf, functionName, invoke } from '../invoke.ts';
import type { Item, Method, Outcome } from '../Method.ts';
import { whyOf } from '../whyOf.ts';

/** Runs each function once that missed runs of its schedule: one run does the work of all. */
export class RunMethod implements Method {
  readonly #ran = new Map<string, Promise<Outcome>>();

  async describe(_: Account, message: Message): Promise<Item> {
    const missed = read(message);
    if (missed === null) return { what: 'something else', why: 'it names no function' };
    return { what: `a run of ${functionName(missed.functionArn)}`, why: missed.why };
  }

  async redrive(account: Account, message: Message): Promise<Outcome> {
    const missed = read(message);
    if (missed === null) return { stays: 'it names no function: look at it, then delete it yourself' };
    const { functionArn, event } = missed;
    const name = functionName(functionArn);
    const earlier = this.#ran.get(name);
    if (earlier !== undefined) return earlier;
    const run = runNow(account, functionArn, event);
    this.#ran.set(name, run);
    return run;
  }
}

async function runNow(account: Account, functionArn: string, event: unknown): Promise<Outcome> {
  const { error } = await invoke(account, functionArn, event);
  return error === undefined ? { done: `${functionName(functionArn)} ran` } : { stays: error };
}

/** Reads what EventBridge Scheduler could not start, or the record of a run that failed. */
function read(
  message: Message,
): { readonly functionArn: string; readonly event: unknown; readonly why: string } | null {
  const body = parseObject(message.Body ?? '') ?? {};
  const target = message.MessageAttributes?.TARGET_ARN?.StringValue;
  if (target !== undefined) return { functionArn: target, event: body, why: whyOf(message) };
  const { requestContext, requestPayload, responsePayload } = body;
  if (!isObject(requestContext) || typeof requestContext.functionArn !== 'string') return null;
  return {
    functionArn: requestContext.functionArn,
    event: requestPayload,
    why: `it failed: ${errorOf(responsePayload)}`,
  };
}
