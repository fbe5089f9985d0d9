import type { PushOutcome, PushRequest } from '../../functions/delivery/PushSender.ts';
import type { DeviceRow } from '../../functions/rules/devices/DeviceRow.ts';
import type { StepUpToken } from '../../functions/rules/keys.ts';
import type { ApprovalRow } from '../../functions/rules/stepUp/ApprovalRow.ts';
import type { FactorHistory, FactorSnapshot } from '../../functions/rules/stepUp/FactorHistory.ts';
import type { StepUpAuditRow } from '../../functions/rules/stepUp/StepUpAuditRow.ts';
import type { StepUpGrantRow } from '../../functions/rules/stepUp/StepUpRows.ts';
import type { ChallengeStore } from '../../functions/stepUp/ChallengeStore.ts';
import type { Counted, HourlyCounts } from '../../functions/stepUp/HourlyCounts.ts';
import type { SentCode, SentCodes } from '../../functions/stepUp/SentCodes.ts';
import type { StepUpCaller } from '../../functions/stepUp/StepUpCaller.ts';
import type { BegunSignIn, SignInFactor, SignInOutcome, StepUpSignIn } from '../../functions/stepUp/StepUpSignIn.ts';
import type { KnownFactors, Passkey, UserFactors, Verification } from '../../functions/stepUp/UserFactors.ts';
import type { PushPlatform } from '../../schema/generated/types.ts';

/** Epoch seconds. */
export const signedInAt = 1_800_000_000;

export const caller: StepUpCaller = {
  userId: 'user',
  username: 'name',
  tokenId: 'token',
  originTokenId: 'origin',
  authTime: signedInAt,
  expiresAt: signedInAt + 3600,
  accessToken: 'access-token',
};

export const openRow: StepUpGrantRow = {
  challengeId: 'challenge',
  userId: 'user',
  operation: 'Mutation.publish',
  arguments: 'a=1',
  summary: 'Send a message to 3 users',
  status: 'STEP_UP_REQUIRED',
  scope: 'OPERATION',
  methods: ['SOFTWARE_TOKEN_STEP_UP', 'SMS_STEP_UP', 'EMAIL_STEP_UP'],
  maxAge: 300,
  maxAttempts: 3,
  attempts: 0,
  sends: 0,
  expiresAt: signedInAt + 700,
  ttl: signedInAt + 90_000,
};

export const knownDevice: DeviceRow = {
  id: 'phone',
  userId: 'user',
  platform: 'FCM',
  token: 'push-token',
  tokenHash: 'hash',
  endpointArn: 'arn:endpoint',
  status: 'ENABLED',
  addressVersion: 1,
  addressSince: new Date((signedInAt - 1) * 1000).toISOString(),
  registeredAt: new Date((signedInAt - 1) * 1000).toISOString(),
  lastSeenAt: new Date((signedInAt - 1) * 1000).toISOString(),
  revision: 'revision',
  change: 'ADDRESS',
  ttl: signedInAt + 1_000_000,
};

/** Challenges of one token in memory. Every write yields first, so that calls interleave. */
export class FakeChallengeStore implements ChallengeStore {
  row: StepUpGrantRow;
  readonly audit: StepUpAuditRow[];

  constructor(row: StepUpGrantRow, audit: StepUpAuditRow[]) {
    this.row = row;
    this.audit = audit;
  }

  async find({ tokenId, userId }: StepUpToken, challengeId: string): Promise<StepUpGrantRow | null> {
    const isOwn = tokenId === 'token' && userId === this.row.userId;
    return isOwn && challengeId === this.row.challengeId ? this.row : null;
  }

  async claimSend(_tokenId: string, _row: StepUpGrantRow, limit: number): Promise<boolean> {
    if (this.row.sends >= limit) return false;
    this.row = { ...this.row, sends: this.row.sends + 1 };
    return true;
  }

  async initiate(...[, , initiation]: Parameters<ChallengeStore['initiate']>) {
    const { codeLength, cognitoSignIn, destination, expiresAt, matchNumber, method } = initiation;
    const { codeLength: _, cognitoSignIn: __, destination: ___, matchNumber: ____, ...row } = this.row;
    this.row = {
      ...row,
      status: 'STEP_UP_INITIATED',
      method,
      expiresAt,
      ...(destination === undefined ? {} : { destination }),
      ...(matchNumber === undefined ? {} : { matchNumber }),
      ...(codeLength === undefined ? {} : { codeLength }),
      ...(cognitoSignIn === undefined ? {} : { cognitoSignIn }),
    };
    return this.row;
  }

  async takeSignIn(_tokenId: string, row: StepUpGrantRow): Promise<boolean> {
    await Promise.resolve();
    const { cognitoSignIn, ...rest } = this.row;
    if (cognitoSignIn === undefined || cognitoSignIn.session !== row.cognitoSignIn?.session) return false;
    this.row = rest;
    return true;
  }

  async claimAttempt(_tokenId: string, _row: StepUpGrantRow, now: number): Promise<StepUpGrantRow | null> {
    await Promise.resolve();
    const { attempts, expiresAt, maxAttempts, status } = this.row;
    if (status !== 'STEP_UP_INITIATED' || attempts >= maxAttempts || expiresAt <= now) return null;
    this.row = { ...this.row, attempts: attempts + 1 };
    return this.row;
  }

  async returnAttempt(): Promise<void> {
    this.row = { ...this.row, attempts: this.row.attempts - 1 };
  }

  async lock(_tokenId: string, _row: StepUpGrantRow, lockedUntil: number): Promise<boolean> {
    await Promise.resolve();
    if (this.row.status !== 'STEP_UP_INITIATED') return false;
    this.row = { ...this.row, status: 'STEP_UP_LOCKED', lockedUntil };
    return true;
  }

  async complete(...[, , completion]: Parameters<ChallengeStore['complete']>): Promise<boolean> {
    await Promise.resolve();
    if (this.row.status !== 'STEP_UP_INITIATED') return false;
    const { audit, completedAt, expiresAt } = completion;
    this.row = { ...this.row, status: 'STEP_UP_COMPLETED', completedAt, expiresAt };
    this.audit.push(audit);
    return true;
  }
}

/** The counts of one user in one hour. */
export class FakeHourlyCounts implements HourlyCounts {
  answers = 0;
  sends = 0;
  refusals = 0;

  async claim(_userId: string, counted: Counted, limit: number): Promise<boolean> {
    if (this[counted] >= limit) return false;
    this[counted] += 1;
    return true;
  }

  async giveBack(_userId: string, counted: Counted): Promise<void> {
    this[counted] -= 1;
  }
}

/** The newest code is for `openRow` until another is noted. */
export class FakeSentCodes implements SentCodes {
  readonly #noted = new Map<string, SentCode>();

  async note({ challengeId, summary }: StepUpGrantRow, attribute: string, now: number): Promise<void> {
    this.#noted.set(attribute, { challengeId, summary, expiresAt: now + 600 });
  }

  async close({ challengeId }: StepUpGrantRow, attribute: string, now: number): Promise<void> {
    const noted = this.#noted.get(attribute);
    if (noted?.challengeId === challengeId) this.#noted.set(attribute, { ...noted, expiresAt: now });
  }

  async newest(_userId: string, attribute: string): Promise<SentCode> {
    return this.#noted.get(attribute) ?? openRow;
  }
}

/** Cognito for one user, with one right code. */
export class FakeFactors implements UserFactors {
  known: KnownFactors = {
    userId: 'user',
    preferred: undefined,
    enabled: [],
    phoneNumber: '+15550100001',
    phoneVerified: true,
    email: 'user@example.com',
    emailVerified: true,
  };
  wrong: Verification = 'mismatch';
  sent: string[] = [];
  asked: string[] = [];

  registered: Passkey[] = [];

  async read(): Promise<KnownFactors> {
    return this.known;
  }

  async passkeys(): Promise<Passkey[]> {
    return this.registered;
  }

  async sendCode(_accessToken: string, attribute: string): Promise<string> {
    this.sent.push(attribute);
    return '+*******0001';
  }

  async verifyCode(_accessToken: string, attribute: string, code: string): Promise<Verification> {
    this.asked.push(attribute);
    return code === '111111' ? 'verified' : this.wrong;
  }

  async verifySoftwareToken(_accessToken: string, code: string): Promise<Verification> {
    this.asked.push('software token');
    return code === '111111' ? 'verified' : this.wrong;
  }
}

/** Step-up's sign-in at Cognito. It takes one right answer, and each session string once. */
export class FakeSignIn implements StepUpSignIn {
  readonly clientId = 'step-up-client';
  offered: SignInFactor[] = ['EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'];
  rpId = 'app.example';
  /** The user who signs in with it. */
  subject = 'user';
  wrong: Exclude<SignInOutcome['kind'], 'verified'> = 'mismatch';
  isRight = (response: string): boolean => response === '11111111';
  readonly begun: SignInFactor[] = [];
  readonly answered: string[] = [];
  whenAnswered = () => {};

  async begin(_username: string, factor: SignInFactor): Promise<BegunSignIn | null> {
    if (!this.offered.includes(factor)) return null;
    this.begun.push(factor);
    const session = `session-${this.begun.length}`;
    if (factor !== 'WEB_AUTHN') return { session, destination: 'u***@e***' };
    const challenge = Buffer.from(`challenge-${this.begun.length}`).toString('base64url');
    return { session, credentialRequestOptions: { challenge, rpId: this.rpId, timeout: 600_000 } };
  }

  async answer(...[, , session, response]: Parameters<StepUpSignIn['answer']>): Promise<SignInOutcome> {
    this.answered.push(session);
    this.whenAnswered();
    return this.isRight(response) ? { kind: 'verified', userId: this.subject } : { kind: this.wrong };
  }
}

/** Returns all ports of the use cases, with the fakes that tests look at. */
export function createPorts(row: Partial<StepUpGrantRow> = {}) {
  const audit: StepUpAuditRow[] = [];
  const challenges = new FakeChallengeStore({ ...openRow, ...row }, audit);
  const factors = new FakeFactors();
  const approval: { row: ApprovalRow | null; sent: readonly string[] } = { row: null, sent: [] };
  const devices: DeviceRow[] = [];
  const pushed: PushRequest[] = [];
  const gone: string[] = [];
  const clock = { seconds: signedInAt + 100, now: () => clock.seconds * 1000 };
  const user: { history: FactorHistory | null; snapshot: FactorSnapshot } = {
    history: {
      phone: { hash: 'p', since: signedInAt },
      email: { hash: 'e', since: signedInAt },
      softwareToken: { since: signedInAt },
    },
    snapshot: { phone: 'p', email: 'e', softwareToken: true, modifiedAt: signedInAt - 100 },
  };
  const histories = {
    read: async () => user.history,
    writeSignIn: async (_userId: string, history: FactorHistory) => {
      user.history = { ...user.history, ...history };
    },
    writeStepUpClient: async (_userId: string, stepUpClientId: string) => {
      user.history = { ...user.history, stepUpClientId };
    },
    writeOwnChange: async (_userId: string, ownChange: NonNullable<FactorHistory['ownChange']>) => {
      user.history = { ...user.history, ownChange };
    },
  };
  return {
    audit: { record: async (entry: StepUpAuditRow) => void audit.push(entry) },
    approval,
    approvals: {
      put: async (row: ApprovalRow) => {
        approval.row = row;
      },
      noteSent: async (snsMessageIds: readonly string[]) => {
        approval.sent = [...snsMessageIds];
      },
      find: async () => approval.row,
    },
    deviceRows: devices,
    devices: {
      ofUser: async function* () {
        yield devices;
      },
      noteGone: async ({ deviceId }: { readonly deviceId: string }) => void gone.push(deviceId),
    },
    /** Devices whose endpoints SNS had no more. */
    gone,
    pushed,
    push: {
      platforms: ['APNS', 'APNS_SANDBOX', 'FCM'] as readonly PushPlatform[],
      send: async (request: PushRequest): Promise<PushOutcome> => {
        pushed.push(request);
        return { kind: 'sent', snsMessageId: 'sns' };
      },
    },
    recorded: () => audit.map(({ outcome }) => outcome),
    challenges,
    clock,
    codes: 'attributes' as 'attributes' | 'userAuth',
    factors,
    histories,
    hourly: new FakeHourlyCounts(),
    sentCodes: new FakeSentCodes(),
    signIn: new FakeSignIn(),
    user,
    users: { snapshot: async () => user.snapshot },
  };
}
