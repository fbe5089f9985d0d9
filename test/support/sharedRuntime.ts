import { test as base } from 'vitest';
import { relyingParty } from './passkeys.ts';
import { Runtime } from './Runtime.ts';
import { SettingRows } from './settingRows.ts';

const quickBreaker = 'heliograph:breaker={"probeSeconds":1,"holdSeconds":2}';

/**
 * A test whose `runtime` is one Heliograph for all files of a worker. `passkeyRuntime` is another, with step-up's
 * options turned on. Breakers hold for seconds: what one file has refused holds the pushes of the others.
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
      const runtime = await Runtime.start({ args: ['--context', quickBreaker] });
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
      const context = [
        'heliograph:stepUpCodes=userAuth',
        'heliograph:guardOwnReads=true',
        `heliograph:passkeyRelyingParty=${relyingParty}`,
        quickBreaker,
      ];
      const runtime = await Runtime.start({ args: context.flatMap((setting) => ['--context', setting]) });
      onCleanup(() => runtime[Symbol.asyncDispose]());
      return runtime;
    },
  );
