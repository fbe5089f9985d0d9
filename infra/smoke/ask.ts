import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import type { Actor } from '../start/demo/Actor.ts';

/** Asks as the person. Rejects with GraphQLFailed. */
export async function ask<Result, Variables extends object>(
  actor: Actor,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  return (await actor.graphql(print(document), variables)) as Result;
}
