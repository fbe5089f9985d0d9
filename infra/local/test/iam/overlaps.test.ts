import { expect, it } from 'vitest';
import { overlaps } from '../../testing/overlaps.ts';

const queue = 'arn:{Partition}:sqs:{Region}:{Account}:{QueueName}';
const stream = 'arn:{Partition}:logs:{Region}:{Account}:log-group:{LogGroupName}:log-stream:{LogStreamName}';

it.each([
  [queue, 'arn:aws:sqs:us-east-1:000000000000:work', true],
  [queue, 'arn:aws:sqs:*:*:work-*', true],
  [queue, 'arn:aws:s?s:us-east-1:000000000000:work', true],
  [queue, '*', true],
  [queue, 'arn:aws:sqs:us-east-1:000000000000:', false],
  [queue, 'arn:aws:sqs:us-east-1:000000000000:work:more', false],
  [queue, 'arn:aws:sqs:us-east-1:000000000000:work/more', false],
  [queue, 'arn:aws:sns:us-east-1:000000000000:*', false],
  [stream, 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f:*', true],
  [stream, 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/f', false],
])('a form and a pattern share some text, or none: %s %s', (form, pattern, expected) => {
  expect(overlaps(form, pattern)).toBe(expected);
});

it('a resource is taken by the letter', () => {
  expect(overlaps(queue, 'arn:aws:sqs:us-east-1:000000000000:*', false)).toBe(false);
  expect(overlaps('arn:aws:sns:us-east-1:000000000000:*', 'arn:aws:sns:us-east-1:000000000000:*', false)).toBe(true);
});
