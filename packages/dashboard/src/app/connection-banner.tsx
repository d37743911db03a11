import { connection, sessionState } from '../session/session.ts';

/** Always there, since a screen reader tells only of what changes inside a region that it knows. */
export function ConnectionBanner() {
  const isLost = connection.state.value === 'lost' && sessionState.value.is === 'signed-in';
  return (
    <div role="status" class={isLost ? 'banner' : ''}>
      {isLost && 'The connection is lost. Trying again …'}
    </div>
  );
}
