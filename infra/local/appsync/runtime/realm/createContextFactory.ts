import type { ResolverContext } from '../ResolverCode.ts';

/** A context copied into a realm. Its members are the realm's own, and the resolver's to change. */
export interface RealmContext {
  readonly stash: unknown;
  readonly [member: string]: unknown;
}

/** Returns a function that copies a resolver's context into the realm. */
export function createContextFactory(copyIn: (value: unknown) => unknown): (context: ResolverContext) => RealmContext {
  // AWS's JSON.stringify leaves the selection sets out, so they are not own members.
  class Info {
    readonly fieldName: unknown;
    readonly parentTypeName: unknown;
    readonly variables: unknown;
    readonly #given: ResolverContext['info'];
    #selectionSetList: unknown;

    constructor(given: ResolverContext['info']) {
      this.fieldName = given.fieldName;
      this.parentTypeName = given.parentTypeName;
      this.variables = copyIn(given.variables);
      this.#given = given;
    }

    get selectionSetList(): unknown {
      this.#selectionSetList ??= copyIn(this.#given.selectionSetList);
      return this.#selectionSetList;
    }

    get selectionSetGraphQL(): string {
      return this.#given.selectionSetGraphQL;
    }
  }
  Reflect.deleteProperty(Info.prototype, 'constructor');

  return (given) => {
    const args = copyIn(given.arguments);
    return {
      arguments: args,
      args,
      identity: copyIn(given.identity),
      source: copyIn(given.source),
      stash: copyIn(given.stash),
      prev: copyIn(given.prev),
      request: copyIn(given.request),
      info: new Info(given.info),
      env: copyIn(given.env),
      result: copyIn(given.result ?? null),
      error: copyIn(given.error ?? null),
      outErrors: copyIn(given.outErrors),
    };
  };
}
