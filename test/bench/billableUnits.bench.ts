import { join } from 'node:path';
import type { JsonObject } from 'local-cloud';
import type { Measurement, Result } from './Measurement.ts';
import type { Finished, HeliographOptions, HeliographQuestion } from './support/heliograph.ts';
import { startPeer } from './support/startPeer.ts';

/**
 * US dollars a unit: list prices of us-east-1 on demand in November 2025, without free tiers and volume discounts.
 * Lambda's reads of streams are free. The duration of Lambda depends on this machine.
 * https://aws.amazon.com/appsync/pricing/ https://aws.amazon.com/lambda/pricing/ https://aws.amazon.com/dynamodb/pricing/on-demand/
 * https://aws.amazon.com/sns/pricing/ https://aws.amazon.com/sqs/pricing/ https://aws.amazon.com/cloudwatch/pricing/
 */
const prices: Readonly<Record<string, number>> = {
  'appsync:operation': 4 / 1e6,
  'appsync:realtimeUpdate': 2 / 1e6,
  'appsync:connectionMinute': 0.08 / 1e6,
  'lambda:request': 0.2 / 1e6,
  // A GB-second on ARM.
  'lambda:gbMillisecond': 0.0000133334 / 1000,
  'dynamodb:writeUnit': 0.625 / 1e6,
  'dynamodb:readUnit': 0.125 / 1e6,
  'sns:publish': 0.5 / 1e6,
  'sns:mobilePush': 0.5 / 1e6,
  // To queues and functions. Only the data costs.
  'sns:delivery': 0,
  // Requests by SNS and by functions. Empty receives of the pollers are not counted.
  'sqs:request': 0.4 / 1e6,
  'logs:byte': 0.5 / 1e9,
};
const subscribers = 100;

export const measurement: Measurement = {
  title: 'Billable units of one message that its publisher follows live, and their list price',
  async run({ devices = 10_000 }) {
    await using heliograph = await startPeer(join(import.meta.dirname, 'support/heliograph.ts'), {
      snsPublishRate: 125,
    } satisfies HeliographOptions);
    const ask = <Answer>(question: HeliographQuestion) => heliograph.ask<Answer>(question);
    await ask({ do: 'seed', platform: 'APNS', count: 1, userId: 'one' });
    await ask({ do: 'seed', platform: 'APNS', count: 3, userId: 'three' });
    await ask({ do: 'seed', platform: 'FCM', count: devices });
    const topicId = await ask<string>({ do: 'topic', devices: subscribers });
    const audiences = [
      ['1 device', { userIds: ['one'] }, 1, 1],
      ['3 devices', { userIds: ['three'] }, 3, 3],
      [`a topic with ${subscribers} devices and a queue`, { topic: { topicId } }, 0, subscribers + 1],
      [`${devices} devices`, { platform: 'FCM' }, devices, devices],
    ] as const;
    // Units that are spent once and kept, such as execution environments, do not belong to the message.
    await unitsOf(ask, 'the first', { userIds: ['one'] }, 1, 1);
    const results: Result[] = [];
    for (const [what, audience, deliveries, reached] of audiences) {
      results.push(...(await unitsOf(ask, what, audience, deliveries, reached)));
    }
    return results;
  },
};

type Ask = <Answer>(question: HeliographQuestion) => Promise<Answer>;
type Units = Readonly<Record<string, number>>;

/** @param deliveries entries in the ledger. @param reached devices and other subscribers */
async function unitsOf(
  ask: Ask,
  what: string,
  audience: JsonObject,
  deliveries: number,
  reached: number,
): Promise<readonly Result[]> {
  await quiet(ask);
  const before = await ask<Units>({ do: 'meter' });
  const messageId = await ask<string>({ do: 'publish', audience, follow: true });
  const after = await quiet(ask);
  // Asked only now, since asking is billed too.
  await ask<Finished>({ do: 'finish', messageId, deliveries });
  const units = Object.entries(prices).map(([unit, price]) => {
    const used = (after[unit] ?? 0) - (before[unit] ?? 0);
    return { unit, used, dollars: used * price };
  });
  const dollars = units.reduce((sum, one) => sum + one.dollars, 0);
  return [
    {
      what,
      measured: `$${((dollars * 1e6) / reached).toFixed(2)} a million deliveries`,
      note: `$${dollars.toPrecision(3)} the message`,
    },
    ...units
      .filter(({ used }) => used > 0)
      .map(({ unit, used, dollars: cost }) => ({
        what: `  ${unit}`,
        measured: used.toFixed(unit === 'lambda:gbMillisecond' ? 0 : 1),
        note: `${(used / reached).toFixed(2)} a delivery, $${cost.toPrecision(2)}`,
      })),
  ];
}

/** Resolves once nothing has been counted for three seconds. */
async function quiet(ask: Ask): Promise<Units> {
  let last = await ask<Units>({ do: 'meter' });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const now = await ask<Units>({ do: 'meter' });
    const busy = ['dynamodb:writeUnit', 'lambda:request', 'sns:mobilePush'].some((unit) => now[unit] !== last[unit]);
    if (!busy) return now;
    last = now;
  }
}
