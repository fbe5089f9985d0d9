import { describe, expect, test } from 'vitest';
import { ApplicationError } from '../../functions/rules/ApplicationError.ts';
import { initiateStepUp } from '../../functions/stepUp/initiateStepUp.ts';
import { respondToStepUp } from '../../functions/stepUp/respondToStepUp.ts';
import { caller, createPorts } from './fakes.ts';

const initiated = { status: 'STEP_UP_INITIATED', method: 'SMS_STEP_UP' } as const;
type Ports = ReturnType<typeof createPorts>;

async function refused(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof ApplicationError)) throw new Error(`Not refused: ${JSON.stringify(error)}`);
  return error.errorType;
}
const answer = (ports: Ports, challengeId: string, code = '111111') =>
  refused(respondToStepUp(ports, caller, { challengeId, code }));

describe('the audit of a user who makes challenge ids up', () => {
  test('has 20 rows an hour, and each attempt is refused as before', async () => {
    const ports = createPorts(initiated);
    for (let index = 0; index < 30; index += 1) {
      expect(await refused(initiateStepUp(ports, caller, `made-up-${index}`))).toBe('NotFound');
      expect(await answer(ports, `made-up-${index}`)).toBe('NotFound');
    }
    expect(ports.recorded()).toEqual(Array.from({ length: 20 }, () => 'NotFound'));
  });

  test('counts a row before it is written', async () => {
    const ports = createPorts(initiated);
    ports.audit.record = async () => {
      throw new Error('The table is away.');
    };
    await expect(initiateStepUp(ports, caller, 'made-up')).rejects.toThrow('away');
    expect(ports.hourly.refusals).toBe(1);
  });

  test('still has every guess at an open challenge, and its lock', async () => {
    const ports = createPorts(initiated);
    for (let index = 0; index < 30; index += 1) await answer(ports, `made-up-${index}`);
    const outcomes = [];
    do outcomes.push(await answer(ports, 'challenge', '000000'));
    while (outcomes.at(-1) === 'CodeMismatch');
    expect(outcomes.length).toBeGreaterThan(1);
    expect(ports.recorded().slice(20)).toEqual(outcomes);
    // The lock stands: what comes now guesses nothing.
    await answer(ports, 'challenge', '000000');
    expect(ports.recorded()).toHaveLength(20 + outcomes.length);
  });
});
