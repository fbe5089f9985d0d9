import { createHmac, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { bitString, explicit, integer, objectIdentifier, sequence, set, time, utf8String } from '../shared/der.ts';

const sha256WithRsa = '1.2.840.113549.1.1.11';
const DAY = 86_400_000;

interface Signature {
  readonly [name: string]: string;
  readonly SignatureVersion: string;
  readonly Signature: string;
  readonly SigningCertURL: string;
}

/**
 * Signs messages with a key of this DIR.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html
 */
export class MessageSigner {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  #key: KeyObject | undefined;
  #last: { readonly text: string; readonly signature: string } | undefined;

  constructor(database: DatabaseSync, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  /** Signs with RSA, over SHA-1 in version 1, over SHA-256 in version 2. */
  sign(message: Readonly<Record<string, string>>, baseUrl: string, version: '1' | '2'): Signature {
    const names = Object.keys(message).sort();
    const text = `${version}\n${names.map((name) => `${name}\n${message[name]}\n`).join('')}`;
    // The subscribers of a topic get the same message, one after the other.
    if (this.#last?.text !== text) {
      const bytes = Buffer.from(text.slice(2), 'utf8');
      const signature = sign(version === '1' ? 'sha1' : 'sha256', bytes, this.#privateKey()).toString('base64');
      this.#last = { text, signature };
    }
    return {
      SignatureVersion: version,
      Signature: this.#last.signature,
      SigningCertURL: `${baseUrl}/_local/sns/SimpleNotificationService.pem`,
    };
  }

  /** Returns the PEM of the certificate that `SigningCertURL` leads to. */
  certificate(): string {
    this.#privateKey();
    return this.#setting('certificate') ?? '';
  }

  /** Returns the token of a link that unsubscribes: only who was sent a message has it. */
  unsubscribeToken(subscriptionArn: string): string {
    const stored = this.#setting('unsubscribe-key');
    const key = stored ?? randomBytes(32).toString('base64url');
    if (stored === undefined) this.#save('unsubscribe-key', key);
    return createHmac('sha256', key).update(subscriptionArn).digest('base64url');
  }

  #privateKey(): KeyObject {
    const stored = this.#setting('signing-key');
    this.#key ??= stored === undefined ? this.#create() : createPrivateKey(stored);
    return this.#key;
  }

  #create(): KeyObject {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = selfSigned('sns.amazonaws.com', publicKey, privateKey, this.#now());
    this.#save('certificate', pem);
    this.#save('signing-key', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    return privateKey;
  }

  #save(name: string, value: string): void {
    this.#database.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run(name, value);
  }

  #setting(name: string): string | undefined {
    const value = this.#database.prepare('SELECT value FROM setting WHERE name = ?').get(name)?.value;
    return typeof value === 'string' ? value : undefined;
  }
}

/** Returns a certificate in PEM: RFC 5280 4.1. */
function selfSigned(commonName: string, publicKey: KeyObject, privateKey: KeyObject, now: number): string {
  const algorithm = sequence(objectIdentifier(sha256WithRsa), Buffer.from([0x05, 0x00]));
  const name = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName))));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(new Date(now - DAY)), time(new Date(now + 3650 * DAY))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const whole = sequence(toBeSigned, algorithm, bitString(sign('sha256', toBeSigned, privateKey)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
