import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import type { AsyncInvocations } from './AsyncInvocations.ts';
import type { CodeFolders } from './CodeFolders.ts';
import { readMapping } from './EventSourceMapping.ts';
import type { EventSourceMappings } from './EventSourceMappings.ts';
import { readFunction } from './FunctionConfiguration.ts';
import type { Functions } from './Functions.ts';

export interface LambdaResources {
  readonly platform: Platform;
  readonly database: DatabaseSync;
  readonly functions: Functions;
  readonly asynchronous: AsyncInvocations;
  readonly mappings: EventSourceMappings;
  readonly code: CodeFolders;
}

/** Every `AWS::Lambda::*` type that a template may have here. */
export function lambdaResources(state: LambdaResources): readonly ResourceProvider[] {
  return [
    functionResource(state),
    permissionResource(state),
    mappingResource(state),
    invokeConfigResource(state),
    versionResource(state),
    aliasResource(state),
    layerResource(state),
    {
      type: 'AWS::Lambda::Url',
      refused: true,
      apply() {
        throw new NotSupportedLocally('AWS::Lambda::Url');
      },
    },
  ];
}

function functionResource({ platform, functions, code }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::Function',
    apply(request) {
      const configuration = readFunction(request, platform, code);
      try {
        functions.principal(configuration);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AwsError(
          'InvalidParameterValueException',
          `The role defined for the function cannot be assumed by Lambda. ${request.logicalId}: ${reason}`,
        );
      }
      functions.put(configuration);
      return { physicalId: configuration.name, attributes: { Arn: configuration.arn } };
    },
    remove: (name) => functions.delete(name),
  };
}

function permissionResource({ functions }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::Permission',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
        ...['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn', 'PrincipalOrgID'],
      );
      const { arn } = functions.reference(properties.string('FunctionName'));
      const sourceArn = properties.optionalString('SourceArn');
      const sourceAccount = properties.optionalString('SourceAccount');
      const organization = properties.optionalString('PrincipalOrgID');
      const strings = {
        ...(sourceAccount === undefined ? {} : { 'AWS:SourceAccount': sourceAccount }),
        ...(organization === undefined ? {} : { 'aws:PrincipalOrgID': organization }),
      };
      const condition: JsonObject = {
        ...(Object.keys(strings).length === 0 ? {} : { StringEquals: strings }),
        ...(sourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': sourceArn } }),
      };
      functions.putStatement(arn, {
        Sid: request.generatedName,
        Effect: 'Allow',
        Principal: readPrincipal(properties.string('Principal')),
        Action: properties.string('Action'),
        Resource: arn,
        ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
      });
      return { physicalId: request.generatedName, attributes: { Id: request.generatedName } };
    },
    remove: (sid) => functions.deleteStatement(sid),
  };
}

function readPrincipal(principal: string): string | JsonObject {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
}

function mappingResource({ functions, mappings }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::EventSourceMapping',
    async apply(request) {
      const mapping = readMapping(request, (name) => functions.reference(name));
      functions.resolve(mapping.target);
      await mappings.put(mapping);
      const { uuid } = mapping;
      return { physicalId: uuid, attributes: { Id: uuid, EventSourceMappingArn: mappings.arn(uuid) } };
    },
    remove: (uuid) => mappings.delete(uuid),
  };
}

function invokeConfigResource({ functions, asynchronous }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::EventInvokeConfig',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
        ...['DestinationConfig', 'FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
      );
      const qualifier = properties.string('Qualifier');
      const { arn } = functions.reference(
        properties.string('FunctionName'),
        qualifier === '$LATEST' ? undefined : qualifier,
      );
      const destinations = properties.optionalObject('DestinationConfig');
      const retries = properties.optionalNumber('MaximumRetryAttempts', { min: 0, max: 2 });
      const age = properties.optionalNumber('MaximumEventAgeInSeconds', { min: 60, max: 21_600 });
      asynchronous.configure(arn, {
        ...(retries === undefined ? {} : { maximumRetryAttempts: retries }),
        ...(age === undefined ? {} : { maximumEventAgeSeconds: age }),
        onSuccess: destinations?.optionalObject('OnSuccess')?.optionalString('Destination'),
        onFailure: destinations?.optionalObject('OnFailure')?.optionalString('Destination'),
      });
      return { physicalId: request.generatedName, attributes: {} };
    },
    remove(_, properties) {
      const { arn } = functions.reference(String(properties.FunctionName));
      asynchronous.configure(arn, {});
    },
  };
}

/**
 * A version is a number that a logical id gets once. It runs the code of now: the CDK makes a new logical id for
 * changed code.
 */
function versionResource({ functions, database }: LambdaResources): ResourceProvider {
  database.exec(
    'CREATE TABLE IF NOT EXISTS version (name TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (name, id))',
  );
  return {
    type: 'AWS::Lambda::Version',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
        ...['CodeSha256', 'Description', 'FunctionName', 'RuntimePolicy'],
      );
      const { name } = functions.reference(properties.string('FunctionName'));
      database
        .prepare(
          'INSERT OR IGNORE INTO version (name, id, version) SELECT ?, ?, COALESCE(MAX(version), 0) + 1 FROM version WHERE name = ?',
        )
        .run(name, request.logicalId, name);
      const row = database
        .prepare('SELECT version FROM version WHERE name = ? AND id = ?')
        .get(name, request.logicalId);
      const version = String(row?.version);
      functions.putVersion(name, version);
      const { arn } = functions.reference(name, version);
      return { physicalId: arn, attributes: { Version: version, FunctionArn: arn } };
    },
  };
}

function aliasResource({ functions }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::Alias',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
        ...['Description', 'FunctionName', 'FunctionVersion', 'Name'],
      );
      const { name } = functions.reference(properties.string('FunctionName'));
      const alias = properties.string('Name');
      functions.putAlias(name, alias, properties.string('FunctionVersion'));
      const { arn } = functions.reference(name, alias);
      return { physicalId: arn, attributes: { AliasArn: arn } };
    },
  };
}

/** A layer's `nodejs/node_modules` is searched after the function's own. There is no `/opt` to merge it into. */
function layerResource({ functions, platform, code }: LambdaResources): ResourceProvider {
  return {
    type: 'AWS::Lambda::LayerVersion',
    apply(request) {
      const properties = new Reader(request.logicalId, request.properties, 'InvalidParameterValueException').only(
        ...['CompatibleArchitectures', 'CompatibleRuntimes', 'Content', 'Description', 'LayerName', 'LicenseInfo'],
      );
      const content = properties.object('Content');
      const path = request.asset(content.string('S3Bucket'), content.string('S3Key'));
      const folder = path.endsWith('.zip') ? code.unpack(path) : path;
      if (!existsSync(join(folder, 'nodejs', 'node_modules'))) {
        throw new NotSupportedLocally(`Layer ${request.logicalId}, which has no nodejs/node_modules,`);
      }
      const name = properties.optionalString('LayerName') ?? request.generatedName;
      const arn = `arn:aws:lambda:${platform.region}:${platform.accountId}:layer:${name}:1`;
      functions.putLayer(arn, folder);
      return { physicalId: arn, attributes: { LayerVersionArn: arn } };
    },
  };
}
