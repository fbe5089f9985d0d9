import { type Context, type DynamoDBBatchGetItemRequest, runtime } from '@aws-appsync/utils';
import { messageKey } from '../../functions/rules/keys.ts';
import { chooseText } from '../../functions/rules/publishing/chooseText.ts';
import type { MessageRow } from '../../functions/rules/publishing/MessageRow.ts';
import type { InboxItem } from '../../schema/generated/types.ts';
import { type DeliveryItem, deliveryOf } from '../shared/deliveryOf.ts';
import { envOf } from '../shared/envOf.ts';
import { mappedKey } from '../shared/mappedKey.ts';
import { refuseNow, refuseUnavailable } from '../shared/refuseUnavailable.ts';
import { stashed, stashOf } from '../shared/stash.ts';

/** Reads each message of the page once, however many devices got it. A page of 100 fits one BatchGetItem. */
export function request(ctx: Context): DynamoDBBatchGetItemRequest {
  const page = stashed(ctx, 'page');
  const messageIds: Record<string, boolean> = {};
  page.nodes.forEach(({ messageId }) => {
    messageIds[messageId] = true;
  });
  if (page.nodes.length === 0) {
    stashOf(ctx).inbox = { ...page, edges: [], nodes: [] };
    runtime.earlyReturn(null);
  }
  const keys = Object.keys(messageIds).map((messageId) => mappedKey(messageKey(messageId)));
  return { operation: 'BatchGetItem', tables: { [envOf(ctx).MESSAGES_TABLE]: { keys } } };
}

export function response(ctx: Context): null {
  const table = envOf(ctx).MESSAGES_TABLE;
  const { data, unprocessedKeys } = (ctx.result ?? {}) as {
    data?: Record<string, (MessageRow | null)[]>;
    unprocessedKeys?: Record<string, unknown[]> | null;
  };
  refuseUnavailable(ctx);
  if ((unprocessedKeys?.[table] ?? []).length > 0) refuseNow(ctx, 'DynamoDB left keys unprocessed');
  const messages: Record<string, MessageRow> = {};
  (data?.[table] ?? []).forEach((message) => {
    if (message) messages[message.id] = message;
  });
  const page = stashed(ctx, 'page');
  const opened = stashed(ctx, 'opened');
  const edges = page.edges.map(({ cursor, node }) => ({
    cursor,
    node: { ...itemOf(node, messages[node.messageId]), unread: !opened[node.messageId] },
  }));
  stashOf(ctx).inbox = { edges, nodes: edges.map((edge) => edge.node), pageInfo: page.pageInfo };
  return null;
}

function itemOf(delivery: DeliveryItem, message: MessageRow | undefined): Omit<InboxItem, 'unread'> {
  const text = message ? chooseText(message.content, delivery.locale) : { title: null, body: null };
  const data = message?.content.data;
  return {
    delivery: deliveryOf(delivery),
    title: text.title,
    body: text.body,
    data: data ? JSON.stringify(data) : null,
  };
}
