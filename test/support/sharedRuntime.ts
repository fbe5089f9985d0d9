import { test as base } from 'vitest';
import { relyingParty } from './passkeys.ts';
import { Runtime } from './Runtime.ts';

/**
 * A test whose `runtime` is one Heliograph for all files of a worker, started for the first that asks. Such a file makes users, tokens and topics
 * of its own, expects those of others beside them, and leaves no setting or fault behind. A file that cannot starts a `Runtime` of its own.
 * `passkeyRuntime` is another, deployed with all that the context may turn on for step-up.
 */
export const test = base
  .extend(
    'runtime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
    async ({}, { onCleanup }) => {
      const runtime = await Runtime.start();
      onCleanup(() => runtime[Symbol.asyncDispose]());
      return runtime;
    },
  )
  .extend(
    'passkeyRuntime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: As above.
    async ({}, { onCleanup }) => {
      const context = ['heliograph:stepUpCodes=userAuth', `heliograph:passkeyRelyingParty=${relyingParty}`];
      const runtime = await Runtime.start({ args: context.flatMap((setting) => ['--context', setting]) });
      onCleanup(() => runtime[Symbol.asyncDispose]());
      return runtime;
    },
  );
