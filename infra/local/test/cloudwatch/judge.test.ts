import { describe, expect, it } from 'vitest';
import { judge, type MissingData } from '../../cloudwatch/judge.ts';

const kinds: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const point: Readonly<Record<string, boolean | undefined>> = { X: true, '0': false };
const states: Readonly<Record<string, string | undefined>> = { A: 'ALARM', O: 'OK', I: 'INSUFFICIENT_DATA' };

/**
 * The tables of CloudWatch's guide: data points, oldest first, then the state by what missing ones count as. `=` stays.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
describe.each([
  ['3 of 3', 3, 3, ['0-X-X OOOO', '----0 OOOO', '0---- OOOO', '----- I=AO', '0XX-X AAAA', '--X-- A=AO', '----X I=AO']],
  ['2 of 3', 3, 2, ['0-X-X AAAA', '00X0X AAAA', '0-X-- OOAO', '----0 OOAO', '---X- A=AO']],
  // What must go on: one point of those retrieved shows that it did.
  ['5 of 5', 5, 5, ['------- I=AO', '0------ OOOO', '------0 OOOO', '00----- OOOO', 'XXXXX-- AAAA', 'XX----- A=AO']],
  // An alarm with one period looks at the last point that there is.
  ['1 of 1', 1, 1, ['X-- AAAA', '--- I=AO', 'X-0 OOOO', '0-X AAAA']],
] as const)('an alarm of %s', (_, evaluationPeriods, datapointsToAlarm, rows) => {
  it.each(rows.map((row) => row.split(' ')))('%s is %s', (points = '', expected = '') => {
    const found = kinds.map((missingData) =>
      judge(
        [...points].map((sign) => point[sign]),
        { evaluationPeriods, datapointsToAlarm, missingData },
      ),
    );
    expect(found).toEqual([...expected].map((letter) => states[letter]));
  });
});
