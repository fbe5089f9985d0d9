/** An entry of `GET /_local/outbox`, as far as the page reads it. */
export interface OutboxEntry {
  readonly id: string;
  readonly time: string;
  readonly kind: 'push' | 'sms' | 'email';
  readonly destination: string;
  readonly platform?: string;
  readonly outcome?: string;
  readonly body: unknown;
}

/** The parts of a push that a phone shows. */
export interface Notification {
  readonly title: string;
  readonly body: string;
  /** Heliograph's delivery id: `<messageId>.<deviceId>`. */
  readonly deliveryId: string | undefined;
  /** True if it wakes the app and shows nothing. */
  readonly silent: boolean;
}

/** Newest first. */
export async function readOutbox(limit: number): Promise<readonly OutboxEntry[]> {
  const response = await fetch(`/_local/outbox?limit=${limit}`);
  if (!response.ok) throw new Error(`The outbox answered ${response.status}.`);
  return response.json();
}

/** Reads a payload of APNs, a v1 message of FCM, or plain text. */
export function notificationOf({ body }: OutboxEntry): Notification {
  if (typeof body === 'string') return { title: '', body, deliveryId: undefined, silent: false };
  const alert = at(body, 'aps', 'alert');
  const shown = alert ?? at(body, 'message', 'notification') ?? at(body, 'notification');
  const deliveryId = at(body, 'heliograph', 'deliveryId') ?? at(body, 'message', 'data', 'heliograph.deliveryId');
  return {
    title: text(at(shown, 'title')),
    body: typeof shown === 'string' ? shown : text(at(shown, 'body')),
    deliveryId: typeof deliveryId === 'string' ? deliveryId : undefined,
    silent: shown === undefined,
  };
}

/** Returns the id of the delivery's device. */
export function deviceOf(deliveryId: string): string {
  return deliveryId.slice(deliveryId.indexOf('.') + 1);
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined,
    value,
  );
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
