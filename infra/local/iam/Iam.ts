import type { AssumeStatement, AwsApi, Permission } from '../platform/AwsApi.ts';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import type { Credential, CredentialSource } from '../platform/Credential.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform, RoleCredentials } from '../platform/Platform.ts';
import type { Principal } from '../platform/Principal.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { AccessKeys } from './AccessKeys.ts';
import { accessDenied, type DenialReason } from './accessDenied.ts';
import { type CompiledPolicy, compilePolicy } from './compilePolicy.ts';
import { type AccessRequest, evaluate, type Outcome } from './evaluate.ts';
import type { GrantRecord } from './GrantRecord.ts';
import { awsManagedPolicies, awsManagedPolicyPrefix } from './managedPolicies.ts';
import { requestContext } from './requestContext.ts';
import { iamResources } from './resources.ts';
import { stsApi } from './sts.ts';

/** The surroundings that IAM needs. A Platform has them. */
export type IamSurroundings = Pick<Platform, 'accountId' | 'region' | 'clock' | 'database' | 'log'> & {
  /** Where to note what roles are allowed and use. @default - nowhere */
  readonly grants?: GrantRecord | undefined;
};

export interface RoleDefinition {
  readonly arn: string;
  readonly name: string;
  readonly trust: CompiledPolicy;
  /** Policies written in the role itself, by name. */
  readonly inline: ReadonlyMap<string, CompiledPolicy>;
  readonly managedPolicyArns: readonly string[];
  readonly permissionsBoundary?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly maxSessionDuration: number;
}

interface Role {
  readonly definition: RoleDefinition;
  policies: readonly CompiledPolicy[];
  boundary: readonly CompiledPolicy[] | undefined;
  readonly remembered: Map<string, Verdict>;
}

interface Verdict {
  readonly identity: Outcome['effect'];
  readonly boundary: Outcome['effect'] | undefined;
}

/** A separate policy (`AWS::IAM::Policy`, `AWS::IAM::ManagedPolicy`) and the roles that it names. */
interface AttachedPolicy {
  readonly policy: CompiledPolicy;
  readonly roleNames: ReadonlySet<string>;
}

/** Decisions remembered for one role. */
const REMEMBERED_LIMIT = 20_000;
const RESOURCE_POLICY_LIMIT = 1000;

/**
 * IAM and STS of the local account: roles, policies and access keys, and the decision on every call.
 * Nothing else decides about access.
 */
export class Iam implements LocalService, CredentialSource {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly accountId: string;
  readonly #surroundings: IamSurroundings;
  readonly #keys: AccessKeys;
  readonly #roles = new Map<string, Role>();
  readonly #attached = new Map<string, AttachedPolicy>();
  readonly #awsManaged = new Map<string, CompiledPolicy>();
  readonly #resourcePolicies = new Map<string, CompiledPolicy>();

  constructor(surroundings: IamSurroundings) {
    this.accountId = surroundings.accountId;
    this.#surroundings = surroundings;
    this.#keys = new AccessKeys(surroundings.database('iam'));
    this.apis = [stsApi(this, surroundings.clock)];
    this.resources = iamResources(this);
  }

  start(): void {}

  stop(): void {}

  /** Adds or replaces a role. Throws if a managed policy is unknown. */
  putRole(definition: RoleDefinition): void {
    const role: Role = { definition, policies: [], boundary: undefined, remembered: new Map() };
    this.#compose(role);
    this.#roles.set(definition.arn, role);
  }

  removeRole(name: string): void {
    for (const [arn, role] of this.#roles) if (role.definition.name === name) this.#roles.delete(arn);
  }

  /** @param id the ARN of a managed policy, or a name that is unique in the stack for an `AWS::IAM::Policy` */
  putPolicy(id: string, policy: CompiledPolicy, roleNames: readonly string[]): void {
    this.#attached.set(id, { policy, roleNames: new Set(roleNames) });
    for (const role of this.#roles.values()) this.#compose(role);
  }

  removePolicy(id: string): void {
    const attached = this.#attached.get(id);
    this.#attached.delete(id);
    for (const role of this.#roles.values()) {
      if (attached?.roleNames.has(role.definition.name)) this.#compose(role);
    }
  }

  /** Returns the role's definition, `undefined` if the account has no such role. */
  role(roleArn: string): RoleDefinition | undefined {
    return this.#roles.get(roleArn)?.definition;
  }

  /** Throws AwsError AccessDenied, in the form of the action's service, unless `principal` has the permission. */
  authorize(principal: Principal, permission: Permission): void {
    const reason = this.#denial(principal, permission);
    if (reason === undefined) return;
    throw this.#refusal(principal, permission.action, permission.resource, reason);
  }

  /** Returns the session of a role if its trust policy lets `service` assume it. Throws AccessDenied otherwise. */
  assume(roleArn: string, service: string, sessionName: string, stated: AssumeStatement = {}): Principal {
    const { sourceArn, externalId } = stated;
    const caller: Principal = { kind: 'service', service, ...(sourceArn === undefined ? {} : { sourceArn }) };
    this.authorizeAssume(caller, roleArn, externalId === undefined ? {} : { 'sts:ExternalId': externalId });
    return { kind: 'role', roleArn, sessionName };
  }

  /**
   * Throws AccessDenied unless the role's trust policy allows it.
   * A trust policy that names only the account leaves the decision to the caller's own policies.
   */
  authorizeAssume(caller: Principal, roleArn: string, context: NonNullable<Permission['context']> = {}): void {
    const action = 'sts:AssumeRole';
    const trust = this.#roles.get(roleArn)?.definition.trust;
    const request = this.#request(caller, { action, resource: roleArn, context });
    const trusted = trust === undefined ? 'none' : evaluate([trust], request).effect;
    if (trusted === 'deny') throw this.#refusal(caller, action, roleArn, 'explicit deny in a resource-based policy');
    const own = this.#identityVerdict(caller, request);
    if (own.identity === 'deny') {
      throw this.#refusal(caller, action, roleArn, 'explicit deny in an identity-based policy');
    }
    if (trusted === 'allow' || (trusted === 'delegated' && own.identity === 'allow')) return;
    const reason =
      trusted === 'delegated' ? 'no identity-based policy allows' : ('no resource-based policy allows' as const);
    throw this.#refusal(caller, action, roleArn, reason);
  }

  /** Returns long-lived credentials of a role, the same at every start on the same DIR. */
  credentials(roleArn: string, sessionName = roleArn.split('/').at(-1) ?? 'session'): RoleCredentials {
    return this.#keys.role(roleArn, sessionName);
  }

  /** Returns the root user's credentials, for AWS SDK tools. */
  rootCredentials(): RoleCredentials {
    return this.#keys.root();
  }

  /** Returns temporary credentials of a role's session. Times are milliseconds since the epoch. */
  temporaryCredentials(
    roleArn: string,
    sessionName: string,
    expiration: number,
  ): RoleCredentials & { readonly sessionToken: string } {
    return this.#keys.temporary(roleArn, sessionName, this.#surroundings.clock.now(), expiration);
  }

  /** Returns the owner of an access key, `undefined` if the id is unknown or its role is gone. */
  findCredential(accessKeyId: string): Credential | undefined {
    const credential = this.#keys.find(accessKeyId);
    if (credential?.principal.kind === 'role' && !this.#roles.has(credential.principal.roleArn)) return undefined;
    return credential;
  }

  /**
   * Logs the refusal too: the author of the template needs the message, which a product should not show to its callers.
   */
  #refusal(principal: Principal, action: string, resource: string, reason: DenialReason): AwsError {
    const error = accessDenied(principal, action, resource, reason, this.accountId);
    this.#surroundings.log('warn', 'iam', error.message);
    return error;
  }

  #denial(principal: Principal, permission: Permission): DenialReason | undefined {
    if (principal.kind === 'root') return undefined;
    const request = this.#request(principal, permission);
    const own = this.#identityVerdict(principal, request);
    if (own.identity === 'deny') return 'explicit deny in an identity-based policy';
    if (own.boundary === 'deny') return 'explicit deny in a permissions boundary';

    const byResource =
      permission.resourcePolicy === undefined
        ? 'none'
        : evaluate([this.#resourcePolicy(permission.resourcePolicy)], request).effect;
    if (byResource === 'deny') return 'explicit deny in a resource-based policy';
    if (byResource === 'allow') return undefined;
    if (permission.resourcePolicyDecides === true && byResource === 'none') return 'no resource-based policy allows';
    if (principal.kind !== 'role') return 'no resource-based policy allows';
    if (own.identity !== 'allow') return 'no identity-based policy allows';
    if (own.boundary !== undefined && own.boundary !== 'allow') return 'no permissions boundary allows';
    return undefined;
  }

  #identityVerdict(principal: Principal, request: AccessRequest): Verdict {
    const role = principal.kind === 'role' ? this.#roles.get(principal.roleArn) : undefined;
    if (role === undefined) return { identity: 'none', boundary: undefined };
    const key = `${request.action} ${request.resource}`;
    const remembered = role.remembered.get(key);
    if (remembered !== undefined) return remembered;

    const identity = evaluate(role.policies, request);
    const boundary = role.boundary === undefined ? undefined : evaluate(role.boundary, request);
    if (identity.effect === 'allow') this.#surroundings.grants?.used(role.definition.name, request);
    const verdict: Verdict = { identity: identity.effect, boundary: boundary?.effect };
    if (identity.constant && boundary?.constant !== false) {
      if (role.remembered.size >= REMEMBERED_LIMIT) role.remembered.clear();
      role.remembered.set(key, verdict);
    }
    return verdict;
  }

  #request(principal: Principal, permission: Permission): AccessRequest {
    const { accountId, region, clock } = this.#surroundings;
    const role = principal.kind === 'role' ? this.#roles.get(principal.roleArn) : undefined;
    const environment = { accountId, region, now: clock.now(), principalTags: role?.definition.tags ?? {} };
    const { action, resource } = permission;
    return { principal, action, resource, accountId, lookup: requestContext(principal, permission, environment) };
  }

  /** Compiles a resource policy. Remembers it by its text, because a service may parse its policy for every request. */
  #resourcePolicy(document: JsonObject): CompiledPolicy {
    const text = JSON.stringify(document);
    const known = this.#resourcePolicies.get(text);
    if (known !== undefined) return known;
    const compiled = compilePolicy(document, 'resource');
    if (this.#resourcePolicies.size >= RESOURCE_POLICY_LIMIT) this.#resourcePolicies.clear();
    this.#resourcePolicies.set(text, compiled);
    return compiled;
  }

  #compose(role: Role): void {
    const { name, inline, managedPolicyArns, permissionsBoundary } = role.definition;
    const named = [...this.#attached.values()].filter((attached) => attached.roleNames.has(name));
    role.policies = [
      ...inline.values(),
      ...managedPolicyArns.map((arn) => this.#managed(arn)),
      ...named.map((attached) => attached.policy),
    ];
    role.boundary = permissionsBoundary === undefined ? undefined : [this.#managed(permissionsBoundary)];
    role.remembered.clear();
    this.#surroundings.grants?.granted(name, role.policies);
  }

  #managed(arn: string): CompiledPolicy {
    const known = this.#attached.get(arn)?.policy ?? this.#awsManaged.get(arn);
    if (known !== undefined) return known;
    if (!arn.startsWith(awsManagedPolicyPrefix)) {
      throw new AwsError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, { status: 404 });
    }
    const name = arn.slice(awsManagedPolicyPrefix.length);
    const document = Object.hasOwn(awsManagedPolicies, name) ? awsManagedPolicies[name] : undefined;
    if (document === undefined) throw new NotSupportedLocally(`The AWS managed policy ${arn}`);
    const compiled = compilePolicy(document, 'identity');
    this.#awsManaged.set(arn, compiled);
    return compiled;
  }
}
