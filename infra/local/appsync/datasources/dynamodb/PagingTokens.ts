import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../platform/Json.ts';
import { FieldError } from '../../execution/FieldError.ts';

/**
 * Issues `nextToken`s: a DynamoDB key, encrypted with AES-256-GCM, good only for the field and query that issued it.
 * AppSync obfuscates its tokens too, so that no table data leaks to the caller.
 */
export class PagingTokens {
  readonly #secret: Uint8Array;

  /** @param secret 32 bytes, the same at every start so that tokens outlive a restart */
  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  issue(key: JsonObject, scope: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#secret, nonce).setAAD(Buffer.from(scope));
    const body = Buffer.concat([cipher.update(JSON.stringify(key), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Returns the key. Throws FieldError for a token that was not issued for this scope. */
  open(token: string, scope: string): JsonObject {
    try {
      const bytes = Buffer.from(token, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.#secret, bytes.subarray(0, 12))
        .setAAD(Buffer.from(scope))
        .setAuthTag(bytes.subarray(12, 28));
      const key: unknown = JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'),
      );
      if (isJsonObject(key)) return key;
    } catch {
      // Fails below. The message does not tell what is wrong with a forged token.
    }
    throw new FieldError({
      message: 'Invalid pagination token given.',
      errorType: 'BadRequestException',
      data: null,
      errorInfo: null,
    });
  }
}
