import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalCloud } from '../LocalCloud.ts';
import { amplifyOutputs } from './amplifyOutputs.ts';
import type { Outputs } from './Outputs.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

/**
 * Writes `DIR/outputs.json`, with what an app adds to it, and `DIR/amplify_outputs.json`.
 * Only their owner may read them.
 */
export function writeOutputs(cloud: LocalCloud, outputs: Outputs): void {
  const { directory } = cloud.platform;
  mkdirSync(directory, { recursive: true });
  const properties = (type: string) => cloud.resources.find((resource) => resource.type === type)?.properties;
  const amplify = amplifyOutputs({
    outputs,
    userPool: properties('AWS::Cognito::UserPool'),
    api: properties('AWS::AppSync::GraphQLApi'),
    groups: cloud.resources
      .filter(({ type }) => type === 'AWS::Cognito::UserPoolGroup')
      .map(({ physicalId }) => physicalId),
  });
  writeFileAtomically(join(directory, 'amplify_outputs.json'), json(amplify));
  writeFileAtomically(join(directory, 'outputs.json'), json(outputs));
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
