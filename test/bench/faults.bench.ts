import type { Measurement, Result } from './Measurement.ts';
import { FaultRun } from './support/FaultRun.ts';
import { account, timeline } from './support/faultAccount.ts';

/** Below this, no share of a message's pushes opens a breaker. */
const LEAST_DEVICES = 200;
const MESSAGES = 5;
/** So long one of SNS's outages is bridged: its retries take two seconds here, six hours in AWS. */
const BRIDGED = 1_000;

interface Fault {
  /** Of these alarms one at least tells of it. Empty: nothing fails, so nobody need know. */
  readonly alarms: readonly string[];
  /** Plays it until every delivery has ended. Returns the deliveries that failed, before they are sent again. */
  readonly play: (run: FaultRun) => Promise<number>;
}

/** What comes on top of the throttles and the lost answers, one after the other. */
const faults: Readonly<Record<string, Fault>> = {
  'SNS bridges an outage, the runtime is killed': {
    alarms: [],
    async play(run) {
      const id = await run.publish();
      await run.attempted(id, 0.25);
      await run.faults('unavailable');
      await new Promise((resolve) => setTimeout(resolve, BRIDGED));
      await run.faults();
      await run.attempted(id, 0.5);
      await run.killRuntime();
      return sendAgain(run, id);
    },
  },
  'an outage outlasts SNS’s retries': {
    alarms: ['Monitoring/FCMBreakerOpen', 'Monitoring/FCMSuccessShare'],
    async play(run) {
      const id = await run.publish();
      await run.attempted(id, 0.1);
      await run.faults('unavailable');
      await run.pass(12);
      await run.faults();
      return sendAgain(run, id);
    },
  },
  'credentials are refused': {
    alarms: ['Monitoring/OwnCredentialsRefused'],
    async play(run) {
      const id = await run.publish();
      await run.attempted(id, 0.3);
      await run.faults('invalid-credentials');
      await run.pass(6);
      await run.faults();
      return sendAgain(run, id);
    },
  },
  'the push service is silent, functions are killed': {
    alarms: ['Monitoring/FCMBreakerOpen', 'Monitoring/FCMUnanswered'],
    async play(run) {
      await run.faults('silence');
      const before = await run.publish();
      await run.attempted(before, 0.5);
      await run.killFunctions();
      await run.pass(17);
      const meanwhile = await run.publish();
      await run.pass(5);
      await run.faults();
      return (await sendAgain(run, before)) + (await sendAgain(run, meanwhile));
    },
  },
};

/** Waits until all has ended, and has what failed sent again, as an operator would. Returns how many that were. */
async function sendAgain(run: FaultRun, id: string): Promise<number> {
  await run.settle(id);
  const { progress } = await run.progress(id);
  const { failed = 0 } = progress;
  if (failed > 0) {
    await run.ask({ do: 'redeliver', messageId: id, reasons: ['PROVIDER_UNAVAILABLE', 'CREDENTIALS_INVALID'] });
    await run.pass(1);
    await run.settle(id);
  }
  return failed;
}

export const measurement: Measurement = {
  title: 'Five messages with 20 % throttles and 5 % lost answers, while push services and processes fail',
  async run({ devices: deliveries = 10_000 }) {
    const devices = Math.max(LEAST_DEVICES, Math.ceil(deliveries / MESSAGES));
    const begun = performance.now();
    await using run = await FaultRun.start(devices);
    let unnoticed = 0;
    const played: Result[] = [];
    for (const [name, { alarms, play }] of Object.entries(faults)) {
      run.during = name;
      const since = await run.witness();
      const failed = await play(run);
      const told = alarms.filter((alarm) => run.alarms.some((each) => each.during === name && each.alarm === alarm));
      if (told.length === 0) unnoticed += alarms.length > 0 ? devices : failed;
      const from = `from minute ${((since - run.begun) / 60_000).toFixed(0)}`;
      played.push({ what: name, measured: `${failed} failed`, note: [from, ...told].join(', ') });
      // The minutes that alarms and breakers judge are over.
      await run.pass(11);
    }
    const seconds = (performance.now() - begun) / 1000;
    const minutes = ((await run.witness()) - run.begun) / 60_000;
    return [...(await account(run, devices * MESSAGES, unnoticed)), ...played, ...timeline(run)].map((result, index) =>
      index === 0
        ? { ...result, note: `in ${seconds.toFixed(0)} s, ${minutes.toFixed(0)} minutes of its clock` }
        : result,
    );
  },
};
