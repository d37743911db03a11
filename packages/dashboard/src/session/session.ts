import { signal } from '@preact/signals';
import { createClient, type JobClient, type JobContract } from '@jobs/client';
import { createOperations, type Operations } from '@jobs/client/operations';
import { isProblem, messageOf } from '../api/error-message.ts';
import { createConnection } from '../api/connection.ts';
import { createKeptKey, type Credentials } from './kept-key.ts';
import { readPageConfig } from './page-config.ts';

/** The page knows job types by what the API tells of them, not by their declarations. */
export type PageClient = JobClient<Record<string, JobContract>>;

export interface Session extends Credentials {
  readonly client: PageClient;
  readonly operations: Operations;
  /** Asks once, whether anybody answers at all. */
  readonly probe: (signal: AbortSignal) => Promise<unknown>;
  /** Whether the key has the scope `operator`: only then there is an overview, and other owners' jobs. */
  readonly isOperator: boolean;
}

type SessionState =
  | { readonly is: 'starting' }
  | { readonly is: 'signed-out'; readonly baseUrl: string; readonly problem?: string }
  | { readonly is: 'signed-in'; readonly session: Session };

export const sessionState = signal<SessionState>({ is: 'starting' });
/** Everything that the page sends goes through this. */
export const connection = createConnection((input, init) => fetch(input, init));

const keptKey = createKeptKey(sessionStorage);

const MANY_TRIES = 10;

/** Signs in with the key that this tab has kept, or that `config.json` gives; else the page asks for one. */
export async function startSession(): Promise<void> {
  const config = await readPageConfig(fetch, location.origin);
  const kept = keptKey.read();
  const { baseUrl, apiKey } = config;
  const credentials = kept ?? (apiKey && !keptKey.hasSignedOut() ? { baseUrl, apiKey } : undefined);
  // Nobody has typed anything that may be wrong: what fails here passes.
  if (credentials) await signIn(credentials, MANY_TRIES);
  else sessionState.value = { is: 'signed-out', baseUrl };
}

/** Tries the key, and keeps it when it is good for something. */
export async function signIn(credentials: Credentials, tries = 1): Promise<void> {
  try {
    const session = await openSession(credentials, tries);
    keptKey.keep(credentials);
    sessionState.value = { is: 'signed-in', session };
  } catch (error) {
    sessionState.value = { is: 'signed-out', baseUrl: credentials.baseUrl, problem: messageOf(error) };
  }
}

async function openSession({ baseUrl, apiKey }: Credentials, tries: number): Promise<Session> {
  const access = { baseUrl, apiKey, fetch: connection.fetch };
  const client: PageClient = createClient<Record<string, JobContract>>(access);
  const operations = createOperations(access);
  const trying = { ...access, tries };
  const isOperator = await permits(createOperations(trying).overview());
  // A key may be an operator's and have no jobs of its own; one that is neither is told why.
  if (!isOperator) await createClient(trying).list({ limit: 1 });
  const oneTry = createClient({ ...access, tries: 1 });
  return { ...access, client, operations, probe: (ended) => oneTry.jobTypes({ signal: ended }), isOperator };
}

/** Whether the key has the scope for it. @throws what else fails, and has nothing to do with scopes */
async function permits(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (isProblem(error, 'insufficient-scope')) return false;
    throw error;
  }
}

export function signOut(problem?: string): void {
  const state = sessionState.value;
  keptKey.forget();
  const baseUrl = state.is === 'signed-in' ? state.session.baseUrl : location.origin;
  sessionState.value = { is: 'signed-out', baseUrl, ...(problem !== undefined && { problem }) };
}

/** What every part of the page does with a failure: a key that works no more ends the session. */
export function endIfRevoked(error: unknown): void {
  if (isProblem(error, 'invalid-api-key')) signOut('The API key works no more. Sign in with another.');
}
