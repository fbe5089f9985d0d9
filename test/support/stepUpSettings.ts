import { graphqlData } from './graphql.ts';
import type { HeliographOutputs } from './Runtime.ts';
import { SettingRows } from './settingRows.ts';
import { challengeIdOf, proveBy, putSetting } from './stepUp.ts';
import { newAdmin, type User } from './users.ts';

const changes = ['Mutation.putStepUpSetting', 'Mutation.deleteStepUpSetting'] as const;

/** Creates an admin who proves once who she is. After that, settings change without a proof, until `clearSettings`. */
export async function adminOfSettings(outputs: HeliographOutputs): Promise<User> {
  const admin = await newAdmin(outputs);
  const [operation] = changes;
  const setting = { operation, requirement: 'STEP_UP_NOT_REQUIRED' };
  const challengeId = challengeIdOf(await putSetting(outputs, admin.accessToken, setting));
  await proveBy(outputs, admin.accessToken, challengeId, admin.phone);
  for (const change of changes) await put(outputs, admin, { ...setting, operation: change });
  return admin;
}

/** Requires a proof for `Mutation.publish`. `rule` may say more. */
export function guardPublish(outputs: HeliographOutputs, admin: User, rule: object = {}): Promise<void> {
  return put(outputs, admin, { operation: 'Mutation.publish', requirement: 'STEP_UP_REQUIRED', ...rule });
}

/**
 * Deletes every setting. Those of `changes` go as an operator does it, without a proof.
 * Topics are open again, as `sharedRuntime.ts` has them.
 */
export async function clearSettings(outputs: HeliographOutputs, admin: User): Promise<void> {
  const { stepUpSettings } = await graphqlData<{
    stepUpSettings: { nodes: { operation: string | null; group: string | null }[] };
  }>(outputs, admin.accessToken, '{ stepUpSettings(first: 100) { nodes { operation group } } }');
  const named = stepUpSettings.nodes.map(({ operation, group }) => (group === null ? { operation } : { group }));
  await put(outputs, admin, { operation: changes[1], requirement: 'STEP_UP_NOT_REQUIRED' });
  const isChange = (input: object) => 'operation' in input && changes.some((change) => change === input.operation);
  for (const input of named.filter((input) => !isChange(input))) await remove(outputs, admin, input);
  using rows = new SettingRows(outputs);
  for (const operation of changes) await rows.delete(operation);
  await rows.openTopics();
}

async function put(outputs: HeliographOutputs, admin: User, setting: object): Promise<void> {
  const { errors } = await putSetting(outputs, admin.accessToken, setting);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
}

async function remove(outputs: HeliographOutputs, admin: User, input: object): Promise<void> {
  const mutation = 'mutation ($input: DeleteStepUpSettingInput!) { deleteStepUpSetting(input: $input) { deleted } }';
  await graphqlData(outputs, admin.accessToken, mutation, { input });
}
