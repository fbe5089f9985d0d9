import { NotSupportedLocally } from '../../platform/AwsError.ts';
import type { ResourceProvider } from '../../platform/ResourceProvider.ts';
import { alphanumeric, stableId } from '../../shared/stableId.ts';
import { assertUnprotected } from '../assertUnprotected.ts';
import { standardAttributes } from '../attributes.ts';
import { failed, invalidParameter } from '../errors.ts';
import type { AttributeRule, FirstFactor, MfaFactor, Pool, Triggers } from '../model.ts';
import type { Services } from '../Services.ts';
import { assumeSmsRole } from '../smsRole.ts';
import { createSigningKeys } from '../Tokens.ts';
import { Properties } from './properties.ts';

const addresses = ['email', 'phone_number'] as const;
const firstFactors: readonly FirstFactor[] = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'];

/** `AWS::Cognito::UserPool` */
export function userPool({ platform, store }: Services): ResourceProvider {
  return {
    type: 'AWS::Cognito::UserPool',
    async apply(request) {
      const id =
        request.previous?.physicalId ??
        `${platform.region}_${stableId(9, alphanumeric, platform.accountId, platform.region, request.stackName, request.logicalId)}`;
      const known = store.pool(id);
      const pool = readPool(request.properties, {
        id,
        arn: `arn:aws:cognito-idp:${platform.region}:${platform.accountId}:userpool/${id}`,
        name: request.generatedName,
        created: known?.created ?? platform.clock.now(),
      });
      // The role's own permissions may come later in the template: they are checked when a message is sent.
      assumeSmsRole(platform.aws, pool);
      if (known === undefined) store.addPool(pool, await createSigningKeys());
      else store.updatePool(pool);
      const providerName = `cognito-idp.${platform.region}.amazonaws.com/${id}`;
      return {
        physicalId: id,
        attributes: {
          Arn: pool.arn,
          ProviderName: providerName,
          ProviderURL: `https://${providerName}`,
          UserPoolId: id,
        },
      };
    },
    remove: (id) => {
      const pool = store.pool(id);
      if (pool !== undefined) assertUnprotected(pool);
      store.deletePool(id);
    },
  };
}

function readPool(
  raw: ConstructorParameters<typeof Properties>[0],
  base: Pick<Pool, 'id' | 'arn' | 'name' | 'created'>,
): Pool {
  const properties = new Properties(raw, 'AWS::Cognito::UserPool');
  // The sender's identity and tags do not show on one machine.
  properties.ignore('EmailConfiguration', 'UserPoolTags');
  const sms = properties.object('SmsConfiguration');
  const smsRole = sms.string('SnsCallerArn');
  const externalId = sms.string('ExternalId');
  sms.ignore('SnsRegion');
  const mfa = properties.oneOf('MfaConfiguration', ['OFF', 'ON', 'OPTIONAL']) ?? 'OFF';
  const enabled = properties.listOf('EnabledMfas', ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
  const policies = properties.object('Policies');
  const password = policies.object('PasswordPolicy');
  const signIn = policies.object('SignInPolicy');
  const usernameConfiguration = properties.object('UsernameConfiguration');
  const updates = properties.object('UserAttributeUpdateSettings');
  const admin = properties.object('AdminCreateUserConfig');
  const addOns = properties.object('UserPoolAddOns');
  refuseThreatProtection(addOns);
  const relyingPartyId = properties.string('WebAuthnRelyingPartyID');
  const passkeyFactors = properties.oneOf('WebAuthnFactorConfiguration', [
    'SINGLE_FACTOR',
    'MULTI_FACTOR_WITH_USER_VERIFICATION',
  ]);
  const pool: Pool = {
    ...base,
    name: properties.string('UserPoolName') ?? base.name,
    mfa,
    mfaFactors: enabled ?? (mfa === 'OFF' ? [] : (['SMS_MFA'] satisfies MfaFactor[])),
    firstFactors: signIn.listOf('AllowedFirstAuthFactors', firstFactors) ?? ['PASSWORD'],
    tier: properties.oneOf('UserPoolTier', ['LITE', 'ESSENTIALS', 'PLUS']) ?? 'ESSENTIALS',
    passwordPolicy: readPasswordPolicy(password, admin, policies.has('PasswordPolicy')),
    usernameAttributes: properties.listOf('UsernameAttributes', addresses) ?? [],
    aliasAttributes: properties.listOf('AliasAttributes', [...addresses, 'preferred_username']) ?? [],
    autoVerified: properties.listOf('AutoVerifiedAttributes', addresses) ?? [],
    caseSensitive: usernameConfiguration.boolean('CaseSensitive') ?? true,
    schema: readSchema(properties),
    recovery: readRecovery(properties),
    adminCreateOnly: admin.boolean('AllowAdminCreateUserOnly') ?? false,
    verifyBeforeUpdate: updates.listOf('AttributesRequireVerificationBeforeUpdate', addresses) ?? [],
    ...(relyingPartyId === undefined ? {} : { relyingPartyId }),
    passkeysAreMfa: passkeyFactors === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    userVerification: properties.oneOf('WebAuthnUserVerification', ['preferred', 'required']) ?? 'preferred',
    messages: readMessages(properties, admin),
    triggers: readTriggers(properties),
    deletionProtection: properties.oneOf('DeletionProtection', ['ACTIVE', 'INACTIVE']) === 'ACTIVE',
    ...(smsRole === undefined
      ? {}
      : { sms: { roleArn: smsRole, ...(externalId === undefined ? {} : { externalId }) } }),
  };
  checkFirstFactors(pool);
  checkTier(pool);
  for (const part of [password, sms, signIn, policies, usernameConfiguration, updates, admin, addOns]) part.done();
  properties.done();
  return pool;
}

/** Returns the policy that is given. A pool without one has Cognito's own, which requires all kinds of characters. */
function readPasswordPolicy(password: Properties, admin: Properties, given: boolean): Pool['passwordPolicy'] {
  return {
    minimumLength: password.number('MinimumLength') ?? 8,
    requireLowercase: password.boolean('RequireLowercase') ?? !given,
    requireUppercase: password.boolean('RequireUppercase') ?? !given,
    requireNumbers: password.boolean('RequireNumbers') ?? !given,
    requireSymbols: password.boolean('RequireSymbols') ?? !given,
    temporaryValidityDays:
      password.number('TemporaryPasswordValidityDays') ?? admin.number('UnusedAccountValidityDays') ?? 7,
  };
}

function refuseThreatProtection(addOns: Properties): void {
  if (addOns.string('AdvancedSecurityMode') === 'ENFORCED') {
    throw new NotSupportedLocally('AWS::Cognito::UserPool.UserPoolAddOns.AdvancedSecurityMode ENFORCED');
  }
  addOns.ignore('AdvancedSecurityAdditionalFlows');
}

/** Refuses a one-factor sign-in in a pool that requires MFA (Developer Guide, "Adding MFA to a user pool"). */
function checkFirstFactors({ firstFactors, mfa, passkeysAreMfa }: Pool): void {
  if (mfa !== 'ON') return;
  const alone = firstFactors.find((factor) => factor !== 'PASSWORD' && !(factor === 'WEB_AUTHN' && passkeysAreMfa));
  if (alone !== undefined) throw invalidParameter(`${alone} cannot be a first factor where MfaConfiguration is ON.`);
}

/** Refuses what the Lite tier lacks (Developer Guide, "User pool feature plans"). */
function checkTier({ firstFactors, mfaFactors, tier, triggers }: Pool): void {
  if (tier !== 'LITE') return;
  const version = triggers.preTokenGeneration?.version ?? 'V1_0';
  const beyond = [
    ...firstFactors.filter((factor) => factor !== 'PASSWORD'),
    ...mfaFactors.filter((factor) => factor === 'EMAIL_OTP'),
    ...(version === 'V1_0' ? [] : [`PreTokenGeneration ${version}`]),
  ];
  if (beyond.length > 0) {
    throw failed('FeatureUnavailableInTierException', `${beyond.join(', ')}: not in the Lite tier.`);
  }
}

function readSchema(properties: Properties): readonly AttributeRule[] {
  const rules = new Map(standardAttributes.map((rule) => [rule.name, rule]));
  for (const entry of properties.objects('Schema')) {
    const given = entry.requiredString('Name');
    const strings = entry.object('StringAttributeConstraints');
    const numbers = entry.object('NumberAttributeConstraints');
    entry.ignore('DeveloperOnlyAttribute');
    const name = rules.has(given) || given.startsWith('custom:') ? given : `custom:${given}`;
    const type = entry.oneOf('AttributeDataType', ['String', 'Number', 'DateTime', 'Boolean']) ?? 'String';
    const minimum = type === 'Number' ? numbers.number('MinValue') : strings.number('MinLength');
    const maximum = type === 'Number' ? numbers.number('MaxValue') : strings.number('MaxLength');
    rules.set(name, {
      name,
      type,
      mutable: entry.boolean('Mutable') ?? true,
      required: entry.boolean('Required') ?? false,
      ...(minimum === undefined ? {} : { minimum }),
      ...(maximum === undefined ? {} : { maximum }),
    });
    for (const part of [strings, numbers]) part.ignore('MinLength', 'MaxLength', 'MinValue', 'MaxValue');
    for (const part of [strings, numbers, entry]) part.done();
  }
  return [...rules.values()];
}

function readRecovery(properties: Properties): readonly string[] {
  const mechanisms = properties.object('AccountRecoverySetting').objects('RecoveryMechanisms');
  if (mechanisms.length === 0) return ['verified_phone_number', 'verified_email'];
  return mechanisms
    .map((entry) => ({ name: entry.requiredString('Name'), priority: entry.number('Priority') ?? 1 }))
    .sort((one, other) => one.priority - other.priority)
    .map(({ name }) => name);
}

function readMessages(properties: Properties, admin: Properties): Pool['messages'] {
  const template = properties.object('VerificationMessageTemplate');
  const invitation = admin.object('InviteMessageTemplate');
  const option = template.string('DefaultEmailOption');
  if (option === 'CONFIRM_WITH_LINK') {
    throw new NotSupportedLocally(
      'AWS::Cognito::UserPool.VerificationMessageTemplate.DefaultEmailOption CONFIRM_WITH_LINK',
    );
  }
  template.ignore('EmailMessageByLink', 'EmailSubjectByLink');
  const messages = {
    verificationSms:
      template.string('SmsMessage') ??
      properties.string('SmsVerificationMessage') ??
      'Your verification code is {####}',
    verificationEmail:
      template.string('EmailMessage') ??
      properties.string('EmailVerificationMessage') ??
      'Your verification code is {####}',
    verificationEmailSubject:
      template.string('EmailSubject') ?? properties.string('EmailVerificationSubject') ?? 'Your verification code',
    authenticationSms: properties.string('SmsAuthenticationMessage') ?? 'Your authentication code is {####}',
    authenticationEmail: properties.string('EmailAuthenticationMessage') ?? 'Your authentication code is {####}',
    authenticationEmailSubject: properties.string('EmailAuthenticationSubject') ?? 'Your authentication code',
    invitationSms: invitation.string('SMSMessage') ?? 'Your username is {username} and temporary password is {####}',
    invitationEmail:
      invitation.string('EmailMessage') ?? 'Your username is {username} and temporary password is {####}',
    invitationEmailSubject: invitation.string('EmailSubject') ?? 'Your temporary password',
  };
  properties.ignore('SmsVerificationMessage', 'EmailVerificationMessage', 'EmailVerificationSubject');
  template.done();
  invitation.done();
  return messages;
}

function readTriggers(properties: Properties): Triggers {
  const lambda = properties.object('LambdaConfig');
  const preAuthentication = lambda.string('PreAuthentication');
  const postAuthentication = lambda.string('PostAuthentication');
  const customMessage = lambda.string('CustomMessage');
  const first = lambda.string('PreTokenGeneration');
  const configuration = lambda.object('PreTokenGenerationConfig');
  const arn = configuration.string('LambdaArn') ?? first;
  const version = configuration.oneOf('LambdaVersion', ['V1_0', 'V2_0', 'V3_0']) ?? 'V1_0';
  configuration.done();
  lambda.done();
  return {
    ...(preAuthentication === undefined ? {} : { preAuthentication }),
    ...(postAuthentication === undefined ? {} : { postAuthentication }),
    ...(customMessage === undefined ? {} : { customMessage }),
    ...(arn === undefined ? {} : { preTokenGeneration: { arn, version } }),
  };
}
