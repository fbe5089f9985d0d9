import type { JsonObject } from '../../platform/Json.ts';
import { equalityKey, type FilterRule, ruleHolds, type SubscriptionFilter, valuesAt } from './SubscriptionFilter.ts';

interface Entry<Member> {
  readonly member: Member;
  /** The rules that the index does not check. */
  readonly rest: readonly FilterRule[];
}

interface Shape<Member> {
  readonly paths: readonly (readonly string[])[];
  readonly buckets: Map<string, Set<Entry<Member>>>;
}

/** Places that an alternative takes in the index at most. Further `in` rules are checked one by one. */
const PLACES_LIMIT = 25;

/**
 * Finds the members whose filters match what is published, without a look at the others.
 * Members whose alternatives test the same fields for equality share a shape, with a bucket for each set of values.
 */
export class FilterIndex<Member extends object> {
  readonly #shapes = new Map<string, Shape<Member>>();
  readonly #places = new Map<Member, (() => void)[]>();

  get size(): number {
    return this.#places.size;
  }

  add(member: Member, filter: SubscriptionFilter): void {
    const removals = filter.map((rules) => this.#place(member, rules));
    this.#places.set(member, removals);
  }

  delete(member: Member): void {
    for (const remove of this.#places.get(member) ?? []) remove();
    this.#places.delete(member);
  }

  matches(published: JsonObject): ReadonlySet<Member> {
    const found = new Set<Member>();
    for (const { paths, buckets } of this.#shapes.values()) {
      for (const key of keysOf(paths.map((path) => valuesAt(published, path).map(equalityKey)))) {
        for (const { member, rest } of buckets.get(key) ?? []) {
          if (rest.length === 0 || rest.every((rule) => ruleHolds(rule, published))) found.add(member);
        }
      }
    }
    return found;
  }

  #place(member: Member, rules: readonly FilterRule[]): () => void {
    const indexed = new Map<string, { readonly path: readonly string[]; readonly keys: readonly string[] }>();
    const rest: FilterRule[] = [];
    let places = 1;
    for (const rule of rules) {
      const name = JSON.stringify(rule.path);
      const values =
        rule.operator === 'eq' ? [rule.value] : rule.operator === 'in' && Array.isArray(rule.value) ? rule.value : [];
      if (values.length === 0 || indexed.has(name) || places * values.length > PLACES_LIMIT) {
        rest.push(rule);
      } else {
        places *= values.length;
        indexed.set(name, { path: rule.path, keys: [...new Set(values.map(equalityKey))] });
      }
    }
    const sorted = [...indexed].sort(([left], [right]) => (left < right ? -1 : 1));
    const shapeKey = sorted.map(([name]) => name).join();
    const shape = this.#shapes.get(shapeKey) ?? { paths: sorted.map(([, { path }]) => path), buckets: new Map() };
    this.#shapes.set(shapeKey, shape);
    const entry = { member, rest };
    const keys = keysOf(sorted.map(([, { keys }]) => keys));
    for (const key of keys) {
      const bucket = shape.buckets.get(key) ?? new Set();
      bucket.add(entry);
      shape.buckets.set(key, bucket);
    }
    return () => {
      for (const key of keys) {
        const bucket = shape.buckets.get(key);
        bucket?.delete(entry);
        if (bucket?.size === 0) shape.buckets.delete(key);
      }
      if (shape.buckets.size === 0) this.#shapes.delete(shapeKey);
    };
  }
}

/** Returns every combination of one key per path. */
function keysOf(keys: readonly (readonly string[])[]): readonly string[] {
  return keys.reduce<readonly string[]>(
    (combinations, own) => combinations.flatMap((prefix) => own.map((key) => `${prefix}${key}\n`)),
    [''],
  );
}
