import type { Result } from '../Measurement.ts';
import { type Alarmed, ended, type FaultRun } from './FaultRun.ts';

/** Returns what became of the deliveries, and which pushes were more than one a delivery. */
export async function account(run: FaultRun, deliveries: number, unnoticed: number): Promise<readonly Result[]> {
  let done = 0;
  let explained = 0;
  for (const id of run.messages) {
    const { progress } = await run.progress(id);
    done += ended(progress);
    explained += (progress.failed ?? 0) + (progress.expired ?? 0);
  }
  const { reached, repeated } = await run.pushes();
  let byAnswer = 0;
  let byKill = 0;
  let beyond = 0;
  for (const [device, pushes] of repeated) {
    const lost = Math.min(pushes, run.lostAnswers.get(device) ?? 0);
    const interrupted = Math.min(pushes - lost, run.interrupted.get(device) ?? 0);
    byAnswer += lost;
    byKill += interrupted;
    beyond += pushes - lost - interrupted;
  }
  const lost = deliveries - reached - explained;
  return [
    {
      what: 'deliveries that came to an end',
      ...outOf(done, deliveries),
      ratio: done / deliveries,
      bar: { atLeast: 1 },
    },
    {
      what: 'lost: neither on a phone nor known why not',
      ...outOf(lost, deliveries),
      ratio: lost / deliveries,
      bar: { atMost: 0 },
    },
    {
      what: 'failed or waited, and nothing was alarmed',
      ...outOf(unnoticed, deliveries),
      ratio: unnoticed / deliveries,
      bar: { atMost: 0 },
    },
    { what: 'pushed again: SNS’s answer was lost', measured: `${byAnswer}` },
    {
      what: 'pushed again: killed before the answer was noted',
      measured: `${byKill}`,
      note: `${sum(run.interrupted)} were under way`,
    },
    {
      what: 'pushed again otherwise',
      ...outOf(beyond, deliveries),
      ratio: beyond / deliveries,
      bar: { atMost: 1 / 10_000 },
    },
  ];
}

function outOf(count: number, all: number): Pick<Result, 'measured' | 'baseline'> {
  return { measured: `${count}`, baseline: `${all}` };
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}

/** Returns a line for each alarm: between which minutes it was on. */
export function timeline({ alarms, begun }: FaultRun): readonly Result[] {
  const minute = ({ at }: Alarmed) => Math.round((at - begun) / 60_000);
  return [...Map.groupBy(alarms, ({ alarm }) => alarm)].map(([alarm, changes]) => {
    const spans = changes.flatMap((change, index) => {
      if (!change.raised) return [];
      const end = changes[index + 1];
      return [`${minute(change)}–${end === undefined ? '' : minute(end)}`];
    });
    return { what: `alarm ${alarm}`, measured: '', note: `in minutes ${spans.join(', ')}` };
  });
}
