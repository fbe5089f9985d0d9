import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';

export interface Key {
  readonly arn: string;
  readonly enabled: boolean;
  readonly policy: JsonObject;
}

/** Where keys are. */
interface Place {
  readonly region: string;
  readonly accountId: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The id of a key in hexadecimal, which begins a ciphertext. */
const ID_BYTES = 16;

/** Keys and aliases of the templates. The material of a key is kept, so that what it encrypted can be read later. */
export class KeyStore {
  readonly #database: DatabaseSync;
  readonly #place: Place;
  readonly #keys = new Map<string, Key>();
  readonly #aliases = new Map<string, string>();

  constructor(database: DatabaseSync, place: Place) {
    this.#database = database;
    this.#place = place;
    database.exec('CREATE TABLE IF NOT EXISTS material (arn TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  }

  /** Adds or replaces a key. Without a policy the account's own policies decide, as for KMS's default policy. */
  put(id: string, { enabled, policy }: { readonly enabled: boolean; readonly policy: JsonObject | undefined }): Key {
    const arn = this.#arn(`key/${id}`);
    const key: Key = { arn, enabled, policy: policy ?? this.#accountPolicy() };
    this.#keys.set(arn, key);
    this.#database.prepare('INSERT OR IGNORE INTO material (arn, bytes) VALUES (?, ?)').run(arn, randomBytes(32));
    return key;
  }

  remove(id: string): void {
    this.#keys.delete(this.#arn(`key/${id}`));
  }

  putAlias(name: string, keyId: string): void {
    this.#aliases.set(name, this.find(keyId).arn);
  }

  removeAlias(name: string): void {
    this.#aliases.delete(name);
  }

  /** Returns a key by its id, ARN, alias or alias ARN. Throws AwsError NotFoundException. */
  find(keyId: string): Key {
    const name = keyId.startsWith('arn:') ? keyId.split(':').slice(5).join(':') : keyId;
    if (name.startsWith('alias/aws/')) return this.#managed(name);
    const arn = name.startsWith('alias/') ? this.#aliases.get(name) : this.#arn(`key/${name.replace(/^key\//, '')}`);
    const key = arn === undefined ? undefined : this.#keys.get(arn);
    if (key !== undefined) return key;
    throw new AwsError('NotFoundException', `${name.startsWith('alias/') ? 'Alias' : 'Key'} '${keyId}' does not exist`);
  }

  /** Encrypts with AES-256-GCM. The ciphertext begins with the key's id. */
  encrypt(key: Key, plaintext: Buffer, context: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#material(key.arn), iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([idBytes(key.arn), iv, cipher.getAuthTag(), sealed]);
  }

  /** Throws AwsError InvalidCiphertextException for what the key did not encrypt with this context. */
  decrypt(key: Key, ciphertext: Buffer, context: string): Buffer {
    const [ivAt, tagAt, sealedAt] = [ID_BYTES, ID_BYTES + IV_BYTES, ID_BYTES + IV_BYTES + TAG_BYTES];
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#material(key.arn), ciphertext.subarray(ivAt, tagAt));
      decipher.setAAD(Buffer.from(context)).setAuthTag(ciphertext.subarray(tagAt, sealedAt));
      return Buffer.concat([decipher.update(ciphertext.subarray(sealedAt)), decipher.final()]);
    } catch {
      throw new AwsError('InvalidCiphertextException', 'The ciphertext is not one of this key.');
    }
  }

  /** Returns the key that a ciphertext names. Throws AwsError InvalidCiphertextException. */
  keyOf(ciphertext: Buffer): Key {
    const id = ciphertext.subarray(0, ID_BYTES);
    const key = [...this.#keys.values()].find(({ arn }) => idBytes(arn).equals(id));
    if (key === undefined) throw new AwsError('InvalidCiphertextException', 'The ciphertext names no key.');
    return key;
  }

  /**
   * Returns the key that AWS manages for a service, such as `alias/aws/sns`: all of the account may use it through the
   * service, and no other service may.
   */
  #managed(alias: string): Key {
    const id = createHash('sha256').update(alias).digest('hex').slice(0, 32);
    const condition = { StringEquals: { 'aws:PrincipalAccount': this.#place.accountId } };
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'kms:*',
      Resource: '*',
      Condition: condition,
    };
    return this.put(id, { enabled: true, policy: { Version: '2012-10-17', Statement: [statement] } });
  }

  /** https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
  #accountPolicy(): JsonObject {
    const Principal = { AWS: `arn:aws:iam::${this.#place.accountId}:root` };
    return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*' }] };
  }

  #material(arn: string): Uint8Array {
    const bytes = this.#database.prepare('SELECT bytes FROM material WHERE arn = ?').get(arn)?.bytes;
    if (!(bytes instanceof Uint8Array)) throw new Error(`The key ${arn} has no material.`);
    return bytes;
  }

  #arn(resource: string): string {
    return `arn:aws:kms:${this.#place.region}:${this.#place.accountId}:${resource}`;
  }
}

function idBytes(arn: string): Buffer {
  return createHash('sha256').update(arn).digest().subarray(0, ID_BYTES);
}
