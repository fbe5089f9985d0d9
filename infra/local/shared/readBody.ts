import type { IncomingMessage } from 'node:http';
import { AwsError } from '../platform/AwsError.ts';

/** Bytes of a request to an AWS API. */
const BODY_LIMIT = 10 * 1024 * 1024;

/**
 * Reads the whole body of a request.
 * Rejects with `RequestEntityTooLarge` (413) past `limit` bytes, and with `RequestAborted` if the client goes before
 * the end.
 */
export function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) {
        chunks.push(chunk);
        return;
      }
      // The rest is read and dropped, so that the client can take the answer.
      chunks.length = 0;
      reject(new AwsError('RequestEntityTooLarge', `The request body is larger than ${limit} bytes.`, { status: 413 }));
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    const aborted = () => {
      // A 'close' follows every request.
      if (request.readableEnded) return;
      reject(new AwsError('RequestAborted', 'The client closed the connection before the end of the request.'));
    };
    request.once('error', aborted);
    request.once('close', aborted);
  });
}
