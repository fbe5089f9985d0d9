import type { JsonObject } from '../../platform/Json.ts';
import { FilterIndex } from './FilterIndex.ts';
import type { SelectionPlan } from './SelectionPlan.ts';
import type { SubscriptionFilter } from './SubscriptionFilter.ts';

/** One live subscription. */
export interface Subscription {
  /** A field of the schema's Subscription type. */
  readonly field: string;
  readonly filter: SubscriptionFilter;
  readonly invalidationFilter: SubscriptionFilter | undefined;
  readonly plan: SelectionPlan;
  /** Sends a payload as JSON text. Subscribers of the same selection share the text. */
  deliver(payload: string): void;
  /** Ends the subscription and closes its connection. */
  invalidate(): void;
}

/** The live subscriptions of an API, found by what is published. */
export class SubscriptionRegistry {
  readonly #byField = new Map<string, FilterIndex<Subscription>>();
  readonly #invalidations = new Map<string, FilterIndex<Subscription>>();
  /** One plan for each distinct selection, so that its subscribers share one payload. */
  readonly #plans = new Map<string, { readonly plan: SelectionPlan; uses: number }>();

  add(subscription: Subscription): void {
    indexOf(this.#byField, subscription.field).add(subscription, subscription.filter);
    if (subscription.invalidationFilter !== undefined) {
      indexOf(this.#invalidations, subscription.field).add(subscription, subscription.invalidationFilter);
    }
    const plan = this.#plans.get(subscription.plan.key);
    if (plan === undefined) this.#plans.set(subscription.plan.key, { plan: subscription.plan, uses: 1 });
    else plan.uses += 1;
  }

  delete(subscription: Subscription): void {
    this.#byField.get(subscription.field)?.delete(subscription);
    this.#invalidations.get(subscription.field)?.delete(subscription);
    const plan = this.#plans.get(subscription.plan.key);
    if (plan === undefined) return;
    plan.uses -= 1;
    if (plan.uses <= 0) this.#plans.delete(subscription.plan.key);
  }

  /** Returns the equal plan of live subscribers, or this one. */
  shared(plan: SelectionPlan): SelectionPlan {
    return this.#plans.get(plan.key)?.plan ?? plan;
  }

  hasSubscribers(field: string): boolean {
    return (this.#byField.get(field)?.size ?? 0) > 0;
  }

  matching(field: string, published: JsonObject): Iterable<Subscription> {
    return this.#byField.get(field)?.matches(published) ?? [];
  }

  invalidated(field: string, payload: JsonObject): Iterable<Subscription> {
    return this.#invalidations.get(field)?.matches(payload) ?? [];
  }
}

function indexOf(indexes: Map<string, FilterIndex<Subscription>>, field: string): FilterIndex<Subscription> {
  const index = indexes.get(field) ?? new FilterIndex<Subscription>();
  indexes.set(field, index);
  return index;
}
