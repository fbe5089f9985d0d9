import { type Grant, may } from '../shared/may.ts';
import type { DeliveryStackProps } from './DeliveryStack.ts';

/** Returns what a function needs that sends a message or passes its work on. */
export function sending({ storage, messaging, platforms }: DeliveryStackProps): readonly Grant[] {
  const { messages, deliveries, devices, platforms: breakers } = storage;
  const { prompt, bulk, fanOut, ordered, publications } = messaging.queues;
  return [
    may(messages, 'get', 'update'),
    may(deliveries, 'batchGet', 'put', 'query', 'update'),
    // It reads a device, checks it in the claim's transaction, disables it.
    may(devices, 'check', 'get', 'query', 'update'),
    may(breakers, 'query', 'update'),
    may(platforms.endpoints, 'publish'),
    ...[prompt, bulk, fanOut, ordered, publications].map((queue) => may(queue, 'send')),
  ];
}
