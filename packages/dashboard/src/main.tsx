/** The entry of the page. */
import { render } from 'preact';
import { App } from './app/app.tsx';
import { watchConnection } from './live/watch-connection.ts';
import { startSession } from './session/session.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element "app"');
render(<App />, root);
watchConnection();
await startSession();
