import type { Permission } from '../platform/AwsApi.ts';
import { type Principal, principalArn } from '../platform/Principal.ts';
import type { ContextLookup } from './pattern.ts';

export interface RequestEnvironment {
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly principalTags?: Readonly<Record<string, string>>;
}

type Request = RequestEnvironment & { readonly principal: Principal; readonly permission: Permission };

const sourceArn = ({ principal }: Request) => (principal.kind === 'service' ? principal.sourceArn : undefined);

/** Returns `aws:PrincipalArn`: the role, not its session. */
function requestPrincipalArn({ principal, accountId }: Request): string | undefined {
  if (principal.kind === 'role') return principal.roleArn;
  return principal.kind === 'root' ? principalArn(principal, accountId) : undefined;
}

const isService = ({ principal }: Request) => principal.kind === 'service';

/**
 * Global condition keys.
 * Those that return nothing are absent in AWS too without an organization, VPC endpoint, MFA or session tag.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const globalKeys: Readonly<Record<string, (request: Request) => string | undefined>> = {
  'aws:currenttime': ({ now }) => new Date(now).toISOString(),
  'aws:epochtime': ({ now }) => String(Math.floor(now / 1000)),
  'aws:principalaccount': (request) => (requestPrincipalArn(request) === undefined ? undefined : request.accountId),
  'aws:principalarn': requestPrincipalArn,
  'aws:principalisawsservice': (request) => String(isService(request)),
  'aws:principalservicename': ({ principal }) => (principal.kind === 'service' ? principal.service : undefined),
  'aws:principaltype': ({ principal }) =>
    principal.kind === 'role'
      ? 'AssumedRole'
      : principal.kind === 'root'
        ? 'Account'
        : principal.kind === 'anonymous'
          ? 'Anonymous'
          : undefined,
  'aws:requestedregion': ({ region }) => region,
  'aws:resourceaccount': ({ permission, accountId }) =>
    permission.resource === '*' ? undefined : permission.resource.split(':')[4] || accountId,
  // The loopback interface counts as TLS: clients of this machine may use either, and policies must not notice.
  'aws:securetransport': () => 'true',
  // Services that do not say for which resource they call do not say for which account either.
  'aws:sourceaccount': (request) => sourceArn(request)?.split(':')[4] || undefined,
  'aws:sourcearn': sourceArn,
  'aws:sourceip': (request) => (isService(request) ? undefined : '127.0.0.1'),
  // SNS's default topic policy asks for it, and older services send it in place of aws:SourceAccount.
  // A direct call has none, so that the default policy does not hide a missing grant.
  'aws:sourceowner': (request) => (isService(request) ? request.accountId : undefined),
  'aws:viaawsservice': () => 'false',
  'aws:calledvia': () => undefined,
  'aws:calledviafirst': () => undefined,
  'aws:calledvialast': () => undefined,
  'aws:federatedprovider': () => undefined,
  'aws:multifactorauthage': () => undefined,
  'aws:multifactorauthpresent': () => undefined,
  'aws:principalorgid': () => undefined,
  'aws:principalorgpaths': () => undefined,
  'aws:referer': () => undefined,
  'aws:resourceorgid': () => undefined,
  'aws:sourceidentity': () => undefined,
  'aws:sourceorgid': () => undefined,
  'aws:sourcevpc': () => undefined,
  'aws:sourcevpce': () => undefined,
  'aws:useragent': () => undefined,
  'aws:userid': () => undefined,
  'aws:username': () => undefined,
};

const principalTagPrefix = 'aws:principaltag/';
/** Tags of resources and requests come with the permission, from the service that knows them. */
const tagPrefixes = [principalTagPrefix, 'aws:resourcetag/', 'aws:requesttag/'];

export function isGlobalKeyKnown(key: string): boolean {
  const name = key.toLowerCase();
  return (
    Object.hasOwn(globalKeys, name) || name === 'aws:tagkeys' || tagPrefixes.some((prefix) => name.startsWith(prefix))
  );
}

/**
 * Returns the condition keys of one request: those that the service states, then the global ones. Names have any case.
 */
export function requestContext(
  principal: Principal,
  permission: Permission,
  environment: RequestEnvironment,
): ContextLookup {
  const request: Request = { ...environment, principal, permission };
  let given: Map<string, string | readonly string[]> | undefined;
  return (key) => {
    const name = key.toLowerCase();
    given ??= new Map(Object.entries(permission.context ?? {}).map(([own, value]) => [own.toLowerCase(), value]));
    const own = given.get(name);
    if (own !== undefined) return own;
    if (name.startsWith(principalTagPrefix)) {
      const tag = name.slice(principalTagPrefix.length);
      return Object.entries(environment.principalTags ?? {}).find(([tagKey]) => tagKey.toLowerCase() === tag)?.[1];
    }
    return Object.hasOwn(globalKeys, name) ? globalKeys[name]?.(request) : undefined;
  };
}
