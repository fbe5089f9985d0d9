import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { onClosedOutput } from '../../outputs/onClosedOutput.ts';

it('ends once, however many streams break and however often', () => {
  let ended = 0;
  const streams = [new PassThrough(), new PassThrough()];
  onClosedOutput(streams, () => {
    ended += 1;
  });
  for (const stream of [...streams, ...streams]) stream.emit('error', new Error('write EPIPE'));
  expect(ended).toBe(1);
});
