import { describe, expect, it } from 'vitest';
import type { Line } from '../../cloudwatch/lines.ts';
import { compileExpression, type MathScope } from '../../cloudwatch/metricMath.ts';

const _ = undefined;
const lines: Readonly<Record<string, Line>> = {
  metric1: [30, 20, 0, 0],
  metric2: [20, _, 20, _],
  none: [_, _, _, _],
};
const scope: MathScope = {
  line: (id) => lines[id] ?? expect.unreachable(id),
  metrics: (text) => Object.entries(lines).flatMap(([id, line]) => (id.includes(text) ? [line] : [])),
  period: () => 300,
};

describe('an expression', () => {
  it.each([
    // From CloudWatch's guide.
    ['(metric1 < metric2)', [0, 0, 1, 0]],
    ['(metric1 >= 30)', [1, 0, 0, 0]],
    ['(metric1 > 15 AND metric2 > 15)', [1, 0, 0, 0]],
    ['metric1 + metric2 * 2', [70, 20, 40, 0]],
    ['(metric1 + metric2) * -2 ^ 2', [200, 80, 80, 0]],
    ['100 * metric2 / metric1', [200 / 3, 0, _, _]],
    ['metric2 - 1', [19, _, 19, _]],
    ['FILL(metric2, 0)', [20, 0, 20, 0]],
    ['FILL(metric2, REPEAT)', [20, 20, 20, 20]],
    ['FILL(none, metric1)', [30, 20, 0, 0]],
    ['FILL(none, 0) + FILL(metric2, 1)', [20, 1, 20, 1]],
    ['IF(metric1 >= 20, 100 * metric2 / metric1)', [200 / 3, 0, _, _]],
    ['IF(metric1 > 0 || metric2 > 0, metric1, 7)', [30, 20, 0, 7]],
    ['SUM(METRICS("metric"))', [50, 20, 20, 0]],
    ['SUM([metric1, metric2, none])', [50, 20, 20, 0]],
    ['AVG([metric1, metric2])', [25, 10, 10, 0]],
    ['MAX([metric2, none])', [20, _, 20, _]],
    ['metric1 / MAX(metric1)', [1, 2 / 3, 0, 0]],
    ['metric1 * PERIOD(metric1) / 60', [150, 100, 0, 0]],
    ['ABS(CEIL(metric2 / 3) - FLOOR(metric1 / 7))', [3, 2, 7, 0]],
  ])('%s', (text, expected) => {
    expect(compileExpression(text).evaluate(scope)).toEqual(expected);
  });

  it.each(['metric1 +', '(metric1', 'SUM()', 'IF(metric1)', 'FILL(metric1)', 'metric1 metric2', 'METRICS(1)', '%', ''])(
    '%s is refused',
    (text) => {
      expect(() => compileExpression(text)).toThrow('Invalid metric math expression');
    },
  );

  it('of a function that is not supported is refused by name', () => {
    expect(() => compileExpression('ANOMALY_DETECTION_BAND(metric1)')).toThrow('ANOMALY_DETECTION_BAND');
  });
});
