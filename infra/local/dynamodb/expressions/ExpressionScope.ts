import { AwsError } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import { setMember } from '../../shared/setMember.ts';
import { serializationError, validationError } from '../errors.ts';
import { type AttributeValue, type Item, member } from '../values/AttributeValue.ts';
import { parseAttributeValue } from '../values/parseAttributeValue.ts';

/** The placeholders of one request. Tracks which of them its expressions use. */
export class ExpressionScope {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: Item;
  readonly #unusedNames: Set<string>;
  readonly #unusedValues: Set<string>;

  private constructor(names: ReadonlyMap<string, string>, values: Item) {
    this.#names = names;
    this.#values = values;
    this.#unusedNames = new Set(names.keys());
    this.#unusedValues = new Set(Object.keys(values));
  }

  /**
   * Reads `ExpressionAttributeNames` and `ExpressionAttributeValues`.
   * @param expressions are the members that can use names
   * @param valueExpressions are the members that can use values
   */
  static of(input: JsonObject, expressions: readonly string[], valueExpressions: readonly string[]): ExpressionScope {
    const names = input.ExpressionAttributeNames ?? undefined;
    const values = input.ExpressionAttributeValues ?? undefined;
    if (names !== undefined && expressions.every((name) => (input[name] ?? undefined) === undefined)) {
      throw validationError('ExpressionAttributeNames can only be specified when using expressions');
    }
    if (values !== undefined && valueExpressions.every((name) => (input[name] ?? undefined) === undefined)) {
      const absent = `${valueExpressions.join(' and ')} ${valueExpressions.length > 1 ? 'are' : 'is'} null`;
      throw validationError(
        `ExpressionAttributeValues can only be specified when using expressions${absent.startsWith(' ') ? '' : `: ${absent}`}`,
      );
    }
    return new ExpressionScope(parseNames(names), parseValues(values));
  }

  name(placeholder: string): string | undefined {
    this.#unusedNames.delete(placeholder);
    return this.#names.get(placeholder);
  }

  value(placeholder: string): AttributeValue | undefined {
    this.#unusedValues.delete(placeholder);
    return member(this.#values, placeholder);
  }

  /** Throws if a placeholder was given that no expression uses. */
  assertAllUsed(): void {
    if (this.#unusedNames.size > 0) {
      throw validationError(
        `Value provided in ExpressionAttributeNames unused in expressions: keys: {${[...this.#unusedNames].join(', ')}}`,
      );
    }
    if (this.#unusedValues.size > 0) {
      throw validationError(
        `Value provided in ExpressionAttributeValues unused in expressions: keys: {${[...this.#unusedValues].join(', ')}}`,
      );
    }
  }
}

function parseNames(input: JsonValue | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (input === undefined) return names;
  if (!isJsonObject(input)) throw serializationError('Unexpected value type in payload');
  for (const [placeholder, name] of Object.entries(input)) {
    if (typeof name !== 'string') throw serializationError('Unexpected value type in payload');
    if (!/^#[A-Za-z0-9_]+$/.test(placeholder)) {
      throw validationError(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${placeholder}"`);
    }
    if (name === '' || name.length > 65_535) {
      throw validationError(
        `ExpressionAttributeNames contains invalid value: Attribute name must have length between 1 and 65535; key: ${placeholder}`,
      );
    }
    names.set(placeholder, name);
  }
  if (names.size === 0) throw validationError('ExpressionAttributeNames must not be empty');
  return names;
}

function parseValues(input: JsonValue | undefined): Item {
  const values: Record<string, AttributeValue> = {};
  if (input === undefined) return values;
  if (!isJsonObject(input)) throw serializationError('Unexpected value type in payload');
  for (const [placeholder, value] of Object.entries(input)) {
    if (!/^:[A-Za-z0-9_]+$/.test(placeholder)) {
      throw validationError(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${placeholder}"`);
    }
    try {
      setMember(values, placeholder, parseAttributeValue(value));
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
      throw validationError(
        `ExpressionAttributeValues contains invalid value: ${error.message} for key ${placeholder}`,
      );
    }
  }
  if (Object.keys(values).length === 0) throw validationError('ExpressionAttributeValues must not be empty');
  return values;
}
