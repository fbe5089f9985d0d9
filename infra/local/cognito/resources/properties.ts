import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';

/**
 * Reads the properties of one resource, where booleans and numbers may be strings, as in CloudFormation.
 * `done` refuses those that nobody read, because ignoring one may change behaviour.
 */
export class Properties {
  readonly #object: JsonObject;
  readonly #path: string;
  readonly #read = new Set<string>();

  constructor(object: JsonObject, path: string) {
    this.#object = object;
    this.#path = path;
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined;
  }

  string(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') throw this.#wrong(name, 'a string');
    return String(value);
  }

  requiredString(name: string): string {
    const value = this.string(name);
    if (value === undefined) throw this.#wrong(name, 'given');
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) throw this.#wrong(name, `one of ${allowed.join(', ')}`);
    return found;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw this.#wrong(name, 'true or false');
  }

  number(name: string): number | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const number = Number(value);
    if (typeof value === 'object' || value === '' || !Number.isFinite(number)) throw this.#wrong(name, 'a number');
    return number;
  }

  strings(name: string): readonly string[] | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list of strings');
    return value.map((entry: JsonValue) => {
      if (typeof entry !== 'string') throw this.#wrong(name, 'a list of strings');
      return entry;
    });
  }

  listOf<T extends string>(name: string, allowed: readonly T[]): readonly T[] | undefined {
    return this.strings(name)?.map((entry) => {
      const found = allowed.find((candidate) => candidate === entry);
      if (found === undefined) throw this.#wrong(name, `a list of ${allowed.join(', ')}`);
      return found;
    });
  }

  object(name: string): Properties {
    const value = this.#take(name) ?? {};
    if (!isJsonObject(value)) throw this.#wrong(name, 'an object');
    return new Properties(value, `${this.#path}.${name}`);
  }

  objects(name: string): readonly Properties[] {
    const value = this.#take(name) ?? [];
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list of objects');
    return value.map((entry: JsonValue, index) => {
      if (!isJsonObject(entry)) throw this.#wrong(name, 'a list of objects');
      return new Properties(entry, `${this.#path}.${name}[${index}]`);
    });
  }

  /** Accepts properties that mean nothing on one machine. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#take(name);
  }

  /** Throws for a property that nothing has read. */
  done(): void {
    const unread = Object.keys(this.#object).filter(
      (name) => this.#object[name] !== undefined && !this.#read.has(name),
    );
    if (unread.length > 0) {
      throw new AwsError(
        'NotSupportedLocally',
        `${unread.map((name) => `${this.#path}.${name}`).join(', ')} is not supported by the local Cognito and would change its behaviour; remove it or leave the resource out.`,
        { status: 501 },
      );
    }
  }

  #take(name: string): JsonValue | undefined {
    this.#read.add(name);
    const value = this.#object[name];
    return value === null ? undefined : value;
  }

  #wrong(name: string, expected: string): AwsError {
    return new AwsError(
      'ValidationError',
      `${this.#path}.${name} must be ${expected}; it is ${JSON.stringify(this.#object[name]) ?? 'absent'}.`,
    );
  }
}
