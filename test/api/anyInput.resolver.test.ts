import fc from 'fast-check';
import { type GraphQLField, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import type { JsonObject, JsonValue } from 'local-cloud';
import { buildApiSchema } from 'local-cloud/appsync';
import { runs } from 'local-cloud/testing/effort';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFields } from '../../resolvers/pipelines.ts';
import { mergeSchema } from '../../schema/mergeSchema.ts';
import { anyArguments } from '../support/anyArguments.ts';
import { type FieldError, runField } from '../support/runField.ts';
import { publisher, Resolvers } from '../support/runResolver.ts';
import { obligingSource } from './obligingSources.ts';

// Whatever AppSync lets through is accepted, or refused in a documented way that names a field.

let resolvers: Resolvers;
beforeAll(async () => {
  resolvers = await Resolvers.bundle();
});
afterAll(() => resolvers[Symbol.dispose]());

const schema = buildApiSchema(mergeSchema());
const service = { userArn: 'arn:aws:sts::111122223333:assumed-role/service/session' };
const admin = { ...publisher, groups: ['publishers', 'admins'] };
const forServices = ['Mutation.requireStepUp', 'Mutation.consumeStepUpGrant'];

function fieldOf(coordinate: string): GraphQLField<unknown, unknown> {
  const [typeName = '', name = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`The schema has no ${coordinate}.`);
  return field;
}

/** The error types that the field's description names after “Errors”. */
function documentedErrors({ description }: GraphQLField<unknown, unknown>): readonly string[] {
  const [, errors = ''] = /Errors(.*)/s.exec(description ?? '') ?? [];
  return [...errors.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name);
}

/** Whether a path such as `input.content.data.order` leads to an argument, or into the JSON of one. */
function isArgument({ args }: Pick<GraphQLField<unknown, unknown>, 'args'>, path: string): boolean {
  const [first, ...steps] = path.split('.');
  let type = args.find(({ name }) => name === first)?.type;
  for (const step of steps) {
    if (type === undefined) return false;
    const named = getNamedType(type);
    if (named.name === 'AWSJSON') return true;
    if (/^\d+$/.test(step)) continue;
    type = isInputObjectType(named) ? named.getFields()[step]?.type : undefined;
  }
  return type !== undefined;
}

function expectDocumented(field: GraphQLField<unknown, unknown>, { errorType, errorInfo, message }: FieldError): void {
  expect(documentedErrors(field), message.slice(0, 500)).toContain(errorType);
  expect((message + JSON.stringify(errorInfo)).isWellFormed()).toBe(true);
  if (errorType !== 'InvalidInput') return;
  const { field: path, given, limit } = errorInfo as Readonly<Record<string, JsonValue>>;
  expect(isArgument(field, `${path}`), `${path}`).toBe(true);
  expect([typeof given, typeof limit]).toEqual(['string', 'string']);
}

const withArguments = allFields().flatMap(([coordinate]) => {
  const field = fieldOf(coordinate);
  return field.args.length === 0 ? [] : [{ coordinate, field }];
});

describe.each(withArguments)('$coordinate', ({ coordinate, field }) => {
  it('accepts any arguments, or names what is wrong', () => {
    const identity = forServices.includes(coordinate) ? service : admin;
    const source = coordinate.startsWith('Message.') ? { id: '01KDVV3R00ABCDEFGHJKMNPQRS' } : null;
    let accepted = 0;
    fc.assert(
      fc.property(anyArguments(field.args), (given) => {
        const outcome = runField(resolvers, coordinate, { arguments: given, identity, source }, obligingSource);
        if ('error' in outcome) expectDocumented(field, outcome.error);
        else accepted += 1;
        if (coordinate === 'Mutation.publishBatch' && 'value' in outcome)
          expectDocumentedEntries(outcome.value as JsonObject);
      }),
      runs(50),
    );
    // It would prove little if all were refused.
    if (!alwaysRefused.includes(coordinate)) expect(accepted).toBeGreaterThan(0);
  });
});

/** They find nothing, or need a proof. */
const alwaysRefused = [
  'Mutation.acknowledgeDelivery',
  'Mutation.approveStepUp',
  'Mutation.cancelMessage',
  'Mutation.deleteStepUpSetting',
  'Mutation.initiateStepUp',
  'Mutation.putStepUpSetting',
  'Mutation.redeliver',
  'Mutation.respondToStepUpChallenge',
  'Subscription.onDeliveryReport',
  'Subscription.onStepUpChallenge',
];

function expectDocumentedEntries({ results }: JsonObject): void {
  const publish = fieldOf('Mutation.publish');
  for (const { error } of results as unknown as {
    error: { code: string; message: string; errorInfo: string } | null;
  }[]) {
    if (error === null) continue;
    const errorInfo = JSON.parse(error.errorInfo) as JsonValue;
    expectDocumented(publish, { errorType: error.code, message: error.message, errorInfo });
  }
}
