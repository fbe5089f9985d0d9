import { AwsError } from '../../platform/AwsError.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { removeGroup } from '../groups.ts';
import type { Services } from '../Services.ts';
import { Properties } from './properties.ts';

/** `AWS::Cognito::UserPoolGroup` */
export function userPoolGroup(services: Services): ResourceProvider {
  const { platform, store } = services;
  return {
    type: 'AWS::Cognito::UserPoolGroup',
    apply(request) {
      const properties = new Properties(request.properties, 'AWS::Cognito::UserPoolGroup');
      const poolId = properties.requiredString('UserPoolId');
      if (store.pool(poolId) === undefined) {
        throw new AwsError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
      }
      const name = properties.string('GroupName') ?? request.generatedName;
      const description = properties.string('Description');
      const roleArn = properties.string('RoleArn');
      const precedence = properties.number('Precedence');
      properties.done();
      const now = platform.clock.now();
      store.saveGroup({
        poolId,
        name,
        ...(description === undefined ? {} : { description }),
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(precedence === undefined ? {} : { precedence }),
        created: store.group(poolId, name)?.created ?? now,
        modified: now,
      });
      return { physicalId: name, attributes: {} };
    },
    remove(name, { UserPoolId }) {
      const pool = typeof UserPoolId === 'string' ? store.pool(UserPoolId) : undefined;
      if (pool !== undefined) removeGroup(services, pool, name);
    },
  };
}
