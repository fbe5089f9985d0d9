import type { AwsOperation } from '../../platform/AwsApi.ts';
import { transaction } from '../../platform/transaction.ts';
import { applicationArnOf, type Endpoint } from '../Endpoints.ts';
import { invalidParameter, notFound } from '../errors.ts';
import { entryMap, optionalString, requiredString, stringMap } from '../input.ts';
import { decodeSequenceToken, PAGE_SIZE, page } from '../pageToken.ts';
import { platformPermissions } from '../platformPermissions.ts';
import type { SnsState } from '../SnsState.ts';

export function endpointOperations(sns: SnsState): Readonly<Record<string, AwsOperation>> {
  const { applications, endpoints, events } = sns;

  const get = (arn: string): Endpoint => {
    if (applicationArnOf(arn) === undefined) throw invalidParameter('EndpointArn Reason: not an endpoint ARN');
    const endpoint = endpoints.find(arn);
    if (endpoint === undefined) throw notFound('Endpoint does not exist');
    return endpoint;
  };

  return {
    CreatePlatformEndpoint: {
      permissions: platformPermissions('sns:CreatePlatformEndpoint', 'PlatformApplicationArn'),
      run(input) {
        const application = applications.get(requiredString(input, 'PlatformApplicationArn'));
        const userData = optionalString(input, 'CustomUserData');
        const changes = {
          ...stringMap(input, 'Attributes'),
          ...(userData === undefined ? {} : { CustomUserData: userData }),
        };
        return transaction(sns.database, () => {
          const { endpoint, created } = endpoints.create(application, requiredString(input, 'Token'), changes);
          if (created) events.endpointCreated(application, endpoint.arn);
          return { EndpointArn: endpoint.arn };
        });
      },
    },
    GetEndpointAttributes: {
      permissions: platformPermissions('sns:GetEndpointAttributes', 'EndpointArn'),
      run(input) {
        const { token, enabled, userData } = get(requiredString(input, 'EndpointArn'));
        return {
          Attributes: entryMap({
            ...(userData === undefined ? {} : { CustomUserData: userData }),
            Enabled: String(enabled),
            Token: token,
          }),
        };
      },
    },
    SetEndpointAttributes: {
      permissions: platformPermissions('sns:SetEndpointAttributes', 'EndpointArn'),
      run(input) {
        const changes = stringMap(input, 'Attributes');
        transaction(sns.database, () => {
          const endpoint = get(requiredString(input, 'EndpointArn'));
          const application = applications.get(endpoint.application);
          endpoints.update(endpoint, application, changes);
          events.endpointUpdated(application, endpoint.arn);
        });
        return {};
      },
    },
    DeleteEndpoint: {
      permissions: platformPermissions('sns:DeleteEndpoint', 'EndpointArn'),
      run(input) {
        const arn = requiredString(input, 'EndpointArn');
        if (applicationArnOf(arn) === undefined) throw invalidParameter('EndpointArn Reason: not an endpoint ARN');
        transaction(sns.database, () => {
          const endpoint = endpoints.find(arn);
          if (endpoint === undefined) return;
          endpoints.delete(arn);
          events.endpointDeleted(applications.get(endpoint.application), arn);
        });
        return {};
      },
    },
    ListEndpointsByPlatformApplication: {
      permissions: platformPermissions('sns:ListEndpointsByPlatformApplication', 'PlatformApplicationArn'),
      run(input) {
        const application = applications.get(requiredString(input, 'PlatformApplicationArn'));
        const after = decodeSequenceToken(optionalString(input, 'NextToken'));
        const { items, more } = page(endpoints.list(application.arn, after, PAGE_SIZE + 1), (item) => item.sequence);
        return {
          Endpoints: items.map(({ arn, token, enabled, userData }) => ({
            EndpointArn: arn,
            Attributes: entryMap({
              ...(userData === undefined ? {} : { CustomUserData: userData }),
              Enabled: String(enabled),
              Token: token,
            }),
          })),
          ...more,
        };
      },
    },
  };
}
