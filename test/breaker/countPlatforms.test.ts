import { expect, it } from 'vitest';
import { countPlatforms } from '../../functions/breaker/countPlatforms.ts';
import { breakerDefaults } from '../../functions/rules/breaker/BreakerSettings.ts';
import { minuteOf } from '../../functions/rules/breaker/MinuteRow.ts';
import type { Transition } from '../../functions/rules/delivery/DeliveryRow.ts';
import type { DeliveryChange } from '../../functions/rules/reporting/DeliveryChange.ts';
import { START, sampleRow } from '../delivery/samples.ts';
import { InMemoryPlatformHistory } from './InMemoryPlatformHistory.ts';
import { InMemoryPlatformStates } from './InMemoryPlatformStates.ts';

const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

/** A change that adds the last of these transitions. */
function change(deviceId: string, ...transitions: readonly Transition[]): DeliveryChange {
  const row = (list: readonly Transition[]) => ({ ...sampleRow(deviceId), transitions: list });
  return { sequenceNumber: '1', before: row(transitions.slice(0, -1)), after: row(transitions) };
}

function world(now = START) {
  const states = new InMemoryPlatformStates();
  const history = new InMemoryPlatformHistory();
  const failures: string[] = [];
  const logFailure = (message: string) => void failures.push(message);
  const ports = { clock: { now: () => now }, states, history, settings: breakerDefaults, logFailure };
  return { states, history, failures, ports, minutes: () => history.since('FCM', 0) };
}

it('counts an answer in the minute of its push, and a failure in its own', async () => {
  const { ports, minutes } = world(START + 10 * 60_000);
  const sent: Transition = { status: 'SENT', at: at(0) };
  await countPlatforms(ports, [
    change('a', { status: 'QUEUED', at: at(0) }, sent),
    change('b', sent, { status: 'PROVIDER_ACCEPTED', at: at(5) }),
    change('c', sent, { status: 'FAILED', reason: 'PROVIDER_UNAVAILABLE', at: at(5) }),
    change('d', sent, { status: 'FAILED', reason: 'INVALID_TOKEN', at: at(5) }),
  ]);
  expect(await minutes()).toMatchObject([
    { minute: minuteOf(START), sent: 1, answered: 3, answers: 0, failed: 0 },
    { minute: minuteOf(START) + 5, sent: 0, answered: 0, answers: 3, failed: 1 },
  ]);
});

it('takes neither a lapsed push nor silence for an answer, nor what SNS never had, nor a second answer', async () => {
  const { ports, minutes } = world();
  const sent: Transition = { status: 'SENT', at: at(0) };
  const accepted: Transition = { status: 'PROVIDER_ACCEPTED', at: at(0) };
  await countPlatforms(ports, [
    change('a', sent, { status: 'EXPIRED', reason: 'TTL_EXPIRED', at: at(0) }),
    change('b', sent, { status: 'FAILED', reason: 'NO_ANSWER', at: at(0) }),
    change('c', { status: 'QUEUED', at: at(0) }, { status: 'FAILED', reason: 'INTERNAL', at: at(0) }),
    change('d', sent, accepted, { status: 'FAILED', reason: 'INVALID_TOKEN', at: at(0) }),
    change('e', sent, accepted, { status: 'RECEIVED', at: at(0) }),
  ]);
  expect(await minutes()).toEqual([]);
});

it('writes a row for each platform and minute, whatever the size of the batch', async () => {
  const { ports, history } = world(START + 300 * 60_000);
  const changes = Array.from({ length: 1_000 }, (_, index) =>
    change(`d-${index}`, { status: 'SENT', at: at(index % 300) }, { status: 'PROVIDER_ACCEPTED', at: at(300) }),
  );
  await countPlatforms(ports, changes);
  expect(history.writes).toBe(31);
});

it('opens at once for refused credentials, unless the breaker closed after the push was sent', async () => {
  const { ports, states } = world(START + 60_000);
  const refused = change(
    'a',
    { status: 'SENT', at: at(0) },
    { status: 'FAILED', reason: 'CREDENTIALS_INVALID', at: at(1) },
  );
  states.rows.set('FCM', { platform: 'FCM', since: at(0) });
  await countPlatforms(ports, [refused]);
  expect(states.rows.get('FCM')).toEqual({ platform: 'FCM', since: at(0) });
  states.rows.clear();
  await countPlatforms(ports, [refused]);
  expect(states.rows.get('FCM')).toMatchObject({ heldBecause: 'PLATFORM_CREDENTIALS', nextProbeAt: START + 120_000 });
});

it('holds up no reports where it cannot write, and says so', async () => {
  const { ports, failures } = world();
  const history = { add: () => Promise.reject(new Error('no')) };
  await countPlatforms({ ...ports, history }, [change('a', { status: 'SENT', at: at(0) })]);
  expect(failures).toEqual(['Pushes of a platform were not counted']);
});
