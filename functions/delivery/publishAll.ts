import { inParallel } from './inParallel.ts';
import { publishTogether, type Ports as TogetherPorts } from './publishTogether.ts';
import { type Begun, beginPublication, endPublication, type PublicationPorts } from './publishToTopic.ts';

export interface Ports extends PublicationPorts, TogetherPorts {}

const PARALLEL = 25;

/**
 * Publishes messages to their standard topics, those to one topic together. May be repeated.
 * Returns the errors of those that failed, by their ids: each message fails alone.
 */
export async function publishAll(ports: Ports, messageIds: Iterable<string>): Promise<ReadonlyMap<string, unknown>> {
  const errors = new Map<string, unknown>();
  const begun: { readonly messageId: string; readonly request: Begun }[] = [];
  const attempt = async (messageId: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      errors.set(messageId, error);
    }
  };
  await inParallel(new Set(messageIds), PARALLEL, (messageId) =>
    attempt(messageId, async () => {
      const request = await beginPublication(ports, messageId);
      if (request !== null) begun.push({ messageId, request });
    }),
  );
  const outcomes = await publishTogether(
    ports,
    begun.map(({ request }) => request),
  );
  await inParallel(begun.entries(), PARALLEL, ([index, { messageId, request }]) =>
    attempt(messageId, () => endPublication(ports, messageId, request, outcomes[index] ?? { kind: 'later' })),
  );
  return errors;
}
