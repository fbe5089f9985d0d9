import type { Step } from '../start/demo/Step.ts';
import { registerDevices, unregisterDevices } from './devices.ts';
import { cancelScheduled, publishTwice, readInbox, refusals, subscribe, watchAnswers } from './publishing.ts';
import type { SmokeContext } from './SmokeContext.ts';
import { enrolAdmin, proveAndPass } from './stepUp.ts';

/** The smoke test's story, in order. It needs no phone: it takes whichever answer a push service gives. */
export function smokeStory(context: SmokeContext): readonly Step[] {
  const step = (name: string, play: (context: SmokeContext) => Promise<void>): Step => ({
    name,
    run: () => play(context),
  });
  return [
    step('a user, a publisher and an admin are made', ({ people }) => people.make()),
    step('the user and the publisher sign in with SRP', signIn),
    step('the user registers a device on each platform that is offered', registerDevices),
    step('the user subscribes to their deliveries', subscribe),
    step('the publisher publishes, and the same call again changes nothing', publishTwice),
    step('the push services answer, and the user sees it live', watchAnswers),
    step('the message is in the inbox, and read once it was opened', readInbox),
    step('a scheduled message is cancelled', cancelScheduled),
    step('wrong input and a wrong caller are refused by name', refusals),
    step('the admin enrols an authenticator app, and signs in with it', enrolAdmin),
    step('a privileged call is refused, and passes when a code proved it', proveAndPass),
    step('the user takes the devices back', unregisterDevices),
  ];
}

async function signIn(context: SmokeContext): Promise<void> {
  context.userId = await context.people.signIn('user');
  await context.people.signIn('publisher');
}
