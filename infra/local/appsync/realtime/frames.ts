import { isJsonObject, type JsonObject } from '../../platform/Json.ts';
import { RequestError } from '../execution/RequestError.ts';

/**
 * The frames of AppSync's real-time protocol, each JSON text.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 *
 *   → connection_init                       ← connection_ack {connectionTimeoutMs} · connection_error {errors}
 *                                           ← ka, at once and every 60 s
 *   → start {id, payload: {data, extensions: {authorization}}}
 *                                           ← start_ack {id} · error {id?, payload: {errors}}
 *                                           ← data {id, payload}
 *   → stop {id}                             ← complete {id}
 */
export type ClientFrame =
  | { readonly type: 'connection_init' }
  | { readonly type: 'start'; readonly id: string; readonly data: string; readonly authorization: JsonObject }
  | { readonly type: 'stop'; readonly id: string };

/** An error within `connection_error` or `error`. */
export interface FrameError {
  readonly errorType?: string | null;
  readonly message: string;
  readonly errorCode?: number;
}

/** Returns `undefined` for text that is no frame of this protocol. */
export function parseFrame(text: string): ClientFrame | undefined {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(frame)) return undefined;
  const { type, id, payload } = frame;
  if (type === 'connection_init') return { type };
  if (typeof id !== 'string' || id === '') return undefined;
  if (type === 'stop') return { type, id };
  if (type !== 'start' || !isJsonObject(payload) || typeof payload.data !== 'string') return undefined;
  const extensions = isJsonObject(payload.extensions) ? payload.extensions : {};
  const authorization = isJsonObject(extensions.authorization) ? extensions.authorization : {};
  return { type, id, data: payload.data, authorization };
}

const keepAlive = JSON.stringify({ type: 'ka' });
const acknowledged = JSON.stringify({ type: 'connection_ack', payload: { connectionTimeoutMs: 300_000 } });

export const serverFrame = {
  acknowledged: () => acknowledged,
  keepAlive: () => keepAlive,
  connectionError: (errors: readonly FrameError[]) => JSON.stringify({ payload: { errors }, type: 'connection_error' }),
  started: (id: string) => JSON.stringify({ id, type: 'start_ack' }),
  complete: (id: string) => JSON.stringify({ id, type: 'complete' }),
  error: (id: string | undefined, errors: readonly FrameError[]) =>
    JSON.stringify(
      id === undefined ? { type: 'error', payload: { errors } } : { id, type: 'error', payload: { errors } },
    ),
} as const;

/** Returns how a frame tells of a refused request. Of a 500 it tells no more than that. */
export function frameError(error: unknown): FrameError {
  if (error instanceof RequestError) {
    return { errorType: error.errorType, message: error.message, errorCode: error.status };
  }
  return { errorType: 'InternalFailure', message: 'An internal failure occurred.', errorCode: 500 };
}
