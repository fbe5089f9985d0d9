import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { findGroup } from '../groups.ts';
import type { Services } from '../Services.ts';
import { Properties } from './properties.ts';

/** `AWS::Cognito::UserPoolUserToGroupAttachment` */
export function userPoolUserToGroupAttachment(services: Services): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPoolUserToGroupAttachment',
    apply(request) {
      const properties = new Properties(request.properties, 'AWS::Cognito::UserPoolUserToGroupAttachment');
      const pool = services.users.pool(properties.requiredString('UserPoolId'));
      const user = services.users.get(pool, properties.requiredString('Username'));
      const { name } = findGroup(services, pool, properties.requiredString('GroupName'));
      properties.done();
      if (!user.groups.includes(name)) services.users.save(pool, { ...user, groups: [...user.groups, name] });
      return { physicalId: request.generatedName, attributes: {} };
    },
    remove(_id, { UserPoolId, Username, GroupName }) {
      const pool = typeof UserPoolId === 'string' ? services.store.pool(UserPoolId) : undefined;
      const user = pool && typeof Username === 'string' ? services.users.find(pool, Username) : undefined;
      if (pool === undefined || user === undefined) return;
      services.users.save(pool, { ...user, groups: user.groups.filter((name) => name !== GroupName) });
    },
  };
}
