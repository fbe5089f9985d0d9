import { test as base } from 'vitest';
import { Runtime } from './Runtime.ts';
import { SettingRows } from './settingRows.ts';
import { contextArguments, sharedContexts } from './sharedContexts.ts';

/**
 * A test whose `runtime` is one Heliograph for all files of a worker. `passkeyRuntime` is another, with step-up's
 * options turned on.
 *
 * Such a file makes users, devices and topics of its own (`own`), and leaves no setting or fault behind. Any other file
 * starts a `Runtime` of its own. Admins change its topics without a proof.
 */
export const test = base
  .extend(
    'runtime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
    async ({}, { onCleanup }) => {
      const runtime = await Runtime.start({ args: contextArguments(sharedContexts.runtime) });
      onCleanup(() => runtime[Symbol.asyncDispose]());
      using rows = new SettingRows(runtime.outputs);
      await rows.openTopics();
      return runtime;
    },
  )
  .extend(
    'passkeyRuntime',
    { scope: 'worker' },
    // biome-ignore lint/correctness/noEmptyPattern: As above.
    async ({}, { onCleanup }) => {
      const runtime = await Runtime.start({ args: contextArguments(sharedContexts.passkeyRuntime) });
      onCleanup(() => runtime[Symbol.asyncDispose]());
      return runtime;
    },
  );
