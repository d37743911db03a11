import { useState } from 'preact/hooks';
import { formTexts } from '../app/form-text.ts';
import { Page } from '../app/page.tsx';
import { signIn } from './session.ts';

interface SignInPageProps {
  readonly baseUrl: string;
  readonly problem: string | undefined;
}

export function SignInPage({ baseUrl, problem }: SignInPageProps) {
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const text = formTexts(event.currentTarget);
    setIsBusy(true);
    await signIn({ baseUrl: text('baseUrl'), apiKey: text('apiKey') });
    setIsBusy(false);
  };
  return (
    <Page title="Sign in">
      <form class="card narrow" onSubmit={(event) => void submit(event)}>
        {problem !== undefined && (
          <p role="alert" class="problem">
            {problem}
          </p>
        )}
        <div class="field">
          <label for="api-key">API key</label>
          <input
            id="api-key"
            name="apiKey"
            type="password"
            autocomplete="off"
            spellcheck={false}
            required
            aria-describedby="api-key-note"
          />
          <p class="note" id="api-key-note">
            Kept in this tab, until you close it or sign out.
          </p>
        </div>
        <div class="field">
          <label for="base-url">Address of the API</label>
          <input id="base-url" name="baseUrl" type="url" defaultValue={baseUrl} required />
        </div>
        <button type="submit" disabled={isBusy}>
          {isBusy ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </Page>
  );
}
