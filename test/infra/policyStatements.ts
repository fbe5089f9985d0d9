import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { arnText } from './arnText.ts';

/** A statement of a policy of any kind. */
export interface PolicyStatement {
  /** The resource that has the policy, as `<stack>/<logical id>`. */
  readonly id: string;
  readonly kind: 'identity' | 'trust' | 'resource';
  readonly effect: string;
  readonly actions: readonly string[];
  /** As text. */
  readonly resources: readonly string[];
  /** Services that it lets in. */
  readonly services: readonly string[];
  /** Keys, with what each is compared with. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

type Kind = PolicyStatement['kind'];

/** Returns every statement of every policy of the resources. */
export function policyStatements(resources: Readonly<Record<string, Resource>>): readonly PolicyStatement[] {
  return Object.entries(resources).flatMap(([id, resource]) =>
    documentsOf(resource).flatMap(([kind, document]) =>
      (document as { Statement: readonly Statement[] }).Statement.map((statement) => ({
        id,
        kind,
        effect: statement.Effect,
        actions: [statement.Action].flat(),
        // A trust policy names nothing, and a key's `*` is the key itself.
        resources: [statement.Resource ?? '*'].flat().map((value) => {
          const itself = value === '*' && kind !== 'identity';
          return arnText(itself ? { 'Fn::GetAtt': [id, 'Arn'] } : value, resources);
        }),
        services: [(statement.Principal as { Service?: string } | undefined)?.Service ?? []].flat(),
        conditions: Object.assign({}, ...Object.values(statement.Condition ?? {})),
      })),
    ),
  );
}

function documentsOf({ Type, Properties }: Resource): readonly (readonly [Kind, unknown])[] {
  switch (Type) {
    case 'AWS::IAM::Role': {
      const inline = (Properties.Policies ?? []) as { PolicyDocument: unknown }[];
      const own = inline.map(({ PolicyDocument }) => ['identity', PolicyDocument] as const);
      return [['trust', Properties.AssumeRolePolicyDocument], ...own];
    }
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
      return [['identity', Properties.PolicyDocument]];
    case 'AWS::KMS::Key':
      return [['resource', Properties.KeyPolicy]];
    case 'AWS::Lambda::Permission':
      return [['resource', { Statement: [permissionStatement(Properties)] }]];
    default:
      // Policies of queues, topics, secrets and logs.
      return typeof Properties.PolicyDocument === 'object' ? [['resource', Properties.PolicyDocument]] : [];
  }
}

/** Returns the statement that Lambda writes into the function's policy. */
function permissionStatement(properties: Resource['Properties']): Statement {
  const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties;
  return {
    Effect: 'Allow',
    Action: String(Action),
    Resource: FunctionName,
    Principal: { Service: Principal },
    Condition: {
      ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
}
