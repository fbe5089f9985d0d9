import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { Client, Pool, User } from './model.ts';
import type { Attempt } from './SignIn.ts';
import { type TokenChanges, unchanged } from './Tokens.ts';

/** Runs the PreAuthentication trigger of a user pool, if there is one. Its error refuses the sign-in. */
export async function preAuthentication(platform: Platform, attempt: Attempt): Promise<void> {
  const arn = attempt.pool.triggers.preAuthentication;
  if (arn === undefined) return;
  await invoke(platform, attempt, arn, 'PreAuthentication', 'PreAuthentication_Authentication', '1', {
    validationData: attempt.metadata ?? {},
    userNotFound: false,
  });
}

/** Runs the PostAuthentication trigger, if there is one. Its error refuses the sign-in. */
export async function postAuthentication(platform: Platform, attempt: Attempt): Promise<void> {
  const arn = attempt.pool.triggers.postAuthentication;
  if (arn === undefined) return;
  await invoke(platform, attempt, arn, 'PostAuthentication', 'PostAuthentication_Authentication', '1', {
    newDeviceUsed: false,
    clientMetadata: attempt.metadata ?? {},
  });
}

const verificationMessages = {
  sms: 'verificationSms',
  email: 'verificationEmail',
  subject: 'verificationEmailSubject',
} as const;
const authenticationMessages = {
  sms: 'authenticationSms',
  email: 'authenticationEmail',
  subject: 'authenticationEmailSubject',
} as const;

/** In place of the client of an administrator's call (Developer Guide, "Custom message Lambda trigger"). */
const noClient = { id: 'CLIENT_ID_NOT_APPLICABLE' };

/** What a code is for. Here a code to sign up, or for a changed attribute, is sent without the trigger. */
type CustomMessageSource =
  | 'CustomMessage_ForgotPassword'
  | 'CustomMessage_VerifyUserAttribute'
  | 'CustomMessage_Authentication';

/**
 * Returns the pool with the messages of its CustomMessage trigger, if there is one.
 * It runs before a code is sent, and its error keeps the code back.
 */
export async function withCustomMessage(
  platform: Platform,
  pool: Pool,
  user: User,
  source: CustomMessageSource,
  client: Pick<Client, 'id'> = noClient,
): Promise<Pool> {
  const arn = pool.triggers.customMessage;
  if (arn === undefined) return pool;
  const request = { codeParameter: '{####}', usernameParameter: null, clientMetadata: {} };
  const response = await invoke(platform, { pool, client, user }, arn, 'CustomMessage', source, '1', request);
  const { emailMessage, emailSubject, smsMessage } = response;
  const names = source === 'CustomMessage_Authentication' ? authenticationMessages : verificationMessages;
  return {
    ...pool,
    messages: {
      ...pool.messages,
      ...(typeof emailMessage === 'string' ? { [names.email]: emailMessage } : {}),
      ...(typeof emailSubject === 'string' ? { [names.subject]: emailSubject } : {}),
      ...(typeof smsMessage === 'string' ? { [names.sms]: smsMessage } : {}),
    },
  };
}

/** Asks the PreTokenGeneration trigger, if there is one, for changes of the tokens. */
export async function changeTokens(
  platform: Platform,
  attempt: Attempt,
  source: 'TokenGeneration_Authentication' | 'TokenGeneration_RefreshTokens',
  groups: readonly string[],
): Promise<TokenChanges> {
  const trigger = attempt.pool.triggers.preTokenGeneration;
  if (trigger === undefined) return unchanged;
  const second = trigger.version !== 'V1_0';
  const response = await invoke(
    platform,
    attempt,
    trigger.arn,
    'PreTokenGeneration',
    source,
    trigger.version === 'V1_0' ? '1' : trigger.version === 'V2_0' ? '2' : '3',
    {
      groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
      ...(second ? { scopes: ['aws.cognito.signin.user.admin'] } : {}),
      clientMetadata: attempt.metadata ?? {},
    },
  );
  const details = object(response[second ? 'claimsAndScopeOverrideDetails' : 'claimsOverrideDetails']);
  const id = second ? object(details.idTokenGeneration) : details;
  const access = second ? object(details.accessTokenGeneration) : {};
  const override = object(details.groupOverrideDetails).groupsToOverride;
  return {
    idClaims: claims(id.claimsToAddOrOverride),
    idSuppressed: strings(id.claimsToSuppress),
    accessClaims: claims(access.claimsToAddOrOverride),
    accessSuppressed: strings(access.claimsToSuppress),
    scopesAdded: strings(access.scopesToAdd),
    scopesSuppressed: strings(access.scopesToSuppress),
    ...(Array.isArray(override) ? { groups: strings(override) } : {}),
  };
}

async function invoke(
  platform: Platform,
  { pool, client, user }: Pick<Attempt, 'pool' | 'user'> & { readonly client: Pick<Client, 'id'> },
  arn: string,
  name: string,
  triggerSource: string,
  version: string,
  request: JsonObject,
): Promise<JsonObject> {
  const event = {
    version,
    triggerSource,
    region: platform.region,
    userPoolId: pool.id,
    userName: user.username,
    callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: client.id },
    request: { userAttributes: { sub: user.sub, 'cognito:user_status': user.status, ...user.attributes }, ...request },
    response: {},
  };
  const answer = await platform.aws.call(
    { kind: 'service', service: 'cognito-idp.amazonaws.com', sourceArn: pool.arn },
    'lambda',
    'Invoke',
    { FunctionName: arn, InvocationType: 'RequestResponse', Payload: JSON.stringify(event) },
  );
  const payload = parse(answer.Payload);
  if (answer.FunctionError !== undefined) {
    const message =
      isJsonObject(payload) && typeof payload.errorMessage === 'string' ? payload.errorMessage : 'unknown error';
    throw new AwsError('UserLambdaValidationException', `${name} failed with error ${message}.`);
  }
  if (!isJsonObject(payload) || !isJsonObject(payload.response)) {
    throw new AwsError('InvalidLambdaResponseException', 'Unrecognizable lambda output');
  }
  return payload.response;
}

function parse(payload: JsonValue | undefined): unknown {
  try {
    return typeof payload === 'string' ? JSON.parse(payload) : payload;
  } catch {
    return undefined;
  }
}

function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function claims(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  const result: Record<string, JsonValue> = {};
  for (const [name, claim] of Object.entries(object(value))) {
    if (claim !== undefined && claim !== null) result[name] = claim;
  }
  return result;
}

function strings(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
