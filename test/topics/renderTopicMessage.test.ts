import { expect, it } from 'vitest';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import { renderTopicMessage } from '../../functions/rules/topics/renderTopicMessage.ts';

const message = (content: object) => ({ id: 'message', content, options: {} }) as MessageRow;

it('is text for people to read in a mailbox', () => {
  expect(renderTopicMessage(message({ title: 'Shipped', body: 'It is on its way.' }), 60).email).toBe(
    'Shipped\n\nIt is on its way.',
  );
  expect(renderTopicMessage(message({ title: 'Shipped' }), 60).email).toBe('Shipped');
});

it('leaves a mailbox the JSON where there is nothing to read', () => {
  const rendered = renderTopicMessage(message({ data: { order: '7' } }), 60);
  expect(rendered.email).toBeUndefined();
  expect(JSON.parse(rendered.default)).toEqual({ messageId: 'message', data: { order: '7' } });
});
