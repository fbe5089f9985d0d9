import { AwsError, NotSupportedLocally } from './AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './Json.ts';

/**
 * Reads members of a resource's properties or an operation's input, where numbers and booleans may be strings.
 * A member of the wrong type is an AwsError with its path.
 */
export class Reader {
  readonly source: JsonObject;
  readonly #path: string;
  readonly #code: string;

  /**
   * @param path begins the messages
   * @param code the service's error name for bad input
   */
  constructor(path: string, source: JsonValue | undefined, code = 'ValidationException') {
    this.#path = path;
    this.#code = code;
    this.source = isJsonObject(source) ? source : this.#refuse('', 'an object');
  }

  /** Refuses members that are not listed, because ignoring them may change behaviour. */
  only(...names: readonly string[]): this {
    const unknown = Object.keys(this.source).find((name) => this.source[name] !== undefined && !names.includes(name));
    if (unknown !== undefined) throw new NotSupportedLocally(`${this.#path}.${unknown}`);
    return this;
  }

  has(name: string): boolean {
    return this.source[name] !== undefined && this.source[name] !== null;
  }

  optionalString(name: string): string | undefined {
    const value = this.source[name];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'string' ? value : this.#refuse(name, 'a string');
  }

  string(name: string): string {
    return this.optionalString(name) ?? this.#refuse(name, 'given');
  }

  optionalNumber(name: string, range: { readonly min?: number; readonly max?: number } = {}): number | undefined {
    const value = this.source[name];
    if (value === undefined || value === null) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    const { min = -Infinity, max = Infinity } = range;
    if (typeof number !== 'number' || !Number.isFinite(number)) return this.#refuse(name, 'a number');
    return number >= min && number <= max ? number : this.#refuse(name, `between ${min} and ${max}`);
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.source[name];
    if (value === undefined || value === null) return undefined;
    return value === true || value === 'true'
      ? true
      : value === false || value === 'false'
        ? false
        : this.#refuse(name, 'a boolean');
  }

  optionalObject(name: string): Reader | undefined {
    return this.has(name) ? new Reader(`${this.#path}.${name}`, this.source[name], this.#code) : undefined;
  }

  object(name: string): Reader {
    return this.optionalObject(name) ?? this.#refuse(name, 'given');
  }

  #list(name: string): readonly JsonValue[] {
    const value = this.source[name];
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : this.#refuse(name, 'a list');
  }

  /** Reads a list of objects. An absent list is empty. */
  objects(name: string): readonly Reader[] {
    return this.#list(name).map((item, index) => new Reader(`${this.#path}.${name}[${index}]`, item, this.#code));
  }

  strings(name: string): readonly string[] {
    return this.#list(name).map((item) => (typeof item === 'string' ? item : this.#refuse(name, 'a list of strings')));
  }

  /**
   * Reads a map from names to strings, such as environment variables.
   * Numbers and booleans become text, as in CloudFormation.
   */
  stringMap(name: string): Record<string, string> {
    const entries = Object.entries(this.optionalObject(name)?.source ?? {});
    return Object.fromEntries(
      entries.map(([key, value]) => [
        key,
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
          ? String(value)
          : this.#refuse(`${name}.${key}`, 'a string'),
      ]),
    );
  }

  #refuse(name: string, expected: string): never {
    throw new AwsError(this.#code, `${name === '' ? this.#path : `${this.#path}.${name}`} must be ${expected}.`);
  }
}
