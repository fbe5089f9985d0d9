import { expect, test } from 'vitest';
import { Signals } from '../../platform/Signals.ts';

test('listeners of the topic hear it, after the emitter is done, until they leave', async () => {
  const signals = new Signals();
  const heard: string[] = [];
  const leave = signals.on('sqs:a', () => heard.push('first'));
  signals.on('sqs:a', () => heard.push('second'));
  signals.on('sqs:b', () => heard.push('other'));
  signals.emit('sqs:a');
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual(['first', 'second']);
  leave();
  signals.emit('sqs:a');
  signals.emit('sqs:nobody');
  await Promise.resolve();
  expect(heard).toEqual(['first', 'second', 'second']);
});
