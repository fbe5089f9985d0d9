import type { PlatformRow } from '../../functions/rules/breaker/PlatformRow.ts';
import { type CounterRow, queuedOn } from '../../functions/rules/delivery/CounterRow.ts';
import { explainDelivery } from '../../functions/rules/delivery/explainDelivery.ts';
import { counterKey } from '../../functions/rules/keys.ts';
import type { Delivery, HeldBecause, InboxItem, Message, UserDelivery } from '../../schema/generated/types.ts';
import type { Connection } from './connection.ts';
import { allPlatforms } from './platformOf.ts';

/** A message, or a page of messages, deliveries, entries of the inbox or what support looks at. */
export type Found = Message | Connection<Node> | null;

type Node = Message | Delivery | InboxItem | UserDelivery;

type Held = Readonly<Record<string, PlatformRow>>;

/** Returns the ids of the messages whose deliveries may wait. */
export function messagesOnTheirWay(found: Found): string[] {
  const onTheirWay: string[] = [];
  nodesOf(found).forEach((node) => {
    const message = messageIn(node);
    if (message && (message.status === 'ACCEPTED' || message.status === 'SENDING')) onTheirWay.push(message.id);
  });
  return onTheirWay;
}

/** Whether a delivery waits. */
export function waitsIn(found: Found): boolean {
  return nodesOf(found).some((node) => deliveryIn(node)?.status === 'QUEUED');
}

/** Returns what was found, with the reasons. `counters`: by their partition keys. */
export function withHolds(found: Found, held: Held, counters: Readonly<Record<string, CounterRow>>): Found {
  if (found === null || Object.keys(held).length === 0) return found;
  const page = pageIn(found);
  if (!page) return shownNode(found as Message, held, counters) as Message;
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: shownNode(node, held, counters) }));
  return { ...page, edges, nodes: edges.map((edge) => edge.node) };
}

function shownNode(node: Node, held: Held, counters: Readonly<Record<string, CounterRow>>): Node {
  const message = messageIn(node);
  if (message) return { ...message, heldBecause: messageHeld(counters[counterKey(message.id).pk], held) };
  const item = node as InboxItem;
  const delivery = deliveryIn(node);
  if (delivery?.status !== 'QUEUED') return node;
  const shown = { ...delivery, heldBecause: held[delivery.platform]?.heldBecause ?? null };
  if (!item.delivery) return shown;
  const explained = (node as UserDelivery).explanation ? { explanation: explainDelivery(shown) } : {};
  return { ...item, ...explained, delivery: shown };
}

function messageHeld(counter: CounterRow | undefined, held: Held): HeldBecause | null {
  const platform = allPlatforms.find((name) => held[name] && (counter?.[queuedOn(name)] ?? 0) > 0);
  return (platform && held[platform]?.heldBecause) ?? null;
}

function nodesOf(found: Found): readonly Node[] {
  if (found === null) return [];
  return pageIn(found)?.nodes ?? [found as Message];
}

function pageIn(found: Message | Connection<Node>): Connection<Node> | null {
  return (found as Partial<Connection<Node>>).edges ? (found as Connection<Node>) : null;
}

function messageIn(node: Node): Message | null {
  return (node as Partial<Message>).publisherId ? (node as Message) : null;
}

function deliveryIn(node: Node): Delivery | null {
  const delivery = (node as Partial<InboxItem>).delivery ?? (node as Delivery);
  return delivery.deviceId ? delivery : null;
}
